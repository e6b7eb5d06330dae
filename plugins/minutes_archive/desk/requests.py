"""What is asked of the desk over HTTP, whether it may be, and the answer.

The desk writes files, so it believes nobody: it answers this machine only (a foreign Host is
DNS rebinding), writes only where `serve --edit` says so, and only for a form of its own (same
Origin, and the token of this run). No path of a request becomes a path of the disk: names are
looked up among the drafts that there are.
"""

from __future__ import annotations

import email.parser
import email.policy
import hashlib
import hmac
import re
import secrets
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from minutes_archive.desk.acts import Acts, ChangedMeanwhileError, Check
from minutes_archive.desk.drafts import DraftFile
from minutes_archive.desk.editing import EditRefusedError
from minutes_archive.desk.imports import Imports
from minutes_archive.desk.originals import Original, page_picture, read_original
from minutes_archive.desk.pages import DeskPages
from minutes_archive.serving.messages import Request, Response, type_of

FOLDER = "granska/"
"""Below the address that `serve` answers at."""

_MOST_ORIGINALS = 8
_ASSETS = Path(__file__).parent / "assets"
_LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Desk:
    """Answers requests below `granska/`; of others it only refuses those that may not be."""

    def __init__(
        self,
        minutes: Path,
        check: Check,
        *,
        language: str = "sv",
        may_edit: bool = False,
        root: str = "/",
        host: str = "",
    ) -> None:
        self.acts = Acts(minutes, check)
        self.imports = Imports(minutes)
        self.token = secrets.token_urlsafe(32)
        self.may_edit = may_edit
        self.root = root
        # An address given with --address is this machine, too.
        self._hosts = _LOCAL | ({host, f"[{host}]"} if host else set())
        self.pages = DeskPages(language, root, self.token, may_edit)
        self._read: dict[bytes, Original] = {}

    def respond(self, request: Request) -> Response | None:
        """Return the answer, or None where the request is for the site itself."""
        if _name_of(_header(request, "host")) not in self._hosts:
            return Response(b"Only this machine is answered.\n", 421, "text/plain")
        path = request.path.removeprefix(self.root)
        if f"{path}/" == FOLDER:
            return Response(status=301, headers={"Location": self.root + FOLDER})
        if not path.startswith(FOLDER):
            return None
        if request.method == "POST":
            answer = self._post(request, path.removeprefix(FOLDER))
        elif request.method in ("GET", "HEAD"):
            answer = self._get(path.removeprefix(FOLDER))
        else:
            answer = Response(status=405, headers={"Allow": "GET, HEAD, POST"})
        return replace(answer, headers={**_HEADERS, **answer.headers})

    def _get(self, path: str) -> Response:
        if not path:
            drafts = self.acts.drafts()
            return _html(self.pages.overview(drafts.values(), self.imports.latest()))
        if path.startswith("assets/"):
            return _asset(path.removeprefix("assets/"))
        if found := re.fullmatch(r"import/(\d+)/", path):
            job = self.imports.job(int(found[1]))
            return _html(self.pages.job(job)) if job else self._missing()
        if found := re.fullmatch(r"(.+)/sida-(\d{1,4})\.png", path):
            return self._picture(found[1], int(found[2]))
        draft = self.acts.drafts().get(path.rstrip("/"))
        if draft is None or not path.endswith("/"):
            return self._missing()
        return self._draft(draft)

    def _draft(self, draft: DraftFile, *, message: str = "", status: int = 200) -> Response:
        original = self._original(draft.original) if draft.original else None
        problems = self.acts.problems(draft)
        undo = self.acts.can_undo(draft)
        names = list(self.acts.drafts())
        page = self.pages.draft(
            draft, original, problems, message=message, can_undo=undo, names=names
        )
        return _html(page, status)

    def _original(self, file: Path) -> Original:
        """Return a document's lines; the last few are kept, since each act shows them again."""
        digest = hashlib.sha256(file.name.encode() + file.read_bytes()).digest()
        if digest not in self._read:
            if len(self._read) >= _MOST_ORIGINALS:
                self._read.pop(next(iter(self._read)))
            self._read[digest] = read_original(file)
        return self._read[digest]

    def _picture(self, name: str, page: int) -> Response:
        draft = self.acts.drafts().get(name)
        file = draft.original if draft else None
        picture = page_picture(file, page) if file and file.suffix.lower() == ".pdf" else None
        return Response(picture, 200, "image/png") if picture else self._missing()

    def _post(self, request: Request, path: str) -> Response:
        if not self.may_edit:
            return _html(self.pages.refusal("read_only"), 403)
        host = _header(request, "host")
        origin = _header(request, "origin") or _header(request, "referer")
        parts = urlsplit(origin)
        if parts.scheme != "http" or parts.netloc != host:
            return _html(self.pages.refusal("foreign"), 403)
        form, files = _form(request)
        if not hmac.compare_digest(form.get("token", "").encode(), self.token.encode()):
            return _html(self.pages.refusal("token"), 403)
        if path == "":
            if not files:
                return _html(self.pages.refusal("no_file"), 400)
            number = self.imports.start(files, form.get("body", ""), form.get("date", ""))
            return _see_other(f"{self.root}{FOLDER}import/{number}/")
        name = path.rstrip("/")
        try:
            draft = self.acts.run(name, form)
        except ChangedMeanwhileError:
            return _html(self.pages.changed(name, form.get("value", "")), 409)
        except EditRefusedError as refused:
            found = self.acts.drafts().get(name)
            if found is None:
                return self._missing()
            return self._draft(found, message=str(refused), status=422)
        if form.get("act") == "publish":
            return _html(self.pages.published(draft))
        if draft.name != name:
            return _see_other(f"{self.root}{FOLDER}{draft.name}/")
        anchor = re.sub(r"[^\w-]", "-", form.get("anchor", ""))
        return _see_other(f"{self.root}{FOLDER}{name}/{f'#{anchor}' if anchor else ''}")

    def _missing(self) -> Response:
        return _html(self.pages.refusal("missing"), 404)


def _name_of(host: str) -> str:
    """Return a Host header without its port; a name that points here from elsewhere is no match."""
    found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::\d{1,5})?", host)
    return found[1].lower() if found else ""


def _header(request: Request, name: str) -> str:
    return next((value for key, value in request.headers.items() if key.lower() == name), "")


def _html(page: str, status: int = 200) -> Response:
    return Response(page.encode(errors="xmlcharrefreplace"), status)


def _see_other(address: str) -> Response:
    return Response(status=303, headers={"Location": address})


def _asset(name: str) -> Response:
    file = _ASSETS / name
    if file.name != name or not file.is_file():
        return Response(status=404)
    return Response(file.read_bytes(), 200, type_of(name))


def _form(request: Request) -> tuple[dict[str, str], list[tuple[str, bytes]]]:
    """Return the fields of a posted form, and its files by the names they were given."""
    kind = _header(request, "content-type")
    if kind.startswith("application/x-www-form-urlencoded"):
        fields = parse_qs(request.body.decode("utf-8", "replace"), keep_blank_values=True)
        return {name: values[-1] for name, values in fields.items()}, []
    if not kind.startswith("multipart/form-data"):
        return {}, []
    parser = email.parser.BytesParser(policy=email.policy.HTTP)
    message = parser.parsebytes(f"Content-Type: {kind}\r\n\r\n".encode("latin-1") + request.body)
    fields_, files = {}, []
    for part in message.iter_parts() if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(content, bytes):
            continue
        given = part.get_filename()
        if given is None:
            fields_[name] = content.decode("utf-8", "replace")
        elif content:
            files.append((given, content))
    return fields_, files
