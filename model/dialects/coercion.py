"""TOML values as pydantic takes them for a field: its lax coercion, as of 2.11.

Importing pydantic takes longer than everything else a command does, so its few
rules are repeated here, and compared with pydantic itself in the tests.
"""

import math
import re
from collections.abc import Callable
from typing import Any

from llm_tui.model.dialects.field import FieldKind
from llm_tui.model.errors import ValueRefusedError

_INTEGER = r"[+-]?[0-9]+(?:_[0-9]+)*(?:\.0+)?"
_SPACE = (
    " \t\n\r\x0b\x0c\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""White space to Rust, in which pydantic is written; Python strips some control characters too."""
_TRUE = {"1", "t", "true", "y", "yes", "on"}
_FALSE = {"0", "f", "false", "n", "no", "off"}
_I64 = 2**63
_LONGEST = 4300
"""Longer numbers in text are refused by Python, and by pydantic."""


def _to_str(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueRefusedError("it must be text in quotes")


def _to_int(value: Any) -> int:
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        if math.isfinite(value) and value == int(value) and abs(value) < _I64:
            return int(value)
    elif isinstance(value, str):
        text = value.strip(_SPACE)
        if len(text) <= _LONGEST and re.fullmatch(_INTEGER, text):
            return int(text.partition(".")[0])
    raise ValueRefusedError("it must be a whole number")


def _to_float(value: Any) -> float:
    try:
        if isinstance(value, int | float):
            return float(value)
        if isinstance(value, str) and value.strip(_SPACE).isascii():
            return float(_without_underscores(value))
    except (ValueError, OverflowError):
        pass
    raise ValueRefusedError("it must be a number")


def _without_underscores(text: str) -> str:
    """Text that Python reads as a number just where pydantic does."""
    if "_" not in text:
        return text.strip(_SPACE)
    if text.startswith("_") or text.endswith("_") or "__" in text or text != text.strip():
        raise ValueError(text)
    return text.replace("_", "")


def _to_bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    if isinstance(value, str) and value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    raise ValueRefusedError("it must be true or false")


def _to_list(value: Any) -> list[dict[str, str]]:
    if isinstance(value, list) and all(
        isinstance(entry, dict) and all(isinstance(inner, str) for inner in entry.values())
        for entry in value
    ):
        return value
    raise ValueRefusedError("it must be a list of tables that hold text")


def is_table(value: object) -> bool:
    """Is the value a table, whose keys are text?"""
    return isinstance(value, dict) and all(isinstance(key, str) for key in value)


def _to_dict(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise ValueRefusedError("it must be a table")


_COERCIONS: dict[FieldKind, Callable[[Any], Any]] = {
    FieldKind.TEXT: _to_str,
    FieldKind.SECRET: _to_str,
    FieldKind.INTEGER: _to_int,
    FieldKind.NUMBER: _to_float,
    FieldKind.BOOLEAN: _to_bool,
    FieldKind.TABLES: _to_list,
    FieldKind.TABLE: _to_dict,
}


def coerce(kind: FieldKind, value: Any) -> Any:
    """The value as a field of this kind holds it. Raises ValueRefusedError where pydantic would."""
    return _COERCIONS[kind](value)
