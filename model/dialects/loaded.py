"""The result of a program's reading of a file: tables, then the configuration of each section."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from llm_tui.model.dialects.origin import Origin
from llm_tui.model.toml.keys import Path


class ReadError(NamedTuple):
    """Why the program's TOML parser refuses the whole file."""

    message: str
    line: int | None = None
    column: int | None = None
    crash: bool = False
    """Is it an exception that the program does not catch, so that it stops at its start?"""
    is_excess: bool = False
    """Is it too much for this program, while that one may well read it?"""


class ReadResult(NamedTuple):
    """The tables that the program's TOML parser reads from a file."""

    tables: Mapping[str, Any] = {}
    error: ReadError | None = None


class Layer(NamedTuple):
    """Values of one origin. In a configuration, a later layer overrides the earlier ones."""

    origin: Origin
    values: Mapping[str, Any]
    source: Path = ()
    """The section that the values are written in."""


class Fault(NamedTuple):
    """Why the program does not accept one key of a section."""

    key: str
    reason: str
    unknown: bool
    """Does it not know the key at all, rather than refuse its value?"""


class EnvironmentFault(NamedTuple):
    """A variable that the program can't use."""

    variable: str
    reason: str
    crash: bool
    """Does it stop at its start because of it?"""


class Stop(NamedTuple):
    """Why the program stops at its start."""

    reason: str
    path: Path = ()
    """Where that is written; empty where it is in no line of the file."""


class Loaded(NamedTuple):
    """The configurations of a program after it has read the file and the environment."""

    configs: Mapping[Path, tuple[Layer, ...]]
    """The configuration of each section that the program accepted, and always that of the base."""
    faults: Mapping[Path, tuple[Fault, ...]] = {}
    """The sections that it ignores because of their own keys, and the reasons."""
    environment_faults: tuple[EnvironmentFault, ...] = ()
    stops: str | None = None
    """Why it stops at its start, if so."""
    ignored_with: Mapping[Path, Path] = {}
    """Sections without a fault of their own that it ignores because of another section."""
    replaces_base: Path | None = None
    """The section that takes the place of the base, if one does."""
    unread: str | None = None
    """Why it reads no section of the file at all, if so."""
    stops_at: Path = ()
    """Where the reason of `stops` is written; empty where it is in no line of the file."""
