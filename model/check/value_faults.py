"""Values that the program refuses, or accepts although they are out of bounds."""

import json
import re
from collections.abc import Iterator
from typing import Any

from llm_tui.model.check.checked_section import CheckedSection
from llm_tui.model.check.fix_edits import set_value
from llm_tui.model.check.phrases import unset_fix
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.dialects.field import Field, FieldKind, Role
from llm_tui.model.toml.keys import write_header

_NO_VALUE = ("", "none", "null", "nil", "default")
_WORDS = {"enabled": True, "enable": True, "disabled": False, "disable": False}
_GROUPED = r"[+-]?\d{1,3}(?:[ ,_]\d{3})+"
_UNIT = r"([+-]?\d+(?:\.\d+)?)\s*(s|sec|secs|second|seconds|k|K|m|M)"
_FACTORS = {"k": 1_000, "K": 1_000, "m": 1_000_000, "M": 1_000_000}


def refused_values(section: CheckedSection) -> Iterator[Problem]:
    """Values for which the program ignores the section, although it knows the key."""
    for fault in section.faults:
        if fault.unknown:
            continue
        message = f"{fault.key}: {fault.reason}"
        fix = _repair(section, fault.key, section.dialect.fields[fault.key])
        yield section.problem("bad-value", Severity.ERROR, fault.key, message, section.loss, fix)


def _repair(section: CheckedSection, key: str, field: Field) -> Fix | None:
    value = section.own.get(key)
    if isinstance(value, str) and value.strip().lower() in _NO_VALUE:
        return unset_fix(section.path, key, certain=True)
    if field.kind.is_text:
        # As it is spelled, so that 1.10 becomes "1.10".
        is_one = not isinstance(value, dict | list)
        token = section.view.document.token((*section.path, key)) if is_one else None
        return None if token is None else _set(section, field, token, certain=True)
    text = value.strip() if isinstance(value, str) else ""
    if field.kind is FieldKind.BOOLEAN and text.lower() in _WORDS:
        return _set(section, field, _WORDS[text.lower()], certain=True)
    return _number(section, field, text) if field.kind.is_number else None


def _number(section: CheckedSection, field: Field, text: str) -> Fix | None:
    if re.fullmatch(_GROUPED, text):
        number = int(re.sub(r"[ ,_]", "", text))
        # A comma may be meant as the point of a fraction.
        return _set(
            section, field, number, certain="," not in text or field.kind is FieldKind.INTEGER
        )
    if match := re.fullmatch(_UNIT, text):
        factor = _FACTORS.get(match[2])
        is_time = field.role is Role.TIMEOUT or field.name.endswith("_wait")
        if (factor is None) is not is_time:
            return None
        amount = float(match[1]) * (factor or 1)
        exact: Any = int(amount) if amount == int(amount) else amount
        if field.kind is FieldKind.INTEGER and not isinstance(exact, int):
            return None
        return _set(section, field, exact, certain=is_time)
    return None


def _set(section: CheckedSection, field: Field, value: Any, *, certain: bool) -> Fix:
    shown = "it in quotes" if field.secret else json.dumps(value)
    label = f"write {field.name} = {shown} in {write_header(section.path)}"
    edit = set_value(section.path, field.name, value)
    return Fix(label, (edit,), "in quotes" if field.secret else str(shown), certain)


def values_out_of_range(section: CheckedSection) -> Iterator[Problem]:
    """Numbers that the program accepts although they do harm."""
    if not section.is_in_force:
        return
    for key in section.own:
        field = section.dialect.fields.get(key)
        if field is None:
            continue
        value = section.values[key]
        if not isinstance(value, int | float) or (field.role is Role.TIMEOUT and value == 0):
            # A timeout of 0 is reported by the check of requests, as it is before a test.
            continue
        if bound := _bound(field, value):
            yield _out_of_range(section, field, value, bound)


def _bound(field: Field, value: float) -> str:
    if field.minimum is not None and value < field.minimum:
        return f"at least {field.minimum:g}"
    if field.maximum is not None and value > field.maximum:
        return f"at most {field.maximum:g}"
    return ""


def _out_of_range(section: CheckedSection, field: Field, value: float, bound: str) -> Problem:
    title = section.dialect.program
    is_zero = value == 0 and field.optional
    consequence = f"{title} uses it as it is"
    consequence += ": 0 does not mean the default." if is_zero else "."
    if field.delivery.reaches_model:
        consequence += f" It is sent as {value:g}, which providers refuse."
    return section.problem(
        "out-of-range",
        Severity.WARNING,
        field.name,
        f"{field.name} = {value:g}: it must be {bound}",
        consequence,
        unset_fix(section.path, field.name, certain=is_zero),
    )
