"""The pictures in the documentation: taken of the invented archive of `demo`, and compared.

`python3 build.py screenshots` takes them anew. Fonts differ between machines, so pictures
are compared by how light their parts are, not pixel by pixel.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from browser import Browser, open_browser, serve_folder
from minutes_archive.building.build import build_site
from minutes_archive.commandline.demo import write_demo

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "dev" / "images"
WIDTH, HEIGHT = 1280, 1000

SHOTS: Mapping[str, str] = {
    "decision": "beslut/di-2022-05-19-2-1/",
    "meeting": "moten/direktionen/2022-05-19/",
    "municipality": "kommuner/granmark/",
    "register": "beslut/",
}

# Mean difference in lightness, 0 to 255, over cells of 20 by 20 pixels.
_DIFFERENCE = """
const [one, other, done] = arguments;
const columns = 64, rows = 50;
async function cells(data) {
  const blob = await (await fetch("data:image/png;base64," + data)).blob();
  const picture = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(columns, rows), brush = canvas.getContext("2d");
  brush.imageSmoothingQuality = "high";
  brush.drawImage(picture, 0, 0, columns, rows);
  const points = brush.getImageData(0, 0, columns, rows).data;
  return Array.from({length: columns * rows}, (_, n) =>
    0.3 * points[4 * n] + 0.6 * points[4 * n + 1] + 0.1 * points[4 * n + 2]);
}
Promise.all([cells(one), cells(other)]).then(([a, b]) =>
  done(a.reduce((sum, value, n) => sum + Math.abs(value - b[n]), 0) / a.length));
"""


def take(browser: Browser, site_address: str) -> dict[str, bytes]:
    """Return a PNG of every page in SHOTS, in light colours."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False},
    )
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": "light"}]},
    )
    browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
    pictures = {}
    for name, address in SHOTS.items():
        browser.get(site_address + address)
        shot = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
        pictures[name] = base64.b64decode(shot["data"])
    return pictures


def difference(browser: Browser, one: bytes, other: bytes) -> float:
    """Return the mean difference in lightness of two pictures, from 0 to 255."""
    texts = [base64.b64encode(picture).decode() for picture in (one, other)]
    return float(browser.execute_async_script(_DIFFERENCE, *texts))


def build_pictured(folder: Path) -> Path:
    """Build the site that the pictures are taken of, and return its folder."""
    write_demo(folder / "demo")
    site = folder / "site"
    build_site(folder / "demo" / "mkdocs.yml", site, folder / "demo" / "minutes")
    return site


def main() -> int:
    """Build the invented archive and write its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        site = build_pictured(Path(folder))
        with serve_folder(site) as address, open_browser(Path(folder) / "profile") as browser:
            pictures = take(browser, address)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        (PICTURES / f"{name}.png").write_bytes(picture)
        print(f"docs/dev/images/{name}.png", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
