"""Random edits of an archive, as clerks and gardeners make them, and the undoing of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

SETTINGS = """\
site_name: Prov
site_url: https://arkiv.example/prov/
theme: {name: material, language: sv, font: false}
plugins:
  - minutes-archive: {templates_dir: "%s"}
"""


class Editor:
    """Edits a copy of an archive and its project; the same seed makes the same edits."""

    def __init__(self, project: Path, minutes: Path, seed: int) -> None:
        self._project, self._minutes = project, minutes
        self._random = random.Random(seed)
        self._undo: list[tuple[Path, bytes | None]] = []
        (project / "docs").mkdir(exist_ok=True)
        (project / "mallar").mkdir(exist_ok=True)
        self._page()
        self._settings("")
        self._undo.clear()

    @property
    def config_file(self) -> Path:
        return self._project / "mkdocs.yml"

    def edit(self) -> str:
        """Make one random edit; return what it was."""
        edits: list[tuple[int, Callable[[], object]]] = [
            (6, self._text),
            (3, self._decision),
            (2, self._title),
            (1, self._status),
            (1, self._remove),
            (1, self._rename),
            (1, self._attachment),
            (1, self._registry),
            (1, self._page),
            (1, self._template),
            (3, self.undo),
        ]
        weights, functions = zip(*edits, strict=True)
        chosen = self._random.choices(functions, weights)[0]
        return f"{getattr(chosen, '__name__', '')} {chosen() or ''}"

    def undo(self) -> str:
        """Take back the latest edit."""
        if not self._undo:
            return ""
        file, content = self._undo.pop()
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return file.name

    def undo_all(self) -> None:
        """Take back all edits."""
        while self._undo:
            self.undo()

    def _write(self, file: Path, text: str | None) -> str:
        self._undo.append((file, file.read_bytes() if file.exists() else None))
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")
        return file.name

    def _replace(self, old: str, new: str) -> str:
        file = self._random.choice(sorted(self._minutes.glob("*/*/*.yml")))
        text = file.read_text(encoding="utf-8")
        return self._write(file, text.replace(old, new, 1)) if old in text else ""

    def _text(self) -> str:
        words = self._random.choice(["Rättat.", "Älgsnäs kommun.", "konferens\n\n          Nytt."])
        return self._replace("- text: |\n          ", f"- text: |\n          {words} ")

    def _decision(self) -> str:
        word = self._random.choice(["skyndsamt", "ånyo", "Ekholma"])
        return self._replace("- decision: Att ", f"- decision: Att {word} ")

    def _title(self) -> str:
        return self._replace("    title: ", "    title: Ny ")

    def _status(self) -> str:
        one, other = self._random.sample(["status: published", "status: draft"], 2)
        return self._replace(one, other)

    def _remove(self) -> str:
        return self._write(self._random.choice(sorted(self._minutes.glob("*/*/*.yml"))), None)

    def _rename(self) -> str:
        """Move a meeting to another day: another name of the file, another date in it."""
        file = self._random.choice(sorted(self._minutes.glob("*/*/????-??-??.yml")))
        day, other = file.stem, f"{file.stem[:8]}{self._random.randint(10, 28)}"
        goal = file.with_stem(other)
        if goal.exists():
            return ""
        text = file.read_text(encoding="utf-8")
        self._write(file, None)
        return self._write(goal, text.replace(f"date: {day}", f"date: {other}", 1))

    def _attachment(self) -> str:
        files = [f for f in sorted(self._minutes.glob("*/*/*")) if f.suffix in (".txt", ".md")]
        if not files:
            return ""
        file = self._random.choice(files)
        return self._write(file, f"Bilaga {self._random.randrange(9)}\n")

    def _registry(self) -> str:
        file = self._minutes / "archive.yml"
        text = file.read_text(encoding="utf-8")
        return self._write(file, text.replace("name: ", "name: X", 1))

    def _page(self) -> str:
        text = f"# Hjälp\n\nRad {self._random.randrange(99)}.\n"
        return self._write(self._project / "docs" / "hjalp.md", text)

    def _template(self) -> str:
        """Replace a template, or take the archive's own again."""
        folder = self._random.choice(["", "mallar"])
        note = f"<p>Mall {self._random.randrange(9)}</p>\n"
        text = '{% extends "layout.html" %}{% block content %}<h1>{{ title }}</h1>' + note
        self._write(self._project / "mallar" / "tombstone.html", text + "{% endblock %}")
        return self._settings(folder)

    def _settings(self, templates: str) -> str:
        return self._write(self.config_file, SETTINGS % templates)
