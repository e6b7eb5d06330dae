"""Words that YAML takes out of a value before anybody reads it: comments, anchors, escapes, breaks.

`title: Svar på motion om #cykla` is the value "Svar på motion om": the rest is a comment. To a
clerk it is a title that went on. The values of text keys are therefore looked at in the file's
own text, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.nodes import ScalarNode

from minutes_archive.problems import Place
from minutes_archive.reading.context import Context
from minutes_archive.reading.yaml_errors import quoted

_COMMENT_AFTER = re.compile(r"[ \t]+#[^\n]*")
_COMMENT_IN_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")
_COMMENT_BEFORE = re.compile(r":[ \t]+(#[^\n]*)\n(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*\Z")
_ANCHOR = re.compile(r"&([^\s,\[\]{}]+)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# Of these YAML makes a tab, a blank or a sign that nobody sees.
_OTHER_SIGNS = frozenset("0abtvfreN_LP")
_DRIVE = re.compile(r"(?<![^\W_])[A-Za-z]:\\n\Z")
_QUOTES = "citattecken"

_MARKERS = (
    re.compile(r"\(?[a-zåäö]\)\s"),
    re.compile(r"\d{1,2}[.)]\s"),
    re.compile(r"[-–•*]\s"),
    re.compile(r"\|"),
    re.compile(r"att\s", re.IGNORECASE),
    re.compile(r"[A-ZÅÄÖ][\wåäöÅÄÖ-]*(?: [A-ZÅÄÖ][\w-]*){0,2}: \S"),
)


def report_cut_words(node: ScalarNode, context: Context, *, is_prose: bool) -> None:
    """Report what YAML takes away from a value whose every word is meant for readers.

    `is_prose` values may have several lines, whose breaks count.
    """
    text = context.text
    if not text:
        return
    start, end = node.start_mark.index, node.end_mark.index
    written = text[start:end]
    for position, sign in _comments(node, text):
        context.report(
            _place(context, position),
            "E140",
            f'"{sign.strip()[:60]}" är en kommentar för YAML och kommer inte med',
            f"skriv {_whole(node, text, sign)}, eller kommentaren på en egen rad"
            if not node.style
            else f"sätt hela värdet inom {_QUOTES}, eller skriv kommentaren på en egen rad",
        )
    anchor = _ANCHOR.match(written)
    if anchor and not re.search(rf"\*{re.escape(anchor[1])}(?![^\s,\]}}])", text):
        context.report(
            node,
            "E140",
            f'"{anchor[0]}" är ett ankare för YAML och kommer inte med',
            f"sätt hela värdet inom {_QUOTES}",
        )
    if node.style == '"':
        for escape in _ESCAPE.finditer(written):
            path = escape[1] == "n" and _DRIVE.search(written, 0, escape.end())
            if escape[1] in _OTHER_SIGNS or path:
                context.report(
                    _place(context, start + escape.start()),
                    "E140",
                    f'"{escape[0]}" inom citattecken blir ett annat tecken',
                    "skriv \\\\ för varje omvänt snedstreck, eller sätt värdet inom '…'",
                )
                break
    if is_prose and "\n" in written and node.style != "|":
        _report_folded_lines(written, start, node.style == ">", context)


def _whole(node: ScalarNode, text: str, comment: str) -> str:
    """Return a plain value together with the comment that follows it, which YAML takes away."""
    start, end = node.start_mark.index, node.end_mark.index
    parts = [text[start:end], comment] if text.find(comment, end) == end else [comment, node.value]
    return quoted(" ".join(" ".join(parts).split()))


def _comments(node: ScalarNode, text: str) -> Iterator[tuple[int, str]]:
    """Yield the comments on the lines of a value: where they begin, and what they say."""
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        header = _COMMENT_IN_HEADER.search(text, start, end)
        if header and "\n" not in text[start : header.start()]:
            yield header.start(1), header[1]
        return
    if not node.style:
        after = _COMMENT_AFTER.match(text, end)
        if after:
            yield end + len(after[0]) - len(after[0].lstrip()), after[0]
    line = text.rfind("\n", 0, start)
    if text[line + 1 : start].strip():
        return
    before = _COMMENT_BEFORE.search(text, max(0, start - 2000), start)
    if before:
        yield before.start(1), before[1]


def _report_folded_lines(written: str, start: int, has_header: bool, context: Context) -> None:
    """Report lines that look like entries of a list: folding makes one line of them."""
    lines = written.split("\n")[1 if has_header else 0 :]
    offset = len(written) - len("\n".join(lines))
    for marker in _MARKERS:
        marked = [n for n, line in enumerate(lines) if n and marker.match(line.strip())]
        others = [n for n, line in enumerate(lines) if n and line.strip() and n not in marked]
        few = marker in _MARKERS[4:]  # words that a line may begin with by chance
        if (len(marked) >= 2 and not (few and others)) or (
            len(marked) == 1 and not few and marker.match(lines[0].strip())
        ):
            at = start + offset + sum(len(line) + 1 for line in lines[: marked[0]])
            at += len(lines[marked[0]]) - len(lines[marked[0]].lstrip())
            context.report(
                _place(context, at),
                "E145",
                "radbrytningarna i texten försvinner, för värdet är skrivet som ett stycke",
                "skriv | efter kolonet och texten på raderna under, med indrag",
            )
            return


def _place(context: Context, position: int) -> Place:
    before = context.text[:position]
    return Place(context.path, before.count("\n") + 1, position - before.rfind("\n"))
