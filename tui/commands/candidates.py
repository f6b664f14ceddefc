"""Candidates for the word that is being typed on a command line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from llm_tui.model.dialects import known
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.recognise import DialectSpec, choose
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.store import file_dialects, preferences, storage
from llm_tui.model.toml.document import Document
from llm_tui.tui.commands.command import Kind
from llm_tui.tui.commands.config_file import section_path
from llm_tui.tui.commands.table import COMMANDS
from llm_tui.tui.commands.typed_line import TypedLine

FILES = ":files"
"""Placeholder for the names of files, which a shell knows best."""


class Candidate(NamedTuple):
    """A whole word, and its description."""

    text: str
    help: str = ""


def candidates(words: Sequence[str]) -> list[Candidate]:
    """The words that the last one can become; the others are those before it."""
    typed = words[-1] if words else ""
    try:
        found = list(_found(TypedLine(words[:-1]), typed))
    except (LlmTuiError, KeyError):
        return []
    return [
        candidate
        for candidate in found
        if candidate.text == FILES
        or (candidate.text.startswith(typed) and candidate.text.isprintable())
    ]


def _found(line: TypedLine, typed: str) -> Iterator[Candidate]:
    expected = line.expected
    if typed.startswith("-") and not line.expects_value:
        for option in line.options:
            yield from (Candidate(flag, option.help) for flag in option.flags)
    elif expected is not None:
        if expected.choices:
            yield from (Candidate(*choice) for choice in expected.choices().items())
        else:
            yield from _Values(line, typed).of(expected.kind)
    elif line.command is None:
        shown = [command for command in COMMANDS.values() if not command.hidden]
        yield from (Candidate(command.name, command.help) for command in shown)
        if not any(command.name.startswith(typed) for command in shown):
            yield Candidate(FILES)


class _Values:
    """Values of each kind, those that the file has among them."""

    def __init__(self, line: TypedLine, typed: str) -> None:
        self._line, self._typed = line, typed

    def of(self, kind: Kind) -> Iterator[Candidate]:
        """The candidates of a kind; none for a kind that is free text."""
        by_kind: Mapping[Kind, Callable[[], Iterator[Candidate]]] = {
            Kind.FILE: lambda: iter([Candidate(FILES)]),
            Kind.SECTION: self._sections,
            Kind.KEY: self._keys,
            Kind.SET_KEY: self._set_keys,
            Kind.ASSIGNMENT: self._assignments,
            Kind.AGENT: self._agents,
            Kind.RELEASE: self._releases,
            Kind.VERSION: self._versions,
        }
        return by_kind[kind]() if kind in by_kind else iter(())

    @property
    def _path(self) -> str | None:
        return self._line.value("file") or storage.default_path()

    @cached_property
    def _document(self) -> Document:
        return Document(b"") if self._path is None else storage.read(self._path)

    @cached_property
    def _dialect(self) -> Dialect:
        liked = preferences.load()[0]
        asked = DialectSpec(self._line.value("dialect"), self._line.value("release"))
        preferred = DialectSpec(liked.dialect, liked.release)
        remembered = file_dialects.chosen(self._path) if self._path else None
        return choose(self._document.data, self._path, asked, preferred, remembered).dialect

    @cached_property
    def _resolution(self) -> Resolution:
        return Resolution(self._document, self._dialect, {})

    def _sections(self) -> Iterator[Candidate]:
        for section in self._resolution.sections:
            yield Candidate(section.name, section.model or "")

    def _keys(self, end: str = "") -> Iterator[Candidate]:
        for field in self._dialect.fields.values():
            yield Candidate(field.name + end, field.help)

    def _set_keys(self) -> Iterator[Candidate]:
        resolution = self._resolution
        section = section_path(self._line.arguments[0], resolution.paths)
        for setting in resolution.settings(section):
            if setting.written:
                yield Candidate(setting.key)

    def _assignments(self) -> Iterator[Candidate]:
        key, equals, _ = self._typed.partition("=")
        field = self._dialect.fields.get(key)
        if not equals:
            yield from self._keys("=")
        elif key == "model":
            from llm_tui.model.catalogue.models import catalogue

            names = catalogue(self._dialect.verified_models, self._dialect.litellm)
            yield from (Candidate(f"model={model.name}") for model in names.models)
        elif field is not None:
            values = ("true", "false") if field.kind == "bool" else field.choices
            yield from (Candidate(f"{key}={value}") for value in values)

    def _agents(self) -> Iterator[Candidate]:
        agents = self._resolution.read.tables.get("agent", {})
        named = [name for name, value in agents.items() if isinstance(value, dict)]
        yield from map(Candidate, dict.fromkeys([self._resolution.agent or "", *named]))

    def _releases(self) -> Iterator[Candidate]:
        yield from map(Candidate, reversed(known.releases(self._dialect.name)))

    def _versions(self) -> Iterator[Candidate]:
        from llm_tui.model.store import saves
        from llm_tui.tui.text.versions import steps

        kept = saves.versions(self._path) if self._path else ()
        for step in steps(kept, None):
            yield Candidate(str(step.number), step.summary)
