"""Every weight of the numbering is needed: a document shows what goes wrong without it."""

from __future__ import annotations

import pytest

from minutes_archive.importing.files.markdown_file import read_markdown
from minutes_archive.importing.files.plain_text import read_text
from minutes_archive.importing.parts.agenda import find_agenda
from minutes_archive.importing.words.language_pack import LanguagePack, load_pack
from minutes_archive.importing.words.numbering import WEIGHTS

_LIST = "\n\n".join(f"{n}. {word}" for n, word in enumerate(("Hyran", "Ved", "El", "Olja"), 1))
_THREE = "1. Hyran\n\n2. Ved\n\n3. El"
_ITEMS = "1. Ekonomi\nInget.\n\n2. Övrigt\nInget.\n"
# The weight -> a document in Markdown ("#") or text, where Ekonomi and Övrigt are the items.
DOCUMENTS = {
    "section sign": f"§ 1 Ekonomi\n\nSe listan.\n\n{_LIST}\n\n§ 2 Övrigt\n\nInget.\n",
    "style": f"## 1. Ekonomi\n\nSe listan.\n\n{_LIST}\n\n## 2. Övrigt\n\nInget.\n",
    "type": f"**1. Ekonomi**\n\nSe.\n\n{_THREE}\n\n**2. Övrigt**\n\nInget.\n",
    "blank above": "1. Ekonomi\nSe.\n1. Hyran\nJa.\n2. Ved\nJa.\n\n2. Övrigt\nInget.\n",
    "no title": "1. Ekonomi\nInget.\n\n2.\n\n3.\n\n2. Övrigt\nInget.\n",
    "running text": "1. Ekonomi\nSe.\n\n1. hyran,\n\n2. ved,\n\n3. el.\n\n2. Övrigt\nInget.\n",
    "next is one": "1. Ekonomi\nSe listan.\n\n1. Hyran\n2. Ved\n3. El\n\n2. Övrigt\nInget.\n",
    "late start": "7. Bil\nA.\n\n8. Båt\nB.\n\n9. Buss\nC.\n\n" + _ITEMS,
    "gap": _ITEMS + "\n12. Nilsson skriver mer.\n",
    "other look": "1. Ekonomi\n\n      2. Ved\n\n2. Övrigt\n\nInget.\n",
}


@pytest.fixture(scope="module")
def pack() -> LanguagePack:
    return load_pack()


def items(document: str, pack: LanguagePack) -> list[str]:
    read = read_markdown if document.startswith(("#", "*")) else read_text
    source = read(document.encode())
    agenda = find_agenda(source, range(len(source.lines)), pack)
    return [heading.rest.text for heading in agenda.headings]


def test_every_weight_has_its_document() -> None:
    assert DOCUMENTS.keys() == WEIGHTS.keys()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_items_are_found(name: str, pack: LanguagePack) -> None:
    assert items(DOCUMENTS[name], pack) == ["Ekonomi", "Övrigt"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_without_its_weight_they_are_not(
    name: str, pack: LanguagePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WEIGHTS, name, 0.0)
    assert items(DOCUMENTS[name], pack) != ["Ekonomi", "Övrigt"]
