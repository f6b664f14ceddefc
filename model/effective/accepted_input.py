"""A text that a user types for a key, as a value; or the reason why it is refused."""

from typing import Any, NamedTuple

from llm_tui.model.dialects.field import Field, FieldKind
from llm_tui.model.errors import ValueRefusedError
from llm_tui.model.toml.document import Document, literal_value
from llm_tui.model.toml.values import MISSING


class Accepted(NamedTuple):
    """A value that was typed, with the TOML literal where its spelling is worth keeping."""

    value: Any
    raw: str | None = None


def accept(field: Field, text: str) -> Accepted:
    """The value that a text means for a field. Raises ValueRefusedError with the reason.

    Text needs no quotes; lists and tables are TOML. Where quotes are typed they are TOML's.
    """
    text = text.strip()
    if field.kind.is_text:
        return _text(field, text)
    if not text:
        raise ValueRefusedError(f"{field.name} can't be empty; unset it instead")
    if field.kind is FieldKind.BOOLEAN:
        return _bool(field, text)
    if field.kind.is_number:
        return _number(field, text)
    return _structure(field, text)


def accept_any(text: str) -> Accepted:
    """The value that a text means for a key of unknown type: TOML if it is that, else a string."""
    value = literal_value(text)
    return Accepted(text) if value is MISSING else Accepted(value, text.strip())


def _text(field: Field, text: str) -> Accepted:
    if not text:
        raise ValueRefusedError(f'{field.name} can\'t be empty; unset it, or type "" to mean that')
    quoted = literal_value(text) if text[0] in "\"'" else MISSING
    return Accepted(text if quoted is MISSING else quoted)


def _bool(field: Field, text: str) -> Accepted:
    word = text.lower()
    if word not in ("true", "false"):
        raise ValueRefusedError(f"{field.name} must be true or false")
    return Accepted(word == "true")


def _number(field: Field, text: str) -> Accepted:
    kind = "a whole number" if field.kind is FieldKind.INTEGER else "a number"
    value = literal_value(text)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueRefusedError(f"{field.name} must be {kind}")
    if field.kind is FieldKind.INTEGER and not isinstance(value, int):
        raise ValueRefusedError(f"{field.name} must be a whole number, without a decimal point")
    if field.minimum is not None and not value >= field.minimum:
        raise ValueRefusedError(f"{field.name} must be at least {field.minimum:g}")
    if field.maximum is not None and not value <= field.maximum:
        raise ValueRefusedError(f"{field.name} must be at most {field.maximum:g}")
    return Accepted(value, text)


def _structure(field: Field, text: str) -> Accepted:
    value = literal_value(text)
    example = "{ key = 1 }" if field.kind is FieldKind.TABLE else '[{ category = "x" }]'
    if value is MISSING:
        problem = Document(f"value = {text}\n".encode()).problem
        reason = problem.message if problem else "unexpected text after the value"
        raise ValueRefusedError(f"this is not TOML: {reason}. Write it like {example}")
    if field.kind is FieldKind.TABLE and not isinstance(value, dict):
        raise ValueRefusedError(f"{field.name} must be a table: {example}")
    if field.kind is FieldKind.TABLES and not _is_table_list(value):
        raise ValueRefusedError(f"{field.name} must be a list of tables that hold text: {example}")
    return Accepted(value, text)


def _is_table_list(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, dict) and all(isinstance(inner, str) for inner in entry.values())
        for entry in value
    )
