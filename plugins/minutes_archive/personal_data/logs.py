"""Identity numbers masked in logs: MkDocs and others name files and pages there."""

from __future__ import annotations

import logging

from minutes_archive.personal_data.finding import without_identity_numbers


class _Masking(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        masked = without_identity_numbers(said)
        if masked != said:
            record.msg, record.args = masked, ()
        return True


_MASKING = _Masking()


def mask_logs() -> None:
    """Let everything that is logged from now on pass the masker, whoever logs it."""
    for name in ("", "mkdocs", "minutes_archive"):
        for handler in logging.getLogger(name).handlers:
            if _MASKING not in handler.filters:
                handler.addFilter(_MASKING)
