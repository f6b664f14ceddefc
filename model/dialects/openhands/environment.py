"""The `LLM_*` variables, as OpenHands applies them to its default configuration.

Source: `load_from_env` in `openhands/core/config/utils.py`. The value is cast by calling the
field's type on the text and set without validation, so it obeys other rules than the file does.
The keys of a file of the old kind, `LLM_MODEL = …` without sections, go the same way.
"""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.contract import EnvironmentFault
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.toml.keys import PREFIX

Values = tuple[dict[str, Any], tuple[EnvironmentFault, ...]]


def variable(key: str) -> str:
    """The variable that sets a key: the name is that of the field, in upper case."""
    return PREFIX + key.upper()


def environment_values(release: Release, given: Mapping[str, Any]) -> Values:
    """What `LLM_*` set, and those that can't be used. In a file, a value may be other than text."""
    values: dict[str, Any] = {}
    faults: list[EnvironmentFault] = []
    for field in release.fields.values():
        name = variable(field.name)
        if name not in given or not (given[name] or release.rules.empty_variables):
            continue
        try:
            values[field.name] = cast(field.kind, given[name])
        except (ValueError, TypeError):
            faults.append(EnvironmentFault(name, f"it is not a value for {field.name}", False))
        except (SyntaxError, MemoryError, RecursionError):
            faults.append(EnvironmentFault(name, "it is not a Python literal", True))
    return values, tuple(faults)


def cast(kind: str, text: Any) -> Any:
    """The value that OpenHands makes of a variable's text.

    Raises ValueError or TypeError where OpenHands logs an error and keeps the old value, and
    SyntaxError where it stops.
    """
    if kind == "bool":
        return str(text).lower() in ("true", "1")
    if kind == "int":
        return int(text)
    if kind == "float":
        return float(text)
    if kind in ("list", "dict"):
        # Only here: most environments have no such variable, and the import takes milliseconds.
        from ast import literal_eval

        return literal_eval(text)
    if kind == "config":
        raise TypeError
    return str(text)
