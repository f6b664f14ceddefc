"""What is wrong with a file: collected and shown, never raised."""

from enum import Enum
from typing import NamedTuple

from llm_tui.model.keys import Path


class Severity(Enum):
    """How bad it is for the user of the program that reads the file."""

    ERROR = "error"
    """The program does something else than the file says."""

    WARNING = "warning"
    """It works, but most likely not as meant."""


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
