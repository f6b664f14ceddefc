"""The dialects of one program, one for each release, and the signs of a file that is for it."""

import re
from typing import NamedTuple

from llm_tui.model.dialects.contract import Dialect


class Assumed(NamedTuple):
    """The release to go by, and why."""

    release: str
    reason: str


class Outline(NamedTuple):
    """The names in a file, each in its order."""

    sections: tuple[str, ...]
    """The first parts of all headers."""
    named: frozenset[str]
    """The second parts of those that begin with llm."""
    keys: tuple[str, ...]
    """The keys below llm."""
    with_model: frozenset[str]
    """Sections that have a model."""


class Family:
    """A program in all its releases. By default there is one, and no file is a sign of it."""

    sections: frozenset[str] = frozenset()
    """The top-level sections that it knows besides `[llm]`."""
    decisive: frozenset[str] = frozenset()
    """Those of them that settle that a file is for it."""
    checkouts: tuple[str, ...] = ()
    """Files and folders of its source, from the root of a checkout."""
    folder: re.Pattern[str] | None = None
    """How the names of folders begin in which its files are mostly kept."""

    def __init__(self, only: Dialect | None = None) -> None:
        """only: the dialect, where there is only one."""
        self._only = only

    def releases(self) -> tuple[str, ...]:
        """The releases, oldest first; none where it has only one."""
        return ()

    def dialect(self, release: str | None = None) -> Dialect:
        """The dialect of a release that it has; the newest if None."""
        assert self._only is not None
        return self._only

    def release_around(self, path: str) -> Assumed | None:
        """The release that lies around a config file; None where there is nothing to choose."""
        return None

    def signs(self, outline: Outline) -> tuple[str, ...]:
        """Names in a file that hardly any other program has, as they are written."""
        return ()
