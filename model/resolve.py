"""From a document to what the program that reads it will use."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from llm_tui.model.dialects.dialect import Fault, Field, Layer, Loaded, Reference
from llm_tui.model.dialects.openhands import loader, parser, references
from llm_tui.model.dialects.openhands.environment import variable
from llm_tui.model.dialects.openhands.release import Release, release
from llm_tui.model.document import Document
from llm_tui.model.keys import BASE, Path, section_name
from llm_tui.model.origin import Origin
from llm_tui.model.redact import is_secret_name
from llm_tui.model.section import Section, Status
from llm_tui.model.setting import Overridden, Setting, Written
from llm_tui.model.values import MISSING


@dataclass(frozen=True)
class Resolution:
    """What one release makes of a document in one environment.

    Sections are cheap to list, also a thousand of them; their settings are made when asked for.
    """

    document: Document
    version: str
    environment: Mapping[str, str]
    directory: str | None = None
    """Where the program is started, which relative folders are relative to."""

    @property
    def dialect(self) -> str:
        """The program that reads the file."""
        return "openhands"

    @cached_property
    def release(self) -> Release:
        """The release, with the keys that it knows."""
        return release(self.version)

    @cached_property
    def read(self) -> parser.ReadResult:
        """What the program's own TOML parser makes of the file."""
        return parser.read(self.document.data)

    @cached_property
    def loaded(self) -> Loaded:
        """What the program has in hand when it has read the file and the environment."""
        return loader.load(self.read.tables, self.release, self.environment)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """All places that name a section."""
        return references.references(self.read.tables, self.loaded.configs.keys())

    @cached_property
    def written(self) -> Mapping[str, Any]:
        """What the file says under `llm`: by the program's parser, or by TOML if that fails."""
        tables = self.document.tables if self.read.error else self.read.tables
        content = tables.get("llm", {})
        return content if isinstance(content, dict) else {}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The base, and the named sections in the order of the file."""
        used_by: dict[Path, list[str]] = {}
        for reference in self.references:
            used_by.setdefault(reference.target, []).append(reference.user)
        in_use = references.in_use(self.read.tables, self.references)
        return tuple(
            Section(
                path,
                section_name(path),
                self.document.line_numbers.get(path),
                self.status(path),
                self.effective(path, "model"),
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

    def section(self, path: Path) -> Section | None:
        """The section at `path`."""
        return next((section for section in self.sections if section.path == path), None)

    def status(self, path: Path) -> Status:
        """What became of the section at `path`."""
        if path != BASE:
            return Status.OK if path in self.loaded.configs else Status.DROPPED
        if self.read.error or BASE in self.loaded.faults or self.loaded.stops:
            return Status.FALLBACK
        has_own = BASE in self.document.line_numbers or any(
            not isinstance(value, dict) for value in self.written.values()
        )
        return Status.OK if has_own else Status.IMPLICIT

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
        """The effective value of every key of the release."""
        return {name: self.effective(path, name) for name in self.release.fields}

    def settings(self, path: Path) -> tuple[Setting, ...]:
        """The settings of a section: every key of the release, then those it does not know."""
        faults = {fault.key: fault for fault in self.loaded.faults.get(path, ())}
        written = self._written_in(path)
        known = [
            self._setting(path, field, written.get(field.name), faults.get(field.name))
            for field in self.release.fields.values()
        ]
        unknown = [
            Setting(
                key,
                None,
                Origin.DEFAULT,
                (),
                entry.line,
                is_secret_name(key),
                (),
                entry,
                faults[key].reason if key in faults else None,
                False,
            )
            for key, entry in written.items()
            if key not in self.release.fields
        ]
        return (*known, *unknown)

    def _written_in(self, path: Path) -> dict[str, Written]:
        content: Any = self.written
        for part in path[1:]:
            content = content.get(part, {}) if isinstance(content, dict) else {}
        return {
            key: Written(value, self.document.line_of((*path, key)))
            for key, value in content.items()
            if not (path == BASE and isinstance(value, dict))
        }

    def _setting(
        self, path: Path, field: Field, written: Written | None, fault: Fault | None
    ) -> Setting:
        stack = [layer for layer in self.layers(path) if field.name in layer.values]
        top, below = stack[-1], stack[-2::-1]
        return Setting(
            field.name,
            self._absolute(field.name, top),
            top.origin,
            top.source,
            self._line(field.name, top),
            field.secret,
            tuple(
                Overridden(
                    layer.origin, self._absolute(field.name, layer), self._line(field.name, layer)
                )
                for layer in below
            ),
            written,
            fault.reason if fault else None,
            True,
        )

    def _line(self, key: str, layer: Layer) -> int | None:
        return self.document.line_of((*layer.source, key)) if layer.source else None

    def _absolute(self, key: str, layer: Layer) -> Any:
        """The value of a layer; OpenHands makes this one folder absolute when it starts."""
        value = layer.values[key]
        written = key == "log_completions_folder" and layer.origin is not Origin.DEFAULT
        if written and self.directory is not None and isinstance(value, str):
            return os.path.abspath(os.path.join(self.directory, value))
        return value


def resolve(
    document: Document,
    version: str,
    environment: Mapping[str, str],
    directory: str | None = None,
) -> Resolution:
    """What a release of OpenHands makes of a document. Raises KeyError for an unknown release."""
    release(version)
    return Resolution(document, version, environment, directory)


def variable_of(key: str) -> str:
    """The environment variable that sets a key of the base."""
    return variable(key)


def is_set(document: Document, path: Path) -> bool:
    """Does the document itself say something at `path`?"""
    return document.value(path) is not MISSING
