"""A draft on disk: written under another name, read again, and kept only when it is proven.

The file is compared with the source: no word lost, none invented. This is the last of three proofs
(docs/dev/importing.md). It trusts neither the grammars nor the writer: values are read with the
archive's own YAML reader, and Markdown is rendered.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from minutes_archive.importing.draft.emitting import (
    KEPT_AS_COMMENT,
    MOVABLE,
    NOT_PLACED,
    minutes_file,
)
from minutes_archive.importing.draft.ledger import balance
from minutes_archive.importing.draft.report import review_report
from minutes_archive.importing.files.refusals import LEDGER, PROOF, Reason
from minutes_archive.importing.items.texts import in_markdown, shown_words
from minutes_archive.importing.words.draft_tree import STORED, Draft, How, Leaf, Mark, MarkKind
from minutes_archive.importing.words.passages import Passage, is_significant, letters, words
from minutes_archive.importing.words.source import Source
from minutes_archive.personal_data.finding import without_identity_numbers
from minutes_archive.problems import printable
from minutes_archive.reading.positions import compose

# Lists whose entries stand in the order of the document.
_IN_ORDER = ("items",)


def prove(path: Path, draft: Draft, source: Source) -> list[str]:
    """Return what is wrong with the written file, in Swedish; nothing when it is whole."""
    raw = path.read_bytes()
    node, problems = compose(raw, path.name)
    if node is None:
        return [problem.message for problem in problems]
    written = dict(_scalars(node))
    drafted = dict(draft.leaves())
    wrong = _same_values(written, drafted)
    wrong += _same_words(written, drafted, draft, source, raw.decode("utf-8"))
    return wrong + _same_order(written, drafted, source)


def _scalars(node: Node, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _scalars(value, f"{path}.{key.value}" if path else key.value)
    elif isinstance(node, SequenceNode):
        for at, value in enumerate(node.value):
            yield from _scalars(value, f"{path}[{at}]")
    elif isinstance(node, ScalarNode):
        yield path, node.value


def _same_values(written: dict[str, str], drafted: dict[str, Leaf]) -> list[str]:
    """Every value is in the file under its key, and the file holds no other."""
    wrong = [f"{key} saknas i filen" for key in drafted.keys() - written.keys()]
    wrong += [f"{key} är inte ur utkastet" for key in written.keys() - drafted.keys()]
    for key, leaf in drafted.items():
        text = written.get(key, "")
        same = text.split() == leaf.value.split()
        if leaf.how in STORED and letters(shown(text, leaf.how)) != _letters_of(leaf.passage):
            same = False
        if not same and key in written:
            wrong.append(f"{key} blev ett annat värde")
    return sorted(wrong)


def shown(text: str, how: How) -> str:
    """Return what a reader of the site sees of a value."""
    return shown_words(text) if how is How.MARKDOWN else text


def _letters_of(passage: Passage) -> str:
    return "".join(
        c for c, at in zip(passage.text, passage.at, strict=True) if at >= 0 and is_significant(c)
    )


def _same_words(
    written: dict[str, str],
    drafted: dict[str, Leaf],
    draft: Draft,
    source: Source,
    raw: str,
) -> list[str]:
    """Count the words: those of the source are those of the file and of the ledger."""
    have: Counter[str] = Counter()
    for key, leaf in drafted.items():
        if leaf.how in STORED:
            have.update(words(shown(written.get(key, ""), leaf.how)))
        elif leaf.how is How.READ:
            have.update(words(leaf.passage.text))
    for mark in draft.marks:
        if mark.kind not in KEPT_AS_COMMENT and mark.kind is not MarkKind.NOT_PLACED:
            have.update(words(mark.passage.text))
    have.update(_words_in_comments(raw, draft.marks, source))
    want = Counter(words(source.text))
    _forgive_joins(have, want)
    lost = sorted((want - have).elements())
    invented = sorted((have - want).elements())
    wrong = [f"ordet {word} gick förlorat" for word in lost]
    return wrong + [f"ordet {word} står inte i källan" for word in invented]


def _words_in_comments(raw: str, marks: tuple[Mark, ...], source: Source) -> Counter[str]:
    """Return the words that the file keeps in comments, as they stand there."""
    found: Counter[str] = Counter()
    inside = False
    for line in raw.splitlines():
        bare = line.strip()
        if inside and bare.startswith("#     "):
            found.update(words(bare[1:]))
        else:
            inside = bare == MOVABLE
    if NOT_PLACED not in raw:
        return found
    kept = raw.rsplit(NOT_PLACED, 1)[1].splitlines()[1:]
    ordered = sorted((m for m in marks if m.kind in KEPT_AS_COMMENT), key=lambda m: m.passage.start)
    for line, mark in zip(kept, ordered, strict=True):
        opening = f"#   {mark.kind.value} ({source.where(mark.passage.start)}): "
        found.update(words(line.removeprefix(opening)))
    return found


def _forgive_joins(have: Counter[str], want: Counter[str]) -> None:
    """Let a word made whole over a line's end stand for its two parts, and the reverse.

    What is compared then is the letters: the extra words of one side must be spelled by
    the extra words of the other.
    """
    more, less = have - want, want - have
    for longer, parts, sign in ((more, less, -1), (less, more, 1)):
        for word in sorted(longer, key=len, reverse=True):
            for _ in range(longer[word]):
                split = _split_into(word, parts)
                if not split:
                    break
                for part in split:
                    parts[part] -= 1
                    _change(have, want, part, sign)
                _change(want, have, word, sign)


def _change(added: Counter[str], taken: Counter[str], word: str, sign: int) -> None:
    if sign < 0:
        added[word] += 1
    else:
        taken[word] += 1


def _split_into(word: str, parts: Counter[str]) -> list[str]:
    """Return parts, each still available, that spell a word; none when there are none."""
    for at in range(1, len(word)):
        first, rest = word[:at], word[at:]
        if parts[first] <= 0:
            continue
        if parts[rest] > (1 if rest == first else 0):
            return [first, rest]
        parts[first] -= 1
        more = _split_into(rest, parts)
        parts[first] += 1
        if more:
            return [first, *more]
    return []


def _as_in_source(drafted: dict[str, Leaf]) -> list[tuple[str, Leaf]]:
    """Return the values in order, those of one entry as they stand in the source.

    A number may stand below its title, and who is to do something before what it is.
    """
    entries = groupby(drafted.items(), key=lambda pair: pair[0].rpartition(".")[0])
    return [
        pair for _, values in entries for pair in sorted(values, key=lambda p: p[1].passage.start)
    ]


def _same_order(written: dict[str, str], drafted: dict[str, Leaf], source: Source) -> list[str]:
    """The words of the items come in the order of the document.

    A reference number and the reservations are moved to the item or decision they are of.
    """
    whole = letters(source.text)
    at = 0
    for key, leaf in _as_in_source(drafted):
        moved = key.endswith(".reference") or ".reservations[" in key
        if not key.startswith(_IN_ORDER) or leaf.how not in STORED or moved:
            continue
        for word in words(shown(written.get(key, ""), leaf.how)):
            found = whole.find(word, at)
            if found < 0:
                return [f"{key} står inte i källans ordning vid ordet {word}"]
            at = found + len(word)
    return []


@dataclass(frozen=True, slots=True)
class Failed:
    """Which proof a draft did not hold, and where; no `why` when it holds."""

    why: Reason | None = None
    wrong: tuple[str, ...] = ()
    doubled_at: tuple[int, ...] = ()

    @property
    def detail(self) -> str:
        more = f" (och {len(self.wrong) - 3} till)" if len(self.wrong) > 3 else ""
        return "; ".join(self.wrong[:3]) + more


def original_name(path: Path, target: Path) -> str:
    """Return the name of the document itself beside its draft."""
    return f"{target.stem}{path.suffix.lower() or '.txt'}"


def write_proven(target: Path, report: Path, path: Path, draft: Draft, source: Source) -> Failed:
    """Write a draft, its report and a copy of the document when the draft holds every proof.

    Else tell which proof it does not hold.
    """
    draft = in_markdown(draft)
    found = balance(source, draft)
    if found.doubled:
        return Failed(LEDGER, found.doubled, found.doubled_at)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.importing")
    try:
        temporary.write_text(minutes_file(draft, source), encoding="utf-8", newline="\n")
        wrong = prove(temporary, draft, source)
        if wrong:
            return Failed(PROOF, tuple(wrong))
        text = review_report(
            printable(without_identity_numbers(path.name)), target.name, draft, source
        )
        report.write_text(text, encoding="utf-8", newline="\n")
        original = target.with_name(original_name(path, target))
        if path.resolve() != original.resolve():
            shutil.copyfile(path, original)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return Failed()
