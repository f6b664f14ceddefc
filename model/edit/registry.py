"""Every kind of edit, with its name in a journal, and edits as JSON.

The names and fields are read by other versions of the program too: a kind keeps its name, and a
field that is added has a default.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from llm_tui.model.edit.add_section import AddSection
from llm_tui.model.edit.group import EditGroup
from llm_tui.model.edit.move_section import CopySection, RenameSection
from llm_tui.model.edit.protocol import Edit
from llm_tui.model.edit.remove_section import RemoveSection
from llm_tui.model.edit.rename_key import RenameKey
from llm_tui.model.edit.render import render
from llm_tui.model.edit.restore_text import RestoreText
from llm_tui.model.edit.set_value import SetValue, UnsetValue
from llm_tui.model.toml.keys import Path

KINDS: Mapping[str, type[Any]] = {
    "SetValue": SetValue,
    "UnsetValue": UnsetValue,
    "RenameKey": RenameKey,
    "AddSection": AddSection,
    "RemoveSection": RemoveSection,
    "RenameSection": RenameSection,
    "CopySection": CopySection,
    "EditGroup": EditGroup,
    "RestoreText": RestoreText,
}


def encode(edit: Edit) -> dict[str, Any]:
    """Return an edit as JSON has it: its kind under `edit`, and its fields."""
    name = next(name for name, kind in KINDS.items() if kind is type(edit))
    values = {
        field.name: _CODECS[field.type].encode(getattr(edit, field.name))
        for field in fields(KINDS[name])
    }
    return {"edit": name, **values}


def decode(entry: Any) -> Edit:
    """Return the edit that `encode` gave.

    Raises ValueError for one that this version can't read, also for a field that it does not know:
    without it the edit would mean something else.
    """
    try:
        kind = KINDS[entry["edit"]]
        types = {field.name: field.type for field in fields(kind)} | {"edit": str}
        values = {name: _CODECS[types[name]].decode(value) for name, value in entry.items()}
        del values["edit"]
        edit: Edit = kind(**values)
    except (KeyError, TypeError) as error:
        raise ValueError("not an edit that this version can read") from error
    return edit


class _Codec(NamedTuple):
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def _plain(value: Any) -> Any:
    return value


def _from_toml(text: str) -> Any:
    return tomllib.loads(f"value = {text}")["value"]


def _encoded(edits: tuple[Edit, ...]) -> list[Any]:
    return list(map(encode, edits))


def _decoded(entries: list[Any]) -> tuple[Edit, ...]:
    return tuple(map(decode, entries))


def _text(data: bytes) -> str:
    return data.decode(errors="surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")


_PLAIN = _Codec(_plain, _plain)
# As TOML: JSON has no dates and no nan.
_TOML = _Codec(render, _from_toml)
_CODECS: Mapping[Any, _Codec] = {
    str: _PLAIN,
    str | None: _PLAIN,
    bool: _PLAIN,
    bytes: _Codec(_text, _bytes),
    Path: _Codec(list, tuple),
    Any: _TOML,
    Mapping[str, Any]: _TOML,
    tuple[Edit, ...]: _Codec(_encoded, _decoded),
}
"""How the fields of edits are written and read, by their types."""
