"""One key of one section: the value that the program will use, and its origin."""

from typing import Any, NamedTuple

from llm_tui.model.dialects.origin import Origin
from llm_tui.model.secrets.names import is_secret_name
from llm_tui.model.toml.keys import Path


class Overridden(NamedTuple):
    """A value that would be used if the one above it were not there."""

    origin: Origin
    value: Any
    line: int | None


class Written(NamedTuple):
    """The value of a key in the section itself, whether or not it is used."""

    value: Any
    line: int | None


class Setting(NamedTuple):
    """The effective value of a key, with its origin and what it overrides."""

    key: str
    value: Any
    """None where it has none."""
    origin: Origin
    source: Path
    """The section that the value is written in; empty for defaults and variables."""
    line: int | None
    """The line that it is written in, counted from 1."""
    secret: bool
    overridden: tuple[Overridden, ...]
    """The next lower value first."""
    written: Written | None
    fault: str | None
    """Why the program does not accept the value that is written here, if so."""
    known: bool
    """Does the program know the key?"""

    @property
    def redundant(self) -> bool:
        """Is it set in the section itself to what it would be anyway?"""
        return (
            self.origin is Origin.SECTION
            and bool(self.overridden)
            and self.overridden[0].value == self.value
        )

    @property
    def ignored(self) -> bool:
        """Does the file have a value here that the program does not use?"""
        return self.written is not None and self.origin is not Origin.SECTION


def unknown_setting(key: str, written: Written, fault: str | None) -> Setting:
    """A key that is in the section, and that the program does not know."""
    return Setting(
        key,
        None,
        Origin.DEFAULT,
        (),
        written.line,
        is_secret_name(key),
        (),
        written,
        fault,
        False,
    )
