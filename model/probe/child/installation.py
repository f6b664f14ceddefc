"""The litellm that a test runs on, and whose it is."""

import importlib.metadata
import sys
from typing import NamedTuple


class Installation(NamedTuple):
    """A litellm and its interpreter."""

    litellm: str | None
    """Its version; None where that is not recorded."""
    python: str | None
    """The interpreter that it is installed for; None if it is ours."""


def this_installation(*, is_own: bool) -> Installation:
    """That of this process."""
    try:
        version = importlib.metadata.version("litellm")
    except importlib.metadata.PackageNotFoundError:
        version = None
    return Installation(version, None if is_own else sys.executable)
