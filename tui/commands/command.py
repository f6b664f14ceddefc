"""Records that describe a command: its name, its arguments and its options."""

from collections.abc import Callable, Mapping
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from llm_tui.tui.commands.options import Options

Choices = Callable[[], Mapping[str, str]]
"""Returns the only values allowed, each with a description or an empty text."""


class Kind(Enum):
    """Kind of a value, which decides what completion offers for it."""

    TEXT = "text"
    NUMBER = "number"
    FILE = "file"
    SECTION = "section of the file"
    KEY = "key that the program knows"
    SET_KEY = "key that is set in the section"
    ASSIGNMENT = "KEY=VALUE"
    AGENT = "agent"
    RELEASE = "release"
    VERSION = "version of the file that a save has kept"


class Argument(NamedTuple):
    """A word, or several, that a command takes by position."""

    name: str
    """Attribute of the options that holds it."""
    help: str
    metavar: str
    kind: Kind = Kind.TEXT
    arity: Literal["1", "?", "*", "+", "raw"] = "1"
    """How many, as in a regular expression; raw: all words, options too, as they are."""
    choices: Choices | None = None


class Option(NamedTuple):
    """An option; without a metavar it is a flag."""

    flags: tuple[str, ...]
    """All spellings, the long one last."""
    help: str
    metavar: str = ""
    kind: Kind = Kind.TEXT
    choices: Choices | None = None
    default: Callable[[], str | float] | None = None
    required: bool = False
    attribute: str = ""
    """Attribute of the options that holds it; empty: the long flag."""

    @property
    def takes_value(self) -> bool:
        """Does the next word belong to it?"""
        return bool(self.metavar)

    @property
    def name(self) -> str:
        """Attribute of the options that holds it."""
        return self.attribute or self.flags[-1].lstrip("-").replace("-", "_")


class Command(NamedTuple):
    """A command; the module of its name in this package runs it."""

    name: str
    help: str
    arguments: tuple[Argument, ...] = ()
    own_options: tuple[Option, ...] = ()
    """Options beside those that every command, or every command that edits, has."""
    edits: bool = False
    """Does it change the file?"""
    is_screen: bool = False
    """Is it the screen, which runs when no command is named?"""
    hidden: bool = False
    """Is it for programs only, and shown in no list?"""

    @property
    def is_raw(self) -> bool:
        """Does it take all words as they are, options too?"""
        return any(argument.arity == "raw" for argument in self.arguments)

    def load(self) -> "Callable[[Options], int]":
        """Import the module that runs it; returns its function, which returns an exit status."""
        run: Callable[[Options], int] = import_module(f"llm_tui.tui.commands.{self.name}").run
        return run
