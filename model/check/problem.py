"""What is wrong with a file: collected and shown, never raised."""

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from llm_tui.model.toml.keys import Path

if TYPE_CHECKING:
    from llm_tui.model.edit import Edit


class Severity(Enum):
    """How bad it is for the user of the program that reads the file."""

    ERROR = "error"
    """The program does something else than the file says."""

    WARNING = "warning"
    """It works, but most likely not as meant."""

    NOTE = "note"
    """Nothing is wrong; it is good to know."""


class Fix(NamedTuple):
    """What would mend it."""

    label: str
    """What it does, in one line without secrets."""
    edits: "tuple[Edit, ...]"
    result: str
    """What stands in the file then: the right key, value or name. Without secrets."""
    certain: bool = True
    """Is it what anybody would do, so that it may be done unasked?"""


class Problem(NamedTuple):
    """One thing that is wrong, and what it means for the user."""

    code: str
    severity: Severity
    section: Path
    """Empty where it is about the whole file."""
    key: str | None
    line: int | None
    """Counted from 1."""
    message: str
    """What is wrong, in one sentence without secrets."""
    consequence: str
    """What the program does because of it."""
    fix: Fix | None = None
