"""The call that a program makes for a section, and the command that starts it with one."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class LimitLookup(NamedTuple):
    """A request for the models of a proxy, which a program sends before its first call."""

    url: str
    headers: Mapping[str, str]
    model: str
    """The model's name in the answer."""
    argument: str | None
    """The argument that takes the output limit that is found; None if the section has one."""


class Request(NamedTuple):
    """The call of `litellm.completion` that a program makes, or one with the same effect."""

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
    provider: str | None = None
    """The provider that the program's litellm finds for the model; None where not known."""
    limit_lookup: LimitLookup | None = None
    """What the program asks first, without a retry; None for nothing."""
    error: str | None = None
    """The error that the program raises instead of making the call; None if it makes it."""

    @property
    def model(self) -> str:
        """The model as it is sent; empty where the section has none."""
        return str(self.arguments["model"] or "")


class OneRun(NamedTuple):
    """How to use a section for one run of a program, with the file as it is."""

    options: tuple[str, ...]
    """The options to add to the command that starts it."""
    warnings: tuple[str, ...] = ()
    """Limits of the options, in sentences without their full stop."""
    refusal: str | None = None
    """Why the program would stop instead, if so."""
