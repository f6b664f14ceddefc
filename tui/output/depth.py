"""How many colours the terminal shows."""

import os
from collections.abc import Mapping
from enum import Enum

KNOWN_TO_BE_PLAIN = ("", "dumb", "unknown")
"""Values of TERM for which there is no way to place the cursor."""


class Depth(Enum):
    """How many colours a terminal has."""

    NONE = 0
    BASIC = 16
    """The user's own sixteen."""
    INDEXED = 256
    FULL = 1 << 24


def depth(environment: Mapping[str, str], colours: int | None) -> Depth:
    """The colours that are used; colours: how many terminfo says, None where TERM is not known."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or term in KNOWN_TO_BE_PLAIN:
        return Depth.NONE
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Depth.FULL
    # A terminal that this machine has never heard of is a new one.
    if colours is None or colours >= Depth.INDEXED.value or "256color" in term:
        return Depth.INDEXED
    return Depth.BASIC if colours >= 8 else Depth.NONE


FEW = (Depth.NONE, Depth.BASIC)
"""Where a theme has nothing to say."""

_TEXTUAL = {Depth.INDEXED: "256", Depth.FULL: "truecolor"}


def set_for_textual(found: Depth) -> None:
    """Set the variables that Textual reads when it is imported, unless the user has."""
    os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", _TEXTUAL.get(found, "standard"))
    if found is Depth.NONE:
        os.environ["NO_COLOR"] = "1"
