"""An archive of one's own: a folder with everything that a first build needs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from minutes_archive.addresses import is_reserved_name, slugify
from minutes_archive.commandline.commands import HOSTS
from minutes_archive.commandline.new_meeting import quoted, write_new_meeting
from minutes_archive.problems import Place, Problem
from minutes_archive.reading.json_schema import schema_files
from minutes_archive.reading.key_guide import key_guide
from minutes_archive.reading.plausibility import ARCHIVE_TO_NAME, MUNICIPALITY_TO_NAME

STARTER = Path(__file__).parent / "starter"

_URL = re.compile(r"https?://[^\s/]+(/\S*)?")


@dataclass(frozen=True, slots=True)
class Founding:
    """What the founder tells of the archive; what is left out gets a name to replace."""

    name: str = ""
    publisher: str = ""
    municipalities: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    site_url: str = ""
    host: str = ""
    """A key of HOSTS, or "" for no recipe."""


def write_new_archive(
    folder: Path, founding: Founding, day: dt.date
) -> tuple[list[Path], list[Problem]]:
    """Write a new archive into a folder and return its files; nothing there is overwritten.

    `day` is the date of the first draft meeting. Problems: E850 where a file is in the way,
    E851 where a name or the address cannot be used.
    """
    municipalities = _named(founding.municipalities or (MUNICIPALITY_TO_NAME,))
    bodies = _named(founding.bodies or ("Kommunstyrelsen",))
    problems = [
        *_unusable("init --municipality", municipalities, founding.municipalities),
        *_unusable("init --body", bodies, founding.bodies),
    ]
    if founding.site_url and not _URL.fullmatch(founding.site_url):
        text = f'"{founding.site_url}" är ingen webbadress'
        problems.append(Problem(Place("init --site-url"), "E851", text, "börja med https://"))
    if problems:
        return [], problems
    texts = _files(founding, municipalities, bodies)
    files = {name: text.encode("utf-8") for name, text in texts.items()} | _pictures()
    problems += [
        Problem(Place((folder / name).as_posix()), "E850", "finns redan", "välj en tom mapp")
        for name in files
        if (folder / name).exists()
    ]
    if problems:
        return [], problems
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    draft = write_new_meeting(folder / "minutes", day.isoformat(), body=next(iter(bodies)))
    written = [folder / name for name in files]
    return [*written, *filter(None, [draft.file])], list(draft.problems)


def _pictures() -> dict[str, bytes]:
    """Return the pictures of the handbook by their file in a new archive."""
    folder = STARTER / "bilder"
    return {f"docs/om/bilder/{file.name}": file.read_bytes() for file in sorted(folder.iterdir())}


def _files(
    founding: Founding, municipalities: Mapping[str, str], bodies: Mapping[str, str]
) -> dict[str, str]:
    name = founding.name or ARCHIVE_TO_NAME
    site_url = founding.site_url and founding.site_url.rstrip("/") + "/"
    example = next(iter(municipalities.values()))
    archive = _starter("archive.yml.txt").format(
        name=quoted(name),
        publisher=quoted(founding.publisher or example),
        municipalities="\n".join(
            f"  {identity}: {{name: {quoted(own)}}}{_replace(founding.municipalities)}"
            for identity, own in municipalities.items()
        ),
        bodies=_bodies(bodies, municipalities, _replace(founding.bodies)),
        example=example,
    )
    mkdocs = _starter("mkdocs.yml.txt").format(
        name=quoted(name),
        site_url=f"site_url: {quoted(site_url)}"
        if site_url
        else "# site_url: https://arkiv.exempel.se/",
    )
    schemas = {f"minutes/schema/{file}": text for file, text in schema_files().items()}
    hosted = {}
    if founding.host:
        place, recipe = HOSTS[founding.host]
        hosted[place] = _starter(f"hosts/{recipe}")
    return {
        **hosted,
        "mkdocs.yml": mkdocs,
        "LÄS MIG.md": _starter("las-mig.md").format(name=" ".join(name.split())),
        ".gitignore": _starter("gitignore.txt"),
        ".gitattributes": _starter("gitattributes.txt"),
        "docs/om/lasa.md": _starter("lasa.md"),
        "docs/om/skota.md": _starter("skota.md"),
        "docs/om/nycklar.md": key_guide(),
        "minutes/archive.yml": archive,
        **schemas,
    }


def _bodies(bodies: Mapping[str, str], municipalities: Mapping[str, str], comment: str) -> str:
    lines = []
    taken: set[str] = set()
    for identity, name in bodies.items():
        code = _code(name, taken)
        taken.add(code)
        lines += [
            f"  {identity}:{comment}",
            f"    name: {quoted(name)}",
            f"    code: {code}",
            f"    members: [{', '.join(municipalities)}]",
        ]
    return "\n".join(lines)


def _code(name: str, taken: Iterable[str]) -> str:
    """Return a code of capitals for a body: initials, or those of the two parts of a compound."""
    words = re.findall(r"[^\W\d_]+", name)
    letters = "".join(word[0] for word in words) if len(words) > 1 else _of_one(words[0])
    code = re.sub("[^A-ZÅÄÖ]", "X", letters.upper())[:7]
    number = 0
    free = code
    while free in taken:
        free = code + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26] * (number // 26 + 1)
        number += 1
    return free


def _of_one(word: str) -> str:
    """Return the initials of a compound's two parts: Kommunstyrelsen is KS, Barnnämnden is BN."""
    ending = re.search(
        r"(?<=.)(styrelse|nämnd|fullmäktige|grupp|kommitté|direktion|utskott|råd)", word
    )
    return word[0] + ending[1][0] if ending else word[:2]


def _named(names: Iterable[str]) -> dict[str, str]:
    return {slugify(name): name.strip() for name in names}


def _unusable(place: str, named: Mapping[str, str], given: Iterable[str]) -> list[Problem]:
    problems = []
    for identity, name in named.items():
        if not re.search(r"[^\W\d_]", name) or not identity or is_reserved_name(identity):
            text = f'av namnet "{name}" blir inget id'
            problems.append(Problem(Place(place), "E851", text, "välj ett annat namn"))
    if len(named) < len(tuple(given)):
        problems.append(Problem(Place(place), "E851", "två namn får samma id", "skilj dem åt"))
    return problems


def _replace(given: tuple[str, ...]) -> str:
    return "" if given else "          # byt ut"


def _starter(name: str) -> str:
    return (STARTER / name).read_text(encoding="utf-8")
