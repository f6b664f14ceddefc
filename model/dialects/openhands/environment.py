"""The `LLM_*` variables, as OpenHands applies them to its default configuration.

Source: `load_from_env` in `openhands/core/config/utils.py`. The value is cast by calling the
field's type on the text and set without validation, so it obeys other rules than the file does.
"""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.dialect import EnvironmentFault, Field

PREFIX = "LLM_"


def variable(key: str) -> str:
    """The variable that sets a key: the name is that of the field, in upper case."""
    return PREFIX + key.upper()


def environment_values(
    fields: Mapping[str, Field], environment: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[EnvironmentFault, ...]]:
    """What the variables set, and those that can't be used. An empty variable counts as not set."""
    values: dict[str, Any] = {}
    faults: list[EnvironmentFault] = []
    for field in fields.values():
        name = variable(field.name)
        text = environment.get(name)
        if not text:
            continue
        try:
            values[field.name] = cast(field.kind, text)
        except (ValueError, TypeError):
            faults.append(EnvironmentFault(name, f"it is not a value for {field.name}", False))
        except (SyntaxError, MemoryError, RecursionError):
            faults.append(EnvironmentFault(name, "it is not a Python literal", True))
    return values, tuple(faults)


def cast(kind: str, text: str) -> Any:
    """The value that OpenHands makes of a variable's text.

    Raises ValueError or TypeError where OpenHands logs an error and keeps the old value, and
    SyntaxError where it stops.
    """
    if kind == "bool":
        return text.lower() in ("true", "1")
    if kind == "int":
        return int(text)
    if kind == "float":
        return float(text)
    if kind in ("list", "dict"):
        # Only here: most environments have no such variable, and the import takes milliseconds.
        from ast import literal_eval

        return literal_eval(text)
    return text
