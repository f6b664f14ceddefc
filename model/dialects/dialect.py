"""What a program that reads the file says about it: the contract of every dialect."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from llm_tui.model.keys import Path
from llm_tui.model.origin import Origin


class Field(NamedTuple):
    """A key that the program knows."""

    name: str
    kind: str
    """`str`, `secret`, `int`, `float`, `bool`, `list` (of tables) or `dict`."""
    optional: bool
    """May it be without a value?"""
    default: Any
    group: str
    help: str
    sent: str
    """Whether and as what it reaches the model."""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    """Values to offer; others are allowed."""

    @property
    def secret(self) -> bool:
        """Is its value never to be shown unasked?"""
        return self.kind == "secret"


class Layer(NamedTuple):
    """Values of one origin. In a configuration, a later layer overrides the earlier ones."""

    origin: Origin
    values: Mapping[str, Any]
    source: Path = ()
    """The section that the values are written in."""


class Fault(NamedTuple):
    """Why the program does not take one key of a section."""

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


class Loaded(NamedTuple):
    """What the program has in hand when it has read the file and the environment."""

    configs: Mapping[Path, tuple[Layer, ...]]
    """The configuration of each section that the program accepted, and always that of the base."""
    faults: Mapping[Path, tuple[Fault, ...]]
    """The sections that it threw away, and why."""
    environment_faults: tuple[EnvironmentFault, ...]
    stops: str | None = None
    """Why it stops at its start, if so."""
    lost: Mapping[Path, Path] = {}
    """Sections without a fault of their own that it threw away because of what is written there."""
    unread: str | None = None
    """Why it reads no section of the file at all, if so."""


class Reference(NamedTuple):
    """A place that names a section, and the section that the program takes for it."""

    user: str
    """`agent`, `agent.NAME`, `condenser`, `draft_editor` or `router`."""
    path: Path
    """Where the name is, or would be, written; empty where the choice is not made by a name."""
    name: str | None
    """As written; None where nothing is written."""
    target: Path
