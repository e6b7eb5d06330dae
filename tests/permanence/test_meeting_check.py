"""What a problem with a published address says to write is written, to the letter, and mends it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from minutes_archive.commandline.commands import main
from minutes_archive.loading import examine
from minutes_archive.model import Attendance, Meeting, Role
from minutes_archive.permanence import find_redirects, read_ledger
from minutes_archive.permanence.published import attendance_facts, published_addresses
from minutes_archive.problems import Problem, has_errors
from minutes_archive.reading import read_registry
from trust.sites import INVENTED, problems_of

MEETING = "styrgruppen/2023/2023-09-14.yml"
ITEM_1, ITEM_2 = "  - title: Reservvatten\n", "  - title: Avslutning\n"
FIRST = "      - decision: Att bygga en ledning till Ekholma.\n"
SECOND = "      - decision: Att betala hälften var.\n"
THIRD = "      - decision: Att lägga rapporten till handlingarna.\n"
LAST = "      - decision: Att avsluta mötet.\n"
TASK = "      - follow_up: Skriva till länsstyrelsen.\n"
FILE = "      - attachment: karta.txt\n"
TEXT = (
    "format: 1\nbody: styrgruppen\ndate: 2023-09-14\nstatus: published\nitems:\n"
    f"{ITEM_1}    content:\n{FIRST}{SECOND}{THIRD}{ITEM_2}    content:\n{LAST}{TASK}{FILE}"
)


@pytest.fixture(scope="module")
def recorded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    minutes = Path(shutil.copytree(INVENTED, tmp_path_factory.mktemp("recorded") / "minutes"))
    write(minutes, TEXT)
    (minutes / MEETING).with_name("karta.txt").write_text("En karta", encoding="utf-8")
    assert main(["record", "--minutes", str(minutes)]) == 0
    return minutes


@pytest.fixture
def recorded(recorded_once: Path, tmp_path: Path) -> Path:
    """Return a copy of the recorded archive that a test may change."""
    return Path(shutil.copytree(recorded_once, tmp_path / "minutes"))


def write(minutes: Path, text: str) -> None:
    (minutes / MEETING).write_text(text, encoding="utf-8")


def everywhere(minutes: Path, changes: dict[str, str]) -> None:
    for file in minutes.rglob("*.yml"):
        text = file.read_text(encoding="utf-8")
        for pattern, new in changes.items():
            text = re.sub(pattern, new, text)
        file.write_text(text, encoding="utf-8")


def another_day(minutes: Path) -> None:
    write(minutes, TEXT.replace("2023-09-14", "2023-09-15"))
    (minutes / MEETING).rename((minutes / MEETING).with_name("2023-09-15.yml"))


def renamed_body(minutes: Path) -> None:
    everywhere(minutes, {r"styrgruppen(?=[/:\n,}\]])": "ledningen"})
    (minutes / "styrgruppen").rename(minutes / "ledningen")


def renamed_file(minutes: Path) -> None:
    write(minutes, TEXT.replace("karta.txt", "plan.txt"))
    (minutes / MEETING).with_name("karta.txt").rename((minutes / MEETING).with_name("plan.txt"))


def split_in_two(minutes: Path) -> None:
    head, _, last = TEXT.partition(ITEM_2)
    write(minutes, head)
    second = TEXT.partition(ITEM_1)[0] + ITEM_2 + last
    (minutes / MEETING).with_name("2023-09-14-2.yml").write_text(second, encoding="utf-8")


def decision_moved_away(minutes: Path) -> None:
    write(minutes, TEXT.replace(THIRD, ""))
    second = TEXT.partition(ITEM_1)[0] + ITEM_1 + "    content:\n" + THIRD
    (minutes / MEETING).with_name("2023-09-14-2.yml").write_text(second, encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "the first decision taken out": lambda m: write(m, TEXT.replace(FIRST, "")),
    "a decision in the middle taken out": lambda m: write(m, TEXT.replace(SECOND, "")),
    "the last decision taken out": lambda m: write(m, TEXT.replace(THIRD, "")),
    "all decisions of an item taken out": lambda m: write(
        m, TEXT.replace(FIRST + SECOND + THIRD, "      - text: Inget.\n")
    ),
    "two decisions in another order": lambda m: write(
        m, TEXT.replace(FIRST + SECOND, SECOND + FIRST)
    ),
    "three decisions turned round": lambda m: write(
        m, TEXT.replace(FIRST + SECOND + THIRD, THIRD + FIRST + SECOND)
    ),
    "a decision put in first": lambda m: write(
        m, TEXT.replace(FIRST, "      - decision: Att vänta.\n" + FIRST)
    ),
    "a decision put in, another taken out": lambda m: write(
        m, TEXT.replace(FIRST + SECOND, "      - decision: Att vänta.\n" + FIRST)
    ),
    "the same decision twice": lambda m: write(m, TEXT.replace(FIRST, FIRST + FIRST)),
    "a decision with other words": lambda m: write(m, TEXT.replace("Ekholma", "Bergsund")),
    "a decision moved to another item": lambda m: write(
        m, TEXT.replace(THIRD, "").replace(LAST, LAST + THIRD)
    ),
    "a decision moved, another in its place": lambda m: write(
        m,
        TEXT.replace(THIRD, "      - decision: Att vänta.\n").replace(LAST, LAST + THIRD),
    ),
    "an item put in first": lambda m: write(
        m, TEXT.replace(ITEM_1, "  - title: Ny punkt\n" + ITEM_1)
    ),
    "the first item taken out": lambda m: write(
        m, TEXT.replace(f"{ITEM_1}    content:\n{FIRST}{SECOND}{THIRD}", "")
    ),
    "the last item taken out": lambda m: write(m, TEXT.partition(ITEM_2)[0]),
    "items in another order": lambda m: write(
        m,
        TEXT.partition(ITEM_1)[0] + ITEM_2 + TEXT.partition(ITEM_2)[2] + ITEM_1
        + TEXT.partition(ITEM_1)[2].partition(ITEM_2)[0],
    ),
    "items with other numbers": lambda m: write(
        m,
        TEXT.replace(ITEM_1, '  - number: "§ 12"\n    title: Reservvatten\n').replace(
            ITEM_2, '  - number: "§ 13"\n    title: Avslutning\n'
        ),
    ),
    "an item with another title": lambda m: write(m, TEXT.replace("Avslutning", "Slut")),
    "a file split in two": split_in_two,
    "a decision moved to another file": decision_moved_away,
    "a task taken out": lambda m: write(m, TEXT.replace(TASK, "")),
    "a file taken out": lambda m: write(m, TEXT.replace(FILE, "")),
    "a file with another name": renamed_file,
    "a meeting on another day": another_day,
    "a meeting taken out": lambda m: (m / MEETING).unlink(),
    "a meeting made a draft": lambda m: write(m, TEXT.replace("published", "draft")),
    "the second meeting of a day taken out": lambda m: (
        m / "forbundsdirektionen/2022/2022-12-08-2.yml"
    ).unlink(),
    "a municipality with another id": lambda m: everywhere(
        m, {r"\bekholma(?=[:,\]}])": "ekholmen", r"from: ekholma": "from: ekholmen"}
    ),
    "a topic with another id": lambda m: everywhere(m, {r"\bvatten(?=[:,\]])": "vattnet"}),
    "a matter with another id": lambda m: everywhere(
        m, {r"\be-arkiv(?=:)": "arkivet", "matter: e-arkiv": "matter: arkivet"}
    ),
    "a body with another id": renamed_body,
    "a body with another code": lambda m: everywhere(
        m, {"code: SG": "code: ST", r"\bsg-20": "st-20"}
    ),
}  # fmt: skip


def obey(minutes: Path, problems: list[Problem]) -> None:
    """Write what each problem says; the last line of a file first, so that numbers stay right."""
    for problem in sorted(problems, key=lambda p: (p.place.path, -line_of(p), p.message)):
        hint = problem.hint
        file = Path(problem.place.path)
        if found := re.search(r"eller lägg tillbaka (\S+) med status: withdrawn", hint):
            instead = re.search(r"aliases: (\[\S+\]) i (\S+), som", hint)
            put_back(minutes, found[1], instead)
            continue
        lines = file.read_text(encoding="utf-8").splitlines()
        for key, value, line, other in re.findall(
            r'(id|number|aliases|former_codes): ("[^"]+"|\[\S+\]) (?:i|på) [^,]*?rad (\d+)'
            r"(?: i (\S+\.yml))?",
            hint,
        ):
            if other:
                others = Path(other).read_text(encoding="utf-8").splitlines()
                set_key(others, int(line), key, value)
                Path(other).write_text("\n".join(others) + "\n", encoding="utf-8")
            else:
                set_key(lines, int(line), key, value)
        if found := re.search(r"punktens content: - (\{.*\})", hint):
            after = next(n for n in range(problem.place.line, len(lines)) if "content:" in lines[n])
            lines.insert(after + 1, f"      - {found[1]}")
        if found := re.search(r"sist under items: - (\{.*\}) och", hint):
            last = [n for n, line in enumerate(lines) if line.startswith("corrections:")]
            lines.insert(last[0] if last else len(lines), f"  - {found[1]}")
        if (found := re.search(r"corrections: (\[\{.*?\}\])", hint)) and not any(
            line.startswith("corrections:") for line in lines
        ):
            written = found[1].replace("ÅÅÅÅ-MM-DD", "2024-01-10")
            lines.append(f"corrections: {written.replace('Vad som rättades.', 'Punkten flyttad.')}")
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def line_of(problem: Problem) -> int:
    found = re.search(r"rad (\d+)\)?$", problem.hint)
    return int(found[1]) if found else problem.place.line


def set_key(lines: list[str], line: int, key: str, value: str) -> None:
    """Write a key into the mapping that begins on a line, block or flow."""
    text = lines[line - 1]
    if f"{key}: " in text:
        lines[line - 1] = re.sub(rf'{key}: ("[^"]*"|\S+)', f"{key}: {value}", text)
    elif "{" in text:
        lines[line - 1] = text.replace("{", f"{{{key}: {value}, ", 1)
    else:
        indent = len(text) - len(text.lstrip("- "))
        lines.insert(line, f"{' ' * indent}{key}: {value}")


def put_back(minutes: Path, file: str, instead: re.Match[str] | None) -> None:
    if instead:
        path = Path(instead[2])
        path.write_text(f"aliases: {instead[1]}\n" + path.read_text("utf-8"), encoding="utf-8")
        return
    body, year, name = Path(file).parts[-3:]
    day = name.removesuffix(".yml")
    head = f"format: 1\nbody: {body}\ndate: {day[:10]}\nstatus: withdrawn\n"
    (minutes / body / year / name).write_text(head, encoding="utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_writing_what_the_problems_say_mends_the_archive(recorded: Path, change: str) -> None:
    before = examine(recorded)[0]
    assert before is not None
    words = {a: p.fingerprint for a, p in published_addresses(before).items()}
    CHANGES[change](recorded)
    problems = [p for p in problems_of(recorded) if p.code in ("E411", "E412")]
    if change == "the same decision twice":
        # The words of the first are unchanged; what follows is moved by one.
        assert {p.code for p in problems} == {"E412"}
    assert problems
    assert all(problem.hint for problem in problems)
    obey(recorded, problems)
    left = [p for p in problems_of(recorded) if p.code[0] == "E"]
    assert left == []
    archive, _ = examine(recorded)
    assert archive is not None
    now = published_addresses(archive)
    # No decision id has come to stand for another decision's words.
    others = {mark for a, mark in words.items() if a.startswith("beslut/")}
    for address, mark in words.items():
        if address in now and address.startswith("beslut/") and now[address].fingerprint != mark:
            assert now[address].fingerprint not in others, address
    assert not has_errors(find_redirects(archive)[1])


def test_a_gone_meeting_is_one_problem_and_not_one_for_each_address(recorded: Path) -> None:
    (recorded / MEETING).unlink()
    ledger, _ = read_ledger(recorded)
    assert ledger is not None
    assert len([a for a in ledger if "2023-09-14" in a]) > 8
    assert len([p for p in problems_of(recorded) if p.code == "E411"]) == 1


def test_a_correction_excuses_no_id_that_means_another_decision(recorded: Path) -> None:
    corrected = TEXT + "corrections: [{date: 2024-01-10, text: Punkt 1 rättad.}]\n"
    write(recorded, corrected.replace(FIRST, ""))
    problems = problems_of(recorded)
    assert {p.code for p in problems} == {"E411", "E412"}


def test_attendance_is_told_in_words_that_stay() -> None:
    """Archives keep digests of these words: any other form would tell a change of everybody."""
    registry, _ = read_registry(INVENTED)
    assert registry is not None
    meeting = Meeting(
        "styrgruppen/2023-09-14",
        "styrgruppen",
        dt.date(2023, 9, 14),
        "Möte",
        present=(
            Attendance("Eva Ek", "algsnas", (Role.CHAIR,), items="1–3", party="C"),
            Attendance("Bo Alm"),
        ),
        absent=(Attendance("Ada Ask", disqualified="2"),),
    )
    assert attendance_facts(meeting, registry) == (
        "absent Ada Ask   items  disqualified 2 "
        "present Bo Alm   items  disqualified  "
        "present Eva Ek C algsnas chair items 1–3 disqualified "
    )
