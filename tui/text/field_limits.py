"""The values that a key takes, and the one it has when nothing is said, in a sentence."""

from llm_tui.model.dialects.field import Field, FieldKind
from llm_tui.tui.text.wording import literal

_KINDS = {
    FieldKind.TEXT: "Text",
    FieldKind.SECRET: "Secret text",
    FieldKind.INTEGER: "Whole number",
    FieldKind.NUMBER: "Number",
    FieldKind.BOOLEAN: "true or false",
    FieldKind.TABLES: "List of tables, as TOML",
    FieldKind.TABLE: "Table, as TOML",
    FieldKind.SECTION: "Section",
}


def limits_text(field: Field) -> str:
    """Kind, bounds and default, such as `Number from 0 to 2; default 0.0`."""
    default = "no default" if field.default is None else f"default {_spelled(field.default)}"
    return f"{_KINDS[field.kind]}{_bounds(field)}; {default}."


def _bounds(field: Field) -> str:
    low, high = field.minimum, field.maximum
    if low is not None and high is not None:
        return f" from {low:g} to {high:g}"
    if low is not None:
        return f", at least {low:g}"
    return "" if high is None else f", at most {high:g}"


def _spelled(value: object) -> str:
    return value if isinstance(value, str) and value else literal(value)
