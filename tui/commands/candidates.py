"""What can stand where the cursor is on a command line that is being typed.

The table of commands says what each takes: `SECTION`, `KEY=VALUE …`, `[--as env|docker]`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from llm_tui.model.dialects import known
from llm_tui.model.dialects.contract import Dialect, Field
from llm_tui.model.dialects.recognise import Wish, choose
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.store import preferences, storage
from llm_tui.model.toml.document import Document
from llm_tui.tui.commands import COMMANDS, Command
from llm_tui.tui.commands.arguments import section_path

FILES = ":files"
"""Stands for the names of files, which a shell knows best."""

_COMMON = {
    "-f": "PATH",
    "--file": "PATH",
    "--dialect": "DIALECT",
    "--release": "RELEASE",
    "--env-file": "PATH",
    "--help": "",
}


class Candidate(NamedTuple):
    """A whole word, and what it is."""

    text: str
    help: str = ""


class Shape(NamedTuple):
    """What a command takes."""

    options: dict[str, str]
    """The name of each option's value; empty where it has none."""
    places: tuple[str, ...]
    """What the other words are, in order."""
    repeats: bool
    """May the last of them be there more than once?"""


def shape(command: Command) -> Shape:
    """What a command takes, by its line in the help."""
    options, places, repeats, before = dict(_COMMON), [], False, ""
    for part in re.findall(r"\[[^\]]*\]|[^\s\[\]]+", command.arguments.replace("|--", " --")):
        for word in part.strip("[]").split():
            if word.startswith("--"):
                options[word] = ""
            elif before.startswith("--"):
                options[before] = word
            elif word == "…":
                repeats = True
            else:
                places.append(word)
            before = word
        before = "" if part.startswith("[") else before
    for word in command.options.split():
        name, _, value = word.partition("=")
        options[name] = value
    return Shape(options, tuple(places), repeats)


def candidates(words: Sequence[str]) -> list[Candidate]:
    """What the last of the words can become; the others stand before it."""
    typed = words[-1] if words else ""
    try:
        found = list(_found(words[:-1], typed))
    except (LlmTuiError, KeyError):
        return []
    return [
        candidate
        for candidate in found
        if candidate.text == FILES
        or (candidate.text.startswith(typed) and candidate.text.isprintable())
    ]


def _found(before: Sequence[str], typed: str) -> Iterator[Candidate]:
    line = _Line(before)
    if line.awaited:
        yield from line.values_of(line.awaited)
    elif typed.startswith("-"):
        yield from map(Candidate, line.shape.options)
    elif line.command is None:
        shown = [command for command in COMMANDS.values() if command.help]
        yield from (Candidate(command.name, command.help) for command in shown)
        if not any(command.name.startswith(typed) for command in shown):
            yield Candidate(FILES)
    else:
        yield from line.values_of(line.place, typed)


class _Line:
    """The words before the one that is typed."""

    def __init__(self, words: Sequence[str]) -> None:
        self.command: Command | None = None
        self.shape = shape(COMMANDS["open"])
        self.awaited = ""
        """The name of the value that the option before the cursor takes."""
        self.arguments: list[str] = []
        self._options: dict[str, str] = {}
        option = ""
        for word in words:
            if self.awaited:
                self._options[option], self.awaited = word, ""
            elif word.startswith("-"):
                option, self.awaited = word, self.shape.options.get(word, "")
            elif self.command is None and word in COMMANDS:
                self.command = COMMANDS[word]
                self.shape = shape(self.command)
            else:
                self.arguments.append(word)

    @property
    def place(self) -> str:
        """What the word at the cursor is; empty where none is expected."""
        places = self.shape.places
        if len(self.arguments) < len(places):
            return places[len(self.arguments)]
        return places[-1] if places and self.shape.repeats else ""

    def values_of(self, place: str, typed: str = "") -> Iterator[Candidate]:
        """What can stand in a place of this name."""
        if "|" in place:
            yield from map(Candidate, place.split("|"))
        elif place == "PATH":
            yield Candidate(FILES)
        elif place in ("SECTION", "OTHER"):
            sections = self._resolution.sections
            yield from (Candidate(section.name, section.model or "") for section in sections)
        elif place == "KEY=VALUE" and "=" in typed:
            yield from self._assigned(typed.partition("=")[0])
        elif place in ("KEY", "KEY=VALUE"):
            yield from self._keys("=" if place == "KEY=VALUE" else "")
        else:
            yield from self._names(place)

    def _names(self, place: str) -> Iterator[Candidate]:
        match place:
            case "RELEASE":
                yield from map(Candidate, reversed(known.releases(self._dialect.name)))
            case "DIALECT":
                yield from map(Candidate, known.NAMES)
            case "PROVIDER":
                from llm_tui.model.catalogue.starters import starters

                yield from (Candidate(starter.name, starter.label) for starter in starters())
            case "AGENT":
                agents = self._resolution.read.tables.get("agent", {})
                named = [name for name, value in agents.items() if isinstance(value, dict)]
                yield from map(Candidate, dict.fromkeys([self._resolution.agent or "", *named]))

    @property
    def _path(self) -> str | None:
        return self._options.get("-f") or self._options.get("--file") or storage.default_path()

    @cached_property
    def _document(self) -> Document:
        return Document(b"") if self._path is None else storage.read(self._path)

    @cached_property
    def _dialect(self) -> Dialect:
        liked = preferences.load()[0]
        asked = Wish(self._options.get("--dialect"), self._options.get("--release"))
        preferred = Wish(liked.dialect, liked.release)
        return choose(self._document.data, self._path, asked, preferred).dialect

    @cached_property
    def _resolution(self) -> Resolution:
        return Resolution(self._document, self._dialect, {})

    @property
    def _fields(self) -> Mapping[str, Field]:
        return self._dialect.fields

    def _keys(self, end: str) -> Iterator[Candidate]:
        """The keys of the program; of those that can be unset only what the section has."""
        if self.command is not None and self.command.name == "unset":
            resolution = self._resolution
            section = section_path(self.arguments[0], resolution.paths)
            settings = resolution.settings(section)
            yield from (Candidate(setting.key) for setting in settings if setting.written)
            return
        yield from (Candidate(field.name + end, field.help) for field in self._fields.values())

    def _assigned(self, key: str) -> Iterator[Candidate]:
        field = self._fields.get(key)
        if key == "model":
            from llm_tui.model.catalogue.litellm_data import chat_entries

            yield from (Candidate(f"model={name}") for name, _ in chat_entries())
        elif field is not None:
            values = ("true", "false") if field.kind == "bool" else field.choices
            yield from (Candidate(f"{key}={value}") for value in values)
