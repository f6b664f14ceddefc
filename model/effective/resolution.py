"""The effective values of a document: those that the program which reads it will use."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.field import Role
from llm_tui.model.dialects.loaded import Layer, Loaded, ReadResult
from llm_tui.model.dialects.mentions import Reference
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.read_difference import ReadDifference, read_differences
from llm_tui.model.effective.section import Section, Status
from llm_tui.model.effective.setting import Overridden, Setting, Written, unknown_setting
from llm_tui.model.secrets.names import is_secret_name
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE, Path, section_name


@dataclass(frozen=True)
class Resolution:
    """A document as a program reads it in one environment.

    Sections are cheap to list, also a thousand of them; their settings are made when asked for.
    """

    document: Document
    dialect: Dialect
    """The program that reads it."""
    environment: Mapping[str, str]
    directory: str | None = None
    """Where the program is started, which relative folders are relative to."""

    @cached_property
    def read(self) -> ReadResult:
        """The result of the program's own TOML parser."""
        return self.dialect.reading(self.document)

    @cached_property
    def read_differently(self) -> tuple[ReadDifference, ...]:
        """The values that the program's parser reads differently from TOML 1.0.

        Empty where one of the two can't read the file at all: see `read.error` and
        `document.problem`.
        """
        return read_differences(self.document, self.read)

    @cached_property
    def loaded(self) -> Loaded:
        """The configurations of the program once it has read the file and the environment."""
        return self.dialect.load(self.read.tables, self.environment)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """All places that name a section."""
        tables = None if self.read.error else self.read.tables
        return self.dialect.references(tables, self.loaded.configs, self.environment)

    @cached_property
    def not_read(self) -> str | None:
        """Why a release that ignores all sections uses none; None for one that reads them."""
        return self.loaded.unread if self.dialect.last_reader else None

    @property
    def agent(self) -> str | None:
        """The agent that a plain start of the program runs; None where the file does not say."""
        return self.dialect.agent(self.read.tables, self.environment)

    @property
    def in_use(self) -> Path | None:
        """The section that a plain start of the program uses; None where that is not known."""
        return self.dialect.in_use(self.read.tables, self.references, self.environment)

    def section_of(self, agent: str) -> Path | None:
        """The section that an agent uses."""
        by_user = {reference.user: reference.target for reference in self.references}
        users = (user for user in self.dialect.users(agent) if user in by_user)
        return next((by_user[user] for user in users), None)

    @cached_property
    def written(self) -> Mapping[str, Any]:
        """The contents of `llm`: by the program's parser, or by TOML if that fails."""
        tables = self.document.tables if self.read.error else self.read.tables
        return self.dialect.content(tables)

    @cached_property
    def users(self) -> Mapping[str | None, list[str]]:
        """Who names a section, by the name as it is written."""
        users: dict[str | None, list[str]] = {}
        for reference in self.references:
            users.setdefault(reference.name, []).append(reference.user)
        return users

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The base, and the named sections in the order of the file."""
        used_by: dict[Path, list[str]] = {}
        for reference in self.references:
            used_by.setdefault(reference.target, []).append(reference.user)
        in_use, model = self.in_use, self.dialect.key(Role.MODEL)
        return tuple(
            Section(
                path,
                section_name(path),
                self.status(path),
                _as_text(self.effective(path, model)),
                tuple(used_by.get(path, ())),
                path == in_use,
            )
            for path in self.paths
        )

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """Where the sections are, the base first."""
        named = (name for name, value in self.written.items() if isinstance(value, dict))
        return (BASE, *((*BASE, name) for name in named))

    def has(self, path: Path) -> bool:
        """Is there a section at `path`? A look through `paths` takes as long as there are many."""
        if len(path) != 2 or path[:1] != BASE:
            return path == BASE
        name = path[1]
        return isinstance(name, str) and isinstance(self.written.get(name), dict)

    def section(self, path: Path) -> Section | None:
        """The section at `path`."""
        return self._sections_by_path.get(path)

    @cached_property
    def _sections_by_path(self) -> Mapping[Path, Section]:
        return {section.path: section for section in self.sections}

    @cached_property
    def environment_keys(self) -> tuple[str, ...]:
        """The keys of the base that variables set."""
        layers = (layer for layer in self.layers(BASE) if layer.origin is Origin.ENVIRONMENT)
        return tuple(key for layer in layers for key in layer.values)

    def status(self, path: Path) -> Status:
        """Whether the program uses the section at `path`."""
        stops = path in self.loaded.faults or self.read.error is not None
        if stops and not self.dialect.forgives:
            return Status.STOPS
        if self.not_read:
            return Status.DROPPED
        if path != BASE:
            return Status.OK if path in self.loaded.configs else Status.DROPPED
        if self.read.error or BASE in self.loaded.ignored_with or self._has_faulty_base:
            return Status.FALLBACK
        gone = self.loaded.stops or (self.loaded.unread and self.written)
        if gone and self.dialect.forgives:
            return Status.STOPS if self.loaded.stops else Status.FALLBACK
        # The lines are looked at last: to find them takes longer than all else.
        has_own = (
            any(not isinstance(value, dict) for value in self.written.values())
            or BASE in self.document.line_numbers
        )
        return Status.OK if has_own else Status.IMPLICIT

    @property
    def _has_faulty_base(self) -> bool:
        """Is the base ignored for its own keys, by whatever name a release reads it?"""
        is_read = any(layer.origin is Origin.SECTION for layer in self.loaded.configs[BASE])
        return BASE in self.loaded.faults or (
            not is_read and any(len(path) == 1 for path in self.loaded.faults)
        )

    def layers(self, path: Path) -> tuple[Layer, ...]:
        """The configuration that users of a section get, lowest layer first."""
        configs = self.loaded.configs
        if path in configs:
            return configs[path]
        return tuple(
            Layer(Origin.BASE, layer.values, layer.source)
            if layer.origin is Origin.SECTION
            else layer
            for layer in configs[BASE]
        )

    def effective(self, path: Path, key: str) -> Any:
        """The value that users of a section get for a key."""
        for layer in reversed(self.layers(path)):
            if key in layer.values:
                return self._absolute(key, layer)
        return None

    def values(self, path: Path) -> dict[str, Any]:
        """The effective value of every key that the program takes."""
        keys = dict.fromkeys(key for layer in self.layers(path) for key in layer.values)
        return {key: self.effective(path, key) for key in keys}

    def request(self, values: Mapping[str, Any]) -> Request:
        """The call that the program makes for a section with these effective values."""
        return self.dialect.request(values, self.environment)

    @cached_property
    def loading_environment(self) -> Mapping[str, str]:
        """The variables that loading the sections sets, one after the other, in one process."""
        variables: dict[str, str] = {}
        for path in self.paths:
            if self.status(path) is not Status.DROPPED:
                variables |= self.request(self.values(path)).environment
        return variables

    def is_secret(self, key: str) -> bool:
        """Is its value never to be shown unasked?"""
        field = self.dialect.fields.get(key)
        return is_secret_name(key) if field is None else field.secret

    def settings(self, path: Path) -> tuple[Setting, ...]:
        """The settings of a section: every key that the program takes, then those it does not."""
        faults = {fault.key: fault.reason for fault in self.loaded.faults.get(path, ())}
        written = self._written_in(path)
        layers = self.layers(path)
        taken = dict.fromkeys(key for layer in layers for key in layer.values)
        known = [self._setting(key, layers, written.get(key), faults.get(key)) for key in taken]
        unknown = [unknown_setting(k, written[k], faults.get(k)) for k in written if k not in taken]
        return (*known, *unknown)

    def _written_in(self, path: Path) -> dict[str, Written]:
        content: Any = self.written
        for part in path[1:]:
            content = content.get(part, {})
        return {
            key: Written(value, self.document.place_of((*path, key)))
            for key, value in content.items()
            if not (path == BASE and isinstance(value, dict))
        }

    def _setting(
        self, key: str, layers: Sequence[Layer], written: Written | None, fault: str | None
    ) -> Setting:
        stack = [layer for layer in layers if key in layer.values]
        top, below = stack[-1], stack[-2::-1]
        return Setting(
            key,
            self._absolute(key, top),
            top.origin,
            top.source,
            self._line(key, top),
            self.is_secret(key),
            tuple(
                Overridden(layer.origin, self._absolute(key, layer), self._line(key, layer))
                for layer in below
            ),
            written,
            fault,
            True,
        )

    def _line(self, key: str, layer: Layer) -> int | None:
        return self.document.place_of((*layer.source, key)) if layer.source else None

    def _absolute(self, key: str, layer: Layer) -> Any:
        """The value of a layer; the program makes its folders absolute when it starts."""
        value = layer.values[key]
        written = key in self.dialect.folders and layer.origin is not Origin.DEFAULT
        if written and self.directory is not None and isinstance(value, str):
            return os.path.abspath(os.path.join(self.directory, value))
        return value


def _as_text(value: Any) -> str | None:
    """A model as text. Some programs check no types: any value may be one."""
    return value if value is None or isinstance(value, str) else str(value)
