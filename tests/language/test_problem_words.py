"""Every sentence of the code about a problem is there in English, and says the same."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from built_site import INVENTED, ROOT
from minutes_archive.commandline.commands import main
from minutes_archive.language.problem_words import choose, chosen, in_language, line_of, translated
from minutes_archive.problems import Place, Problem

BAD = ROOT / "tests" / "bad"
PACKAGE = ROOT / "plugins" / "minutes_archive"
TABLE: dict[str, str] = yaml.safe_load(
    (PACKAGE / "language" / "problems_in_english.yml").read_text(encoding="utf-8")
)
SWEDISH = re.compile(
    r"och|inte|till|som|av|med|om|den|det|ett|skriv|ta|bort|filen|eller|fel|saknas|saknar|finns"
    r"|punkten|punkt|beslut|beslutet|organet|raden|mellan|rader|ingen|inget|inga|importerad"
    r"|[a-zåäö]*[åäö][a-zåäö]*"
)
# Rooms that speak for themselves, and words that are looked for, or written into files.
ELSEWHERE = re.compile(
    r"language/(?!system_errors)|commandline/(demo|usage)|importing/.*(draft|draft_tree|emitting|end_matter|division|report|votes)\.py"
    r"|reading/(key_guide|format_page|json_schema|swedish_words)|addresses|permanence/ledger"
    r"|archive/references|personal_data/|publishing/chrome_cutting"
)
# What a new file holds, and a person's own words.
IN_FILES = re.compile(
    r"LÄS MIG.md|(Xy98)? (och|eller|är|som är) ?(Xy99)?|okän[dt]t? [a-zä]+"
    r"|.*Lokal eller digitalt|Förnamn Efternamn|Skriv vad som sades under punkten\."
    r"|Togs inte upp på mötet|(Minnesanteckningar|Protokoll) från möte med .*|Vad som rättades\."
    r"|Vårt mötesarkiv|(Flyttad|Borttagen) punkt|Punkt Xy0|Välkommen|.*[{\\].*"
)


def is_swedish(text: str) -> bool:
    """Tell whether a text, what it quotes apart, has a word that only Swedish has."""
    plain = re.sub(r'"[^"]*"|\([^)]*\)|#punkt-|beslut/', "", text.lower())
    return any(map(SWEDISH.fullmatch, re.findall(r"[a-zåäö]+", plain)))


def filled(sentence: str) -> str:
    """Put a word into each hole that is in no other, and where a sentence goes on."""
    numbers = iter(range(100))
    whole = re.sub(r"\{[\w.]*\}", lambda _: f"Xy{next(numbers)}", sentence)
    return f"{'Xy98' * whole.startswith(' ')}{whole}{'Xy99' * whole.endswith(' ')}"


def sentences(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module of two words and more, but what explains code or a key."""
    passed = set()
    for node in ast.walk(module):
        match node:
            case ast.Expr(value=ast.Constant() as docstring):
                passed.add(docstring)
            case ast.JoinedStr(values=parts):
                passed |= {part for part in parts if isinstance(part, ast.Constant)}
            case ast.Call(func=ast.Name(id="Key") | ast.Attribute(attr="compile")):
                passed |= set(ast.walk(node))
    for node in ast.walk(module):
        match node:
            case ast.Constant(value=str(text)) if node not in passed and " " in text:
                yield node.lineno, text
            case ast.JoinedStr(values=parts):
                text = "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts
                )
                if " " in text:
                    yield node.lineno, text


@pytest.mark.parametrize("room", sorted({path.parent for path in PACKAGE.rglob("*.py")}))
def test_each_sentence_of_the_code_is_there_in_english(room: Path) -> None:
    missing = []
    for file in sorted(room.glob("*.py")):
        name = file.relative_to(PACKAGE).as_posix()
        if ELSEWHERE.match(name):
            continue
        for line, sentence in sentences(ast.parse(file.read_text(encoding="utf-8"))):
            whole = filled(sentence)
            english = in_language(whole, "en")
            is_known = english != whole and not is_swedish(english)
            if is_swedish(whole) and not is_known and not IN_FILES.fullmatch(whole):
                missing.append((f"{name}:{line}", sentence))
    assert missing == [], "write each into language/problems_in_english.yml"


def test_nothing_of_a_sentence_is_lost_in_english() -> None:
    wrong = []
    for swedish in TABLE:
        whole = filled(swedish)
        english = in_language(whole, "en")
        lost = sorted(re.findall(r"Xy\d+", english)) != sorted(re.findall(r"Xy\d+", whole))
        if lost or is_swedish(english):
            wrong.append((swedish, english))
    assert wrong == []


def test_what_is_quoted_stays_as_it_is() -> None:
    said = in_language('värdet "tom" har fel form', "en")
    assert said == 'the value "tom" has the wrong form'
    assert in_language('punkt "filen är tom" finns inte', "en") == 'there is no item "filen är tom"'


def test_sentences_within_sentences() -> None:
    said = 'deltagandet "9" för Eva Ek: punkt "9" finns inte'
    assert in_language(said, "en") == 'the attendance "9" of Eva Ek: item "9" does not exist'
    said = "sidan /beslut/ saknar sidfoten, sökrutan"
    assert in_language(said, "en") == "the page /beslut/ lacks the footer, the search box"
    said = "skriv format: 1 och skriv ett värde"
    assert in_language(said, "en") == "write format: 1 and write a value"
    assert in_language("filen Lund och Ek, a", "en") == "the file Lund och Ek, a"


def test_words_that_nobody_has_translated_stay() -> None:
    assert in_language("något helt annat", "en") == "något helt annat"
    assert in_language("filen är tom", "sv") == "filen är tom"


def test_what_was_chosen_goes_before_what_is_given() -> None:
    choose("en")
    try:
        assert chosen("sv") == "en"
        assert in_language("filen är tom", "sv") == "the file is empty"
    finally:
        choose("")
    assert chosen("sv") == "sv"


def test_problem_keeps_its_place_and_code() -> None:
    problem = Problem(Place("a.yml", 3, 4), "E008", "filen är tom", "ta bort det", softened=True)
    assert line_of(problem, "en") == "a.yml:3:4 E008 (draft) the file is empty – delete it"
    assert line_of(problem) == "a.yml:3:4 E008 (utkast) filen är tom – ta bort det"
    assert translated(problem, "sv") == problem


@pytest.mark.parametrize("folder", sorted(path.name for path in BAD.iterdir() if path.is_dir()))
def test_check_says_nothing_in_swedish(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--lang", "en", "--minutes", str(BAD / folder)]) == 1
    said = capsys.readouterr().err
    assert re.search(r" E\d{3} ", said)
    assert [line for line in said.splitlines() if is_swedish(line.partition(" ")[2])] == []


def test_new_and_import_say_nothing_in_swedish(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(INVENTED, "minutes")
    (body,) = [path.name for path in Path("minutes").iterdir() if path.is_dir()][:1]
    names = ("a.pdf", "b.docx", "c.txt", "d.rtf", "e.html", "f.exe")
    for name in names:
        Path(name).write_bytes(b"<html>" if name == "e.html" else b"no minutes of anything")
    for command in (
        ["new", "yesterday"],
        ["new", "2031-01-01", "--body", "nobody"],
        ["new", "2031-01-01", "--body", body, "--kind", "song"],
        ["new", "2031-01-01", "--body", body, "--people"],
        ["new", "2031-01-01", "--body", body, "--people"],
        ["import", *names, "nowhere.pdf"],
        ["build", "--minutes", "nowhere"],
        ["record", "--minutes", "nowhere"],
        ["migrate", "--minutes", "nowhere"],
        ["verify", "nowhere"],
    ):
        main([command[0], "--lang", "en", *command[1:]])
    said = "".join(capsys.readouterr()).replace("Förbundsdirektionen", "")
    assert [line for line in said.splitlines() if is_swedish(line)] == []


def test_json_and_github_are_in_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(BAD / "empty-file")
    for form in ("json", "github"):
        main(["check", "--lang", "en", "--format", form, "--minutes", folder])
        assert "the file is empty" in capsys.readouterr().out
