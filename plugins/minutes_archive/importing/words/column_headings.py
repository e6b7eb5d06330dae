"""What the columns of a table hold, by their headings: people, tasks, or the items themselves."""

from __future__ import annotations

from collections.abc import Sequence

from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.passages import Passage


def people_column(text: str, pack: LanguagePack) -> str:
    """Return what a column of a table of people holds; "" when that is not known."""
    return _column(text, "people_columns", pack)


def task_column(text: str, pack: LanguagePack) -> str:
    """Return what a column of a table of tasks holds; "" when that is not known."""
    return _column(text, "follow_up_columns", pack)


def item_column(text: str, pack: LanguagePack) -> str:
    """Return what a column of minutes that are a table holds; "" when that is not known."""
    return _column(text, "item_columns", pack)


def heads_people(cells: Sequence[Passage], pack: LanguagePack) -> bool:
    """Return whether cells are headings as "Namn, Organisation, Närvaro"."""
    columns = people_columns(cells, pack)
    return len(columns) > 1 and all(columns) and "name" in columns


def people_columns(cells: Sequence[Passage], pack: LanguagePack) -> list[str]:
    """Return what the columns of a table of people hold; only one of them holds names."""
    columns = [people_column(cell.text, pack) for cell in cells]
    names = [at for at, column in enumerate(columns) if column == "name"]
    presence = pack.whole("people_columns.presence")
    for at in names if len(names) > 1 else ():
        if presence.fullmatch(cells[at].text.strip(" :*_|").casefold()):
            columns[at] = "presence"
    return columns


def heads_votes(cells: Sequence[Passage]) -> bool:
    """Return whether cells are "Ledamot, Parti, Ja, Nej", headings of who voted for what."""
    return {"ja", "nej"} <= {cell.text.strip(" :*_|").casefold() for cell in cells}


def heads_tasks(cells: Sequence[Passage], pack: LanguagePack) -> bool:
    """Return whether cells are headings as "Åtgärd, Ansvarig, Klart senast"."""
    columns = {task_column(cell.text, pack) for cell in cells}
    return "task" in columns and bool(columns & {"responsible", "due", "note"})


def heads_items(cells: Sequence[Passage], pack: LanguagePack) -> bool:
    """Return whether cells are headings as "Nr, Ärende, Ansvarig"."""
    columns = [item_column(cell.text, pack) for cell in cells if cell]
    return len(columns) > 1 and all(columns) and columns[0] == "number" and "title" in columns


def _column(text: str, key: str, pack: LanguagePack) -> str:
    bare = text.strip(" :*_|/").casefold()
    names = pack.values[key]
    known = next((name for name in names if pack.whole(f"{key}.{name}").fullmatch(bare)), "")
    if known or "/" not in bare:
        return known
    # "Föredragande/Ansvar": both mean the same column.
    parts = [_column(part, key, pack) for part in bare.split("/")]
    return parts[0] if all(parts) else ""
