"""The names of a file's sections, found by the ways in which references misspell them."""

from functools import cached_property

from llm_tui.model.check.likely_key import nearest, plain_key
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE, section_name

MOST_COMPARED = 50_000
"""Pairs of names, in all of a file: a second of work."""

_ALIKE = 0.75
"""How alike two names must be, from 0 to 1, for one to be a slip of the other."""


class Names:
    """The names of the sections. Most files misspell none: nothing is listed before."""

    def __init__(self, view: Resolution) -> None:
        self._view, self._compared = view, 0

    @cached_property
    def unquoted(self) -> frozenset[str]:
        """The names with a dot that were meant by headers without quotes."""
        return frozenset(self._unquoted)

    @cached_property
    def _unquoted(self) -> list[str]:
        headers = self._view.document.headers
        return [".".join(map(str, path[1:])) for path in headers if len(path) > 2]

    @cached_property
    def _all(self) -> list[str]:
        named = [section_name(path) for path in self._view.paths if path != BASE]
        return named + self._unquoted

    @cached_property
    def _exact(self) -> frozenset[str]:
        return frozenset(self._all)

    @cached_property
    def _by_plain_key(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._all:
            found.setdefault(plain_key(name), []).append(name)
        return found

    def spelled_alike(self, name: str) -> str | None:
        """Return the name itself, or the only one that is spelled in another way."""
        if name in self._exact:
            return name
        alike = self._by_plain_key.get(plain_key(name), ())
        return alike[0] if len(alike) == 1 else None

    def nearest(self, name: str) -> str | None:
        """The name that was probably meant; None where too many would have to be compared."""
        self._compared += len(self._all)
        return nearest(name, self._all, _ALIKE) if self._compared <= MOST_COMPARED else None
