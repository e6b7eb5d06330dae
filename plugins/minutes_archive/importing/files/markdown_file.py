"""A Markdown file -> lines: headings by style, table rows by cells, the rest as it stands."""

from __future__ import annotations

import re
from dataclasses import replace

from minutes_archive.importing.files.plain_text import read_text
from minutes_archive.importing.words.source import Cell, Format, Line, Source

_HEADING = re.compile(r"\s{0,3}(#{1,6})(?=\s|$)")
# "##Rubrik": no heading to a strict reader, but meant as one where no heading has the blank.
_GLUED_HEADING = re.compile(r"(#{1,6})(?=[A-ZÅÄÖ0-9])")
_COMMENT = re.compile(r"\s*<!--.*-->\s*")
_COMMENT_VALUE = re.compile(r"\s*(?:<!--)?\s*\.\.\s+[\w-]+:.*")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*")
_TABLE_RULE = re.compile(r"\|?(?:\s*:?-{1,}:?\s*\|)+\s*(?::?-{1,}:?)?\s*")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")


def read_markdown(raw: bytes) -> Source:
    """Return the lines of a Markdown file."""
    source = read_text(raw)
    lines: list[Line] = []
    fenced = False
    in_table = 0
    tables = 0
    source_lines = list(source.lines)
    glued = sum(bool(_GLUED_HEADING.match(line.text)) for line in source_lines) > 1 and not any(
        _HEADING.match(line.text) for line in source_lines
    )
    front = _front_matter(source_lines)
    for at, line in enumerate(source_lines):
        if at < front:
            lines.append(replace(line, style="front", cells=()))
            continue
        following = source_lines[at + 1] if at + 1 < len(source_lines) else None
        # In Markdown the blanks before a line mean something: they are part of the text.
        plain = replace(line, text=" " * int(line.indent) + line.text, cells=())
        if _FENCE.match(line.text):
            fenced = not fenced
        if fenced:
            lines.append(plain)
            continue
        if line.blank:
            in_table = 0
        if (
            following
            and "|" in line.text
            and not following.blank
            and _TABLE_RULE.fullmatch(following.text)
        ):
            tables += 1
            in_table = tables
        if in_table and ("|" in line.text or _TABLE_RULE.fullmatch(line.text)):
            lines.append(_row(replace(line, cells=()), in_table))
            continue
        in_table = 0
        if lines and lines[-1].style and not line.blank and _UNDERLINE.fullmatch(line.text):
            continue  # the rule under a heading, which the heading's style now says
        if _COMMENT.fullmatch(line.text):
            lines.append(replace(plain, style="header"))
            continue
        heading = _GLUED_HEADING.match(line.text) if glued else None
        if heading:
            lines.append(replace(plain, style=f"heading{len(heading[1])}"))
            continue
        lines.append(_styled(plain, lines, following))
    return Source(Format.MARKDOWN, tuple(lines), source.pages, source.remarks)


def _front_matter(lines: list[Line]) -> int:
    """Return how many lines the values before the document take up, their fences included."""
    if lines and lines[0].text.strip().startswith("<!--"):
        end = next((n for n, line in enumerate(lines[:41], 1) if "-->" in line.text), 0)
        value_lines = sum(bool(_COMMENT_VALUE.match(line.text)) for line in lines[:end])
        return end if value_lines else 0
    if not lines or lines[0].text.strip() not in ("---", "+++"):
        return 0
    fence = lines[0].text.strip()
    end = next((n for n, line in enumerate(lines[1:41], 1) if line.text.strip() == fence), 0)
    return end + 1 if end else 0


def _row(line: Line, table: int) -> Line:
    if _TABLE_RULE.fullmatch(line.text):
        return replace(line, table=table, cells=(Cell(0, len(line.text)),))
    cells, begin = [], 0
    for match in re.finditer(r"(?<!\\)\|", line.text):
        cells.append((begin, match.start()))
        begin = match.end()
    cells.append((begin, len(line.text)))
    if line.text.startswith("|"):
        cells = cells[1:]
    if line.text.rstrip().endswith("|"):
        cells = cells[:-1]
    return replace(
        line,
        table=table,
        cells=tuple(Cell(a, b, float(at * 100)) for at, (a, b) in enumerate(cells)),
    )


def _styled(line: Line, before: list[Line], following: Line | None) -> Line:
    heading = _HEADING.match(line.text)
    if heading:
        return replace(line, style=f"heading{len(heading[1])}")
    if (
        following is not None
        and not following.blank
        and _UNDERLINE.fullmatch(following.text)
        and len(following.text.strip()) > 2
        and (line.blank or not before)
    ):
        level = 1 if following.text.strip().startswith("=") else 2
        return replace(line, style=f"heading{level}")
    if re.fullmatch(r"\*\*[^*]+\*\*:?\s*", line.text) or re.fullmatch(r"__[^_]+__:?\s*", line.text):
        return replace(line, bold=True)
    return line
