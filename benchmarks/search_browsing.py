"""Questions put to a search index in Chromium, from a web server that counts its bytes."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.answering import answering

TYPES = {".js": "text/javascript", ".html": "text/html; charset=utf-8", ".json": "application/json"}
_SWITCHES = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update"),
    "--enable-precise-memory-info",
)
WARM_RUNS = 3
# Told by themselves: every question needs them, and the browser keeps them.
ENGINE_SCRIPTS = {"engine.js", "index/pagefind.js", "index/pagefind-worker.js"}
LIMIT = 60

# Each engine's part of a page: open() makes it ready, ask(question) shows ten hits.
OURS = """<!doctype html><meta charset="utf-8"><link rel="preload" as="script"
 href="/index/manifest.js"><script src="engine.js"></script><script>
let engine;
window.ready = async ({ q }) => {
  engine = engine || await MinutesSearch.open("/index/", null, q);
};
window.ask = async (question) => {
  const filters = question.body ? { body: [question.body], year: [question.year] } : {};
  const found = await engine.search({ q: question.q, filters, size: 10 });
  return found.hits.length;
};
</script>"""
PAGEFIND = """<!doctype html><meta charset="utf-8"><script type="module">
import * as engine from "/index/pagefind.js";
window.ready = () => engine.init();
window.ask = async (question) => {
  const filters = question.body ? { body: question.bodyName, year: question.year } : {};
  const found = await engine.search(question.q, { filters });
  const shown = await Promise.all(found.results.slice(0, 10).map((hit) => hit.data()));
  return shown.length;
};
</script>"""
_TIMED = """
const [question, done] = arguments;
const start = performance.now();
(async () => { await window.ready(question); return await window.ask(question); })()
  .then((hits) => done({ hits, milliseconds: performance.now() - start }))
  .catch((problem) => done({ problem: String(problem) }));
"""


# What DevTools calls Slow 4G, and a processor a fourth as quick as this one.
SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 180_000,
    "uploadThroughput": 84_375,
}
SLOWER = 4
# Milliseconds from the beginning of the page, and files that waited for others, in a row.
_FROM_THE_START = """
const [question, done] = arguments;
(async () => {
  while (!window.ready) await new Promise((wait) => setTimeout(wait, 5));
  await window.ready(question);
  await window.ask(question);
  const milliseconds = performance.now();
  const depths = [];
  let most = 0;
  const files = performance.getEntriesByType("resource").sort((x, y) => x.startTime - y.startTime);
  for (const file of files) {
    const before = depths.filter(({ end }) => end <= file.startTime + 1).map(({ depth }) => depth);
    const depth = 1 + Math.max(0, ...before);
    depths.push({ end: file.responseEnd, depth });
    most = Math.max(most, depth);
  }
  done({ milliseconds, rounds: most });
})().catch((problem) => done({ problem: String(problem) }));
"""


class NoAnswerError(Exception):
    """An engine did not answer a question; says which, and what it said instead."""


@dataclass
class Server:
    """A server of one folder; `plain` and `packed` are the bytes since the last `forget`.

    Packed is what a server that compresses everything would send.
    """

    folder: Path
    plain: int = 0
    packed: int = 0
    requests: int = 0
    address: str = ""
    sizes: dict[str, int] = field(default_factory=dict)

    def forget(self) -> None:
        self.plain = self.packed = self.requests = 0

    def count(self, name: str, content: bytes) -> None:
        if name not in self.sizes:
            self.sizes[name] = min(len(gzip.compress(content, 6)), len(content))
        self.plain += len(content)
        self.packed += self.sizes[name]
        self.requests += 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What one question took: bytes and milliseconds when nothing was cached, and warm."""

    hits: int
    plain: int
    packed: int
    requests: int
    cold: float
    warm: float


@contextmanager
def serve(folder: Path, page: str) -> Iterator[Server]:
    """Serve a folder and the page on a free port of this machine while the context lasts."""
    server = Server(folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.partition("?")[0].lstrip("/")
            file = folder / name
            if not name:
                content, kind = page.encode("utf-8"), TYPES[".html"]
            elif file.is_file():
                content = file.read_bytes()
                kind = TYPES.get(file.suffix, "application/octet-stream")
                if name not in ENGINE_SCRIPTS:
                    server.count(name, content)
            else:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with answering(http) as server.address:
        yield server


@contextmanager
def chromium(profile: Path) -> Iterator[Any]:
    """Yield a headless Chromium, or None where it or its driver is not installed."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    try:
        from selenium import webdriver
    except ImportError:
        program = None
    if program is None or driver is None:
        yield None
        return
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for switch in (*_SWITCHES, f"--user-data-dir={profile}"):
        options.add_argument(switch)
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    browser.set_script_timeout(LIMIT)
    try:
        yield browser
    finally:
        browser.quit()


def put(browser: Any, server: Server, question: dict[str, str]) -> Answer:
    """Ask with empty caches on a fresh page, then warm on the same page."""
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    server.forget()
    browser.get(server.address)
    cold = _ask(browser, question)
    counted = (server.plain, server.packed, server.requests)
    warm = min(_ask(browser, question)["milliseconds"] for _ in range(WARM_RUNS))
    return Answer(cold["hits"], *counted, cold["milliseconds"], warm)


@dataclass(frozen=True, slots=True)
class SlowAnswer:
    """Seconds from opening a page to ten hits, scripts included, and files in a row for them."""

    seconds: float
    rounds: int


def put_slowly(browser: Any, server: Server, question: dict[str, str]) -> SlowAnswer:
    """Ask with empty caches over Slow 4G with a slower processor, from the page's beginning."""
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", SLOW_4G)
    browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    try:
        browser.get(server.address)
        told = _run(browser, _FROM_THE_START, question)
    finally:
        free = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        browser.execute_cdp_cmd("Network.emulateNetworkConditions", free)
        browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 1})
    return SlowAnswer(told["milliseconds"] / 1e3, told["rounds"])


def heap(browser: Any, server: Server, asked: list[dict[str, str]]) -> int:
    """Return the bytes of JavaScript heap that are kept after all questions on one page."""
    browser.get(server.address)
    for question in asked:
        _ask(browser, question)
    browser.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    used: int = browser.execute_cdp_cmd("Runtime.getHeapUsage", {})["usedSize"]
    return used


def _ask(browser: Any, question: dict[str, str]) -> dict[str, Any]:
    return _run(browser, _TIMED, question)


def _run(browser: Any, script: str, question: dict[str, str]) -> dict[str, Any]:
    from selenium.common.exceptions import TimeoutException

    try:
        told: dict[str, Any] = browser.execute_async_script(script, question)
    except TimeoutException:
        raise NoAnswerError(f'no answer to "{question["q"]}" in {LIMIT} s') from None
    if "problem" in told:
        raise NoAnswerError(f'"{question["q"]}": {told["problem"]}')
    return told
