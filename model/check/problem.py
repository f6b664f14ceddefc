"""A problem of a file: collected and shown, never raised."""

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from llm_tui.model.toml.keys import Path

if TYPE_CHECKING:
    from llm_tui.model.edit import Edit


READABLE = "readable-key"
"""The code of the problem that other users can read API keys in the file."""


class Severity(Enum):
    """How bad it is for the user of the program that reads the file."""

    ERROR = "error"
    """The program does not do as the file says."""

    WARNING = "warning"
    """It works, but most likely not as meant."""

    NOTE = "note"
    """Nothing is wrong; it is good to know."""


class Fix(NamedTuple):
    """Edits that solve a problem."""

    label: str
    """Its effect, in one line without secrets."""
    edits: "tuple[Edit, ...]"
    result: str
    """The right key, value or name, which is in the file then. Without secrets."""
    certain: bool = True
    """Is it so clearly right that it may be made unasked?"""


class Problem(NamedTuple):
    """One problem, and its consequence for the user."""

    code: str
    severity: Severity
    section: Path
    """Empty where it is about the whole file."""
    key: str | None
    line: int | None
    """Counted from 1."""
    message: str
    """The problem, in one sentence without secrets."""
    consequence: str
    """The effect on the program."""
    fix: Fix | None = None
