"""The report of a fault of the program itself: without locals, which hold API keys."""

import contextlib
import os
import time
import traceback
from collections.abc import Iterable

from llm_tui.model.errors import FileError
from llm_tui.model.secrets.masked_text import mask_text
from llm_tui.model.secrets.redactor import Redactor, secrets_in
from llm_tui.model.store import crash_reports, storage


def crash_report(error: BaseException, secrets: Iterable[str]) -> str:
    """The traceback as text, with every secret cut out of it."""
    named = Redactor.of({"secret": list(secrets)}, os.environ)
    return mask_text(named.text("".join(traceback.format_exception(error))))


def secrets_of(path: str | None, words: Iterable[str]) -> set[str]:
    """What must not be in a report: the secrets of the config file, and what was typed as a value.

    path: that of the file, if there is one; words: the command line.
    """
    found = {word.partition("=")[2] for word in words}
    if path is not None:
        # Whatever went wrong may go wrong again.
        with contextlib.suppress(Exception):
            found |= secrets_in(storage.read(path).tables)
    return found


def kept_report(error: BaseException, secrets: Iterable[str] = ()) -> str:
    """Keep the report in the state folder; returns a line for the user."""
    what = f"a fault of llm-tui itself, {type(error).__name__}"
    try:
        path = crash_reports.keep(crash_report(error, secrets), time.strftime("%Y%m%d-%H%M%S"))
    except FileError as failure:
        return f"{what}; no report could be kept: {failure}"
    return f"{what}; please report it with {path}: its secrets are cut out"
