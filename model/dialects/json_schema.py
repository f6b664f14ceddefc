"""JSON Schemas of config files, for the editors that show and check TOML by one.

A schema refuses only what the program refuses: what it converts, the schema takes too. Bounds that
only providers have are not in it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from llm_tui.model.dialects.field import Field, FieldKind

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that Taplo, Tombi and VS Code read."""

Schema = dict[str, Any]
_DIGITS = "[0-9]+(_[0-9]+)*"
_INTEGER = rf"^\s*[+-]?{_DIGITS}(\.0+)?\s*$"
_NUMBER = (
    rf"^\s*[+-]?(({_DIGITS}(\.({_DIGITS})?)?|\.{_DIGITS})([eE][+-]?{_DIGITS})?"
    r"|[iI][nN][fF]([iI][nN][iI][tT][yY])?|[nN][aA][nN])\s*$"
)
_BOOLEAN = "|".join(
    "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in word)
    for word in ("1", "t", "true", "y", "yes", "on", "0", "f", "false", "n", "no", "off")
)
_KINDS: Mapping[str, Schema] = {
    FieldKind.TEXT: {"type": "string"},
    FieldKind.SECRET: {"type": "string", "writeOnly": True},
    FieldKind.INTEGER: {"type": ["integer", "string", "boolean"], "pattern": _INTEGER},
    FieldKind.NUMBER: {"type": ["number", "string", "boolean"], "pattern": _NUMBER},
    FieldKind.BOOLEAN: {
        "anyOf": [
            {"type": "boolean"},
            {"enum": [0, 1]},
            {"type": "string", "pattern": f"^({_BOOLEAN})$"},
        ]
    },
    FieldKind.TABLES: {
        "type": "array",
        "items": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    FieldKind.TABLE: {"type": "object"},
    FieldKind.SECTION: {"type": "object"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "list of any": {"type": "array"},
    "text table": {"type": "object", "additionalProperties": {"type": "string"}},
}


def document(title: str, properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """The schema of a file with these sections; others are allowed."""
    schema: Schema = {"$schema": DRAFT, "title": title, "type": "object"}
    schema["properties"] = dict(properties)
    if names := list(required):
        schema["required"] = names
    return schema


def of_kind(kind: str) -> Schema:
    """What a key of this kind takes."""
    return dict(_KINDS[kind])


def of_field(field: Field, *, checked: bool, program: str) -> Schema:
    """What a field takes, with its description and its default.

    checked: does the program look at the types at all?
    """
    schema = of_kind(field.kind) if checked else {}
    schema["description"] = f"{field.help} {field.delivery_text(program)}"
    if field.default is not None and not isinstance(field.default, dict | list):
        schema["default"] = field.default
    if field.choices:
        schema["examples"] = list(field.choices)
    return schema


def table(properties: Mapping[str, Schema], others: Schema | bool, description: str = "") -> Schema:
    """A table with these keys.

    others: what other keys take; False where they are refused.
    """
    schema: Schema = {"type": "object", "properties": dict(properties)}
    if others is not True:
        schema["additionalProperties"] = others
    return {"description": description, **schema} if description else schema
