"""Facts about a request that are known before it is sent."""

from enum import Enum
from typing import NamedTuple

from llm_tui.model.catalogue.failures import FailureKind


class Weight(Enum):
    """The consequence of a finding for sending, most severe first."""

    DANGER = "danger"
    """The request is not sent unless the user insists."""
    MISTAKE = "mistake"
    """The request will most likely fail."""
    NOTE = "note"
    """The request works; this is good to know."""


class Finding(NamedTuple):
    """A fact about a request that is known before it is sent."""

    weight: Weight
    kind: FailureKind | None
    """The class of the failure to expect; None for none."""
    message: str
    advice: str
    key: str | None = None
    """The argument that it is about, by the role of its key."""
    better: str | None = None
    """The value that the advice proposes for the key."""
