"""A section as a file of settings for the program that came after."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Profile(NamedTuple):
    """The settings that take the place of a section elsewhere, and what they can't say."""

    fields: Mapping[str, Any]
    """As they are in the file; None is written as null."""
    lacking: Mapping[str, str]
    """Keys, or parts of the call, that have no place there, each with the reason."""
    notes: tuple[str, ...] = ()
    """What else to know before it is used, in sentences without their full stop."""
