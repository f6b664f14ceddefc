"""One section that is checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from llm_tui.model.check.phrases import loss
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.field import Role
from llm_tui.model.dialects.loaded import Fault
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE, Path


def own_values(view: Resolution, path: Path) -> Mapping[str, Any]:
    """The values of a section itself, as written."""
    if path != BASE:
        content: Mapping[str, Any] = view.written[str(path[-1])]
        return content
    return {key: value for key, value in view.written.items() if not isinstance(value, dict)}


def is_in_force(view: Resolution, path: Path) -> bool:
    """Does the program use the values of a section?"""
    loaded = view.loaded
    if loaded.unread or view.read.error or path in loaded.faults:
        return False
    return path in loaded.configs and (path != BASE or loaded.replaces_base is None)


@dataclass(frozen=True)
class CheckedSection:
    """A section of a file, and the surroundings in which its model would be asked."""

    view: Resolution
    path: Path
    process: Mapping[str, str]
    """The variables of the process, where litellm looks for what the section lacks."""
    today: str
    """An ISO date."""

    @property
    def dialect(self) -> Dialect:
        """The program that reads the file."""
        return self.view.dialect

    @cached_property
    def own(self) -> Mapping[str, Any]:
        """The values of the section itself, as written."""
        return own_values(self.view, self.path)

    @property
    def is_headed(self) -> bool:
        """Is it opened by a header, its own or one below it, and not by a key of `[llm]`?"""
        return self.view.document.header_of(self.path) is not None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Why the program ignores the section, if so."""
        return self.view.loaded.faults.get(self.path, ())

    @cached_property
    def loss(self) -> str:
        """The consequence where the program ignores the section."""
        return loss(self.view, self.path)

    @property
    def is_in_force(self) -> bool:
        """Does the program use the values of the section?"""
        return is_in_force(self.view, self.path)

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """The effective value of every key."""
        values: dict[str, Any] = {}
        for layer in self.view.layers(self.path):
            values.update(layer.values)
        return values

    @cached_property
    def inherited(self) -> Mapping[str, Any]:
        """The values that the section inherits, of those that `[llm]` sets itself."""
        layers = self.view.layers(self.path) if self.path != BASE else ()
        return next((layer.values for layer in layers if layer.origin is Origin.BASE), {})

    def value(self, role: Role) -> Any:
        """The effective value of the key with this role; None where there is none."""
        return self.values.get(self.dialect.key(role))

    def sets(self, *keys: str | Role) -> bool:
        """Does the section itself set one of these keys, or the keys with these roles?"""
        return not self.own.keys().isdisjoint(map(self._name, keys))

    def _name(self, key: str | Role) -> str:
        return self.dialect.key(key) if isinstance(key, Role) else key

    def problem(
        self,
        code: str,
        severity: Severity,
        key: str | Role | None,
        message: str,
        consequence: str,
        fix: Fix | None = None,
    ) -> Problem:
        """A problem at a key of the section, or at the key with a role."""
        name = None if key is None else self._name(key)
        path = self.path if name is None else (*self.path, name)
        line = self.view.document.line_of(path)
        return Problem(code, severity, self.path, name, line, message, consequence, fix)
