"""The settings of llm-tui itself, in a file of the user.

In the code they are preferences, to keep them apart from the settings of a section.
"""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from llm_tui.model.dialects import known
from llm_tui.model.dialects.field import Field, FieldKind
from llm_tui.model.errors import EditError, FileError, ValueRefusedError
from llm_tui.model.store import folders, storage
from llm_tui.model.toml.document import Document, literal_value
from llm_tui.model.toml.values import MISSING

if TYPE_CHECKING:
    from llm_tui.model.edit import Edit


class Preferences(NamedTuple):
    """The user's settings of the program. Those that the file does not set have these defaults."""

    release: str | None = None
    """None: whichever is taken for the file that is opened."""
    dialect: str | None = None
    """As for `release`."""
    theme: str | None = None
    """A name of Textual's; None: Textual's own choice. Whether there is such a theme is not
    known here."""
    mouse: bool = True
    concurrency: int = 4
    """How many sections are asked at the same time."""
    stream: bool = False
    """Do tests on the screen ask for the answer in pieces?"""
    python: str | None = None
    """The interpreter whose litellm tests run on; None: that of the program around the file, else
    llm-tui's own."""
    favourites: tuple[str, ...] = ()
    """Models, the most used first."""
    written: frozenset[str] = frozenset()
    """The names of those above that the file sets."""


DEFAULTS = Preferences()


def _field(name: str, kind: str, help: str, **bounds: Any) -> Field:
    default = getattr(DEFAULTS, name)
    return Field(name, FieldKind(kind), default is None, default, "", help, **bounds)


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        _field(
            "release",
            "str",
            "The release whose rules apply, from the next start on. --release overrides it.",
        ),
        _field("dialect", "str", "The program that reads the config files."),
        _field("theme", "str", "The colours of the screen."),
        _field(
            "mouse",
            "bool",
            "Does the screen take the mouse, from the next start on? If not, the terminal keeps"
            " it, to select text with.",
        ),
        _field(
            "concurrency",
            "int",
            "How many sections are tested at the same time.",
            minimum=1,
            maximum=32,
        ),
        _field(
            "stream",
            "bool",
            "Does a test ask for the answer in pieces? That shows when the first one comes; the"
            " programs ask for it whole.",
        ),
        _field(
            "python",
            "str",
            "The interpreter whose litellm tests run on, or its virtual environment. By default"
            " that of the program around the config file, else llm-tui's own.",
        ),
        _field("favourites", "list", "Models that come first in the model picker."),
    )
}
"""The settings, in the order in which to show them; the items of a list are text."""


def path() -> str:
    """The file that the preferences are kept in, whether or not there is one."""
    return os.path.join(folders.settings_folder(), "settings.toml")


def load() -> tuple[Preferences, tuple[str, ...]]:
    """The preferences in the file, and a warning for each of its settings that is ignored.

    Never raises: a file that can't be read is a warning, and the defaults apply.
    """
    try:
        document = _document()
    except FileError as error:
        return DEFAULTS, (f"{error}; {_ADVICE}",)
    if problem := document.problem:
        place = f"{path()}:{problem.line}:{problem.column}"
        return DEFAULTS, (f"{place}: {problem.message}; {_ADVICE}",)
    return _judge(document)


_ADVICE = "fix or remove the file; until then the defaults apply"


def save(name: str, value: object) -> None:
    """Set one preference in the file; comments, and what else is in it, stay as they are.

    Raises ValueRefusedError for a value that `load` would not take, FileError if the file can't be
    written, and EditError if it is not TOML: what the user has there is not overwritten.
    """
    from llm_tui.model.edit import SetValue

    if reason := _refusal(name, value):
        raise ValueRefusedError(reason)
    _apply(SetValue((), name, list(value) if isinstance(value, tuple) else value))


def unset(name: str) -> None:
    """Remove one preference from the file. Raises FileError and EditError, as `save` does."""
    from llm_tui.model.edit import UnsetValue

    _apply(UnsetValue((), name))


def accept(name: str, text: str) -> object:
    """The value that a text means for a preference, without quotes or as TOML.

    Raises ValueRefusedError with the reason.
    """
    value = literal_value(text)
    if value is MISSING or (FIELDS[name].kind == "str" and not isinstance(value, str)):
        value = text.strip()
    if reason := _refusal(name, value):
        raise ValueRefusedError(reason)
    return value


def choices(name: str) -> tuple[str, ...]:
    """The only values that a preference can have; none where it takes any of its type."""
    if name == "dialect":
        return known.names()
    if name == "release":
        return known.releases(known.IN_DOUBT)
    return ()


def _document() -> Document:
    return storage.read(path()) if os.path.exists(path()) else Document(b"")


def _apply(edit: "Edit") -> None:
    """Make an edit to what is in the file now: another program may have changed it."""
    from llm_tui.model.store import saving

    def change(document: Document) -> Document:
        try:
            return edit.apply(document, known.dialect(known.UNKNOWN))
        except EditError as error:
            raise EditError(f"{path()}: {error}") from error

    folders.make_private(os.path.dirname(path()))
    saving.update(path(), change, create=True)


def _judge(document: Document) -> tuple[Preferences, tuple[str, ...]]:
    taken: dict[str, Any] = {}
    warnings: list[str] = []
    for name, value in document.tables.items():
        reason = _refusal(name, value)
        if reason is None:
            taken[name] = tuple(value) if isinstance(value, list) else value
        else:
            line = document.line_of((name,))
            warnings.append(f"{path()}:{line}: {reason}; it is ignored")
    return Preferences(**taken, written=frozenset(taken)), tuple(warnings)


def _refusal(name: str, value: object) -> str | None:
    """Why a preference can't have a value, if so. Values are not shown: one may be an API key."""
    field = FIELDS.get(name)
    if field is None:
        return f"unknown setting {name}; the settings are {', '.join(FIELDS)}"
    if not _TAKES[field.kind](field, value):
        words = _WORDS[field.kind].format(field=field)
        return f"{name} must be {words}"
    if (allowed := choices(name)) and value not in allowed:
        known = f"from {allowed[0]} to {allowed[-1]}" if len(allowed) > 4 else ", ".join(allowed)
        return f"unknown {name}; known: {known}"
    return None


def _takes_number(field: Field, value: object) -> bool:
    assert field.minimum is not None
    assert field.maximum is not None
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    return field.minimum <= value <= field.maximum


def _takes_names(_: Field, value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


_TAKES: Mapping[str, Callable[[Field, object], bool]] = {
    "bool": lambda _, value: isinstance(value, bool),
    "int": _takes_number,
    "list": _takes_names,
    "str": lambda _, value: isinstance(value, str) and bool(value),
}
_WORDS = {
    "bool": "true or false",
    "int": "a whole number from {field.minimum} to {field.maximum}",
    "list": 'a list of names: ["first", "second"]',
    "str": "text in quotes",
}
