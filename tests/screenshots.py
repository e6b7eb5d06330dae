"""The pictures in the documentation: taken of the invented archive of `demo`, and compared.

`python3 build.py screenshots` takes them anew. Fonts differ between machines, so pictures
are compared by how light their parts are, not pixel by pixel.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from browser import Browser, open_browser, serve_folder
from desk_clerk import served_desk
from minutes_archive.building.build import build_site
from minutes_archive.commandline.demo import write_demo
from minutes_archive.importing.importer import import_files

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "dev" / "images"
HANDBOOK = ROOT / "docs" / "om" / "bilder"
# What `init` gives to a new archive.
GIVEN = ROOT / "plugins" / "minutes_archive" / "commandline" / "starter" / "bilder"
WIDTH, HEIGHT = 1280, 1000
DESK_HEIGHT = 640

SHOTS: Mapping[str, str] = {
    "decision": "beslut/di-2022-05-19-2-1/",
    "meeting": "moten/direktionen/2022-05-19/",
    "municipality": "kommuner/granmark/",
    "register": "beslut/",
}

DESK_SHOTS: Mapping[str, str] = {
    "granska": "granska/",
    "granska-utkast": "granska/direktionen/2025/2025-03-20/",
}
PROTOCOL = """\
Sjöbygdens kommunalförbund
Protokoll
Direktionen

Tid: torsdag 20 mars 2025 kl. 9.00–11.15
Plats: Kommunhuset i Ekvik, sal Bryggan

Närvarande:
Maj Rask, Ekvik, ordförande
Olof Dahl, Granmark
Siri Holm, Lindesund
Ny ledamot från Torsnäs
Vid protokollet: Nils Vik

§ 11 Sjöbron
Kansliet redovisar läget i upphandlingen av den nya bron.
Beslut
Direktionen beslutar
att godkänna redovisningen, och
att begära en ny tidplan till mötet i maj.

§ 12 Gemensam avfallsplan
Remissen är besvarad av fyra kommuner.
Beslut
Direktionen beslutar att anta avfallsplanen.
"""

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


def take(
    browser: Browser, address: str, shots: Mapping[str, str] = SHOTS, height: int = HEIGHT
) -> dict[str, bytes]:
    """Return a PNG of each page, by the picture's name, in light colours."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": WIDTH, "height": height, "deviceScaleFactor": 1, "mobile": False},
    )
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": "light"}]},
    )
    browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
    pictures = {}
    for name, page in shots.items():
        browser.get(address + page)
        shot = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
        pictures[name] = base64.b64decode(shot["data"])
    return pictures


@contextmanager
def pictured_desk(folder: Path) -> Iterator[str]:
    """Serve the desk over the invented archive with a draft to review; yield its address."""
    minutes = folder / "desk" / "minutes"
    write_demo(minutes.parent)
    protocol = folder / "Protokoll 20 mars.txt"
    protocol.write_text(PROTOCOL, encoding="utf-8")
    import_files([protocol], minutes, body="direktionen")
    with served_desk(minutes) as address:
        yield address


def difference(browser: Browser, one: bytes, other: bytes) -> float:
    """Return the mean difference in lightness of two pictures, from 0 to 255."""
    browser.get("about:blank")  # a page's policy would keep the pictures out
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
            with pictured_desk(Path(folder)) as desk:
                handbook = take(browser, desk, DESK_SHOTS, DESK_HEIGHT)
    for folder_, pictured in ((PICTURES, pictures), (HANDBOOK, handbook), (GIVEN, handbook)):
        folder_.mkdir(parents=True, exist_ok=True)
        for name, picture in pictured.items():
            (folder_ / f"{name}.png").write_bytes(picture)
            print((folder_ / f"{name}.png").relative_to(ROOT), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
