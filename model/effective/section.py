"""One `[llm]` or `[llm.NAME]` section as the program that reads the file sees it."""

from enum import Enum
from typing import NamedTuple

from llm_tui.model.toml.keys import Path


class Status(Enum):
    """Whether the program uses a section."""

    OK = "ok"
    FALLBACK = "fallback"
    """It is the base, and ignored: built-in defaults are in effect."""
    DROPPED = "dropped"
    """It is ignored: its users get the base."""
    STOPS = "stops"
    """The program stops at its start: because of it, or, if it is the base, of any other part."""
    IMPLICIT = "implicit"
    """It is the base, and the file does not have it."""

    @property
    def ignored(self) -> bool:
        """Does the program use no value that the file has there?"""
        return self in (Status.DROPPED, Status.FALLBACK, Status.STOPS)


class Section(NamedTuple):
    """A section, without its settings."""

    path: Path
    name: str
    """Its name in references."""
    status: Status
    model: str | None
    """The effective model."""
    used_by: tuple[str, ...]
    """Who refers to it, such as `agent.NAME`."""
    in_use: bool
    """Is it the one that a plain start of the program uses?"""
