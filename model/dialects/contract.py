"""What a program that reads the file says about it: the contract of every dialect."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from llm_tui.model.dialects.origin import Origin
from llm_tui.model.dialects.retry_policy import RetryPolicy
from llm_tui.model.toml.keys import Path


class ReadError(NamedTuple):
    """Why the program's TOML parser refuses the whole file."""

    message: str
    line: int | None = None
    column: int | None = None
    crash: bool = False
    """Is it an exception that the program does not catch, so that it stops at its start?"""


@dataclass(frozen=True)
class ReadResult:
    """What the program's TOML parser makes of a file."""

    tables: Mapping[str, Any] = field(default_factory=dict)
    error: ReadError | None = None


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

    @classmethod
    def of(cls, name: str, kind: str, default: Any, entry: Mapping[str, Any]) -> "Field":
        """The field that an entry of a data file tells of; a kind with `?` behind is optional."""
        return cls(
            name=name,
            kind=kind.rstrip("?"),
            optional=kind.endswith("?"),
            default=default,
            group=entry["group"],
            help=entry["help"],
            sent=entry["sent"],
            minimum=entry.get("min"),
            maximum=entry.get("max"),
            choices=tuple(entry.get("choices", ())),
        )

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


class Request(NamedTuple):
    """What the program would call `litellm.completion` with, or what comes to the same."""

    arguments: Mapping[str, Any]
    """Keyword arguments, without messages. None is sent as None."""
    absent: Mapping[str, str]
    """Keys of the section that are not among the arguments, each with the reason."""
    environment: Mapping[str, str]
    """Variables that loading the section sets in the program's process."""
    modify_params: bool
    """The value of `litellm.modify_params`, which holds for the whole process."""
    client_retries: int = 2
    """How often the program's OpenAI client asks again inside one attempt."""

    @property
    def model(self) -> str:
        """The model as it is sent; empty where the section has none."""
        return str(self.arguments["model"] or "")


class OneRun(NamedTuple):
    """How to use a section for one run of a program, with the file as it is."""

    options: tuple[str, ...]
    """What to add to the command that starts it."""
    warnings: tuple[str, ...]
    """What that does not do, in sentences without their full stop."""


class Dialect(Protocol):
    """A program that reads the file, in one release."""

    @property
    def name(self) -> str:
        """What `--dialect` and `show --json` call it."""

    @property
    def release(self) -> str | None:
        """Its version; None where only one is known."""

    @property
    def program(self) -> str:
        """What to call it in a sentence: `OpenHands`."""

    @property
    def title(self) -> str:
        """Program and release: `OpenHands 0.62.0`."""

    @property
    def fields(self) -> Mapping[str, Field]:
        """The keys of a section that it knows, in the order in which it declares them."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of the fields, in the order in which to show them."""

    @property
    def inherits(self) -> bool:
        """Do named sections inherit from the base?"""

    @property
    def forgives(self) -> bool:
        """Does it go on without a section that it does not take, rather than stop?

        One that stops has all sections in its configurations, those with faults too.
        """

    @property
    def by_litellm(self) -> bool:
        """Does it hand the model's name to litellm, so that the name must tell the provider?"""

    @property
    def own_providers(self) -> frozenset[str]:
        """Prefixes of models that it translates for litellm, to ask at an address of its own."""

    @property
    def verified_models(self) -> frozenset[str]:
        """The models that its documentation calls verified: bare names in lower case."""

    def lists(self, model: str) -> bool:
        """Does the litellm that it runs on list this model? Newer ones drop retired models."""

    @property
    def folders(self) -> frozenset[str]:
        """The keys that hold a folder, which it makes absolute when it starts."""

    def read(self, data: bytes) -> ReadResult:
        """Read the bytes of a file by its own TOML parser. Never raises."""

    def load(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> Loaded:
        """What it has in hand when it has read these tables and the environment.

        What its layers hold is what it takes: also keys beyond its fields, if it does.
        """

    def content(self, tables: Mapping[str, Any]) -> Mapping[str, Any]:
        """What these tables have for it under `llm`: keys of the base, and named sections."""

    def references(
        self,
        tables: Mapping[str, Any] | None,
        configs: Mapping[Path, tuple[Layer, ...]],
        environment: Mapping[str, str],
    ) -> tuple[Reference, ...]:
        """All places that choose a section.

        tables: None where its parser can't read the file.
        configs: those of the sections that it accepted.
        """

    def agent(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> str | None:
        """The agent that a plain start of it runs; None where the file can't tell agents apart.

        Its `llm_config` in `[agent.NAME]`, else in `[agent]`, names its section.
        """

    def one_run(self, name: str, path: str | None) -> OneRun | None:
        """How to use a section for one run of it; None where its command line can't.

        path: the config file; None for the config.toml of the folder that it is started in.
        """

    def in_use(
        self,
        tables: Mapping[str, Any],
        found: tuple[Reference, ...],
        environment: Mapping[str, str],
    ) -> Path | None:
        """The section that a plain start of it uses; None where that is not known.

        found: the references.
        """

    def unused(self, section: Path) -> str | None:
        """Why it never asks for a section of this name; None where it may."""

    def variable(self, key: str) -> str | None:
        """The environment variable that sets a key of the base; None where it reads none."""

    def request(self, values: Mapping[str, Any]) -> Request:
        """The call for a section with these effective values (key to value, None for no value)."""

    def retry_policy(self, values: Mapping[str, Any]) -> RetryPolicy:
        """The attempts and waits that a section's effective values make."""

    def unread(self, error: ReadError, model: str) -> str:
        """What it means for the user that its TOML parser refuses the file: a sentence.

        model: the one that it uses then, in words.
        """

    def unknown_key(self, header: str) -> str | None:
        """What it would do because of a key beyond its fields; None if it may well know it.

        A predicate for the program, such as `would not read it`. header: that of the section.
        """
