"""The `LLM_*` variables, as OpenHands applies them to its default configuration.

Source: `load_from_env` in `openhands/core/config/utils.py`. The value is cast by calling the
field's type on the text and set without validation, so it obeys other rules than the file does.
The keys of a file of the old kind, `LLM_MODEL = …` without sections, go the same way. A `.env` is
loaded before, by `load_dotenv()` when `openhands/core/config/utils.py` is imported; a line that is
not UTF-8 or no possible variable stops OpenHands there.
"""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.field import FieldKind
from llm_tui.model.dialects.loaded import EnvironmentFault
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.toml.bounds import excess_of_values

PREFIX = "LLM_"
"""How the names of the variables begin."""

Values = tuple[dict[str, Any], tuple[EnvironmentFault, ...]]


def environment_values(release: Release, given: Mapping[str, Any]) -> Values:
    """The values that `LLM_*` set, and unusable variables. Values from a file may be no text."""
    values: dict[str, Any] = {}
    faults: list[EnvironmentFault] = []
    for field in release.fields.values():
        name = PREFIX + field.name.upper()
        if name not in given or not (given[name] or release.rules.uses_empty_variables):
            continue
        try:
            values[field.name] = cast(field.kind, given[name])
        except (ValueError, TypeError):
            faults.append(EnvironmentFault(name, f"it is not a value for {field.name}", False))
        except (SyntaxError, MemoryError, RecursionError):
            faults.append(EnvironmentFault(name, "it is not a Python literal", True))
    return values, tuple(faults)


def cast(kind: FieldKind, text: Any) -> Any:
    """The value that OpenHands makes of a variable's text.

    Raises ValueError or TypeError where OpenHands logs an error and keeps the old value, and
    SyntaxError where it stops.
    """
    if kind is FieldKind.BOOLEAN:
        return str(text).lower() in ("true", "1")
    if kind is FieldKind.INTEGER:
        return int(text)
    if kind is FieldKind.NUMBER:
        return float(text)
    if kind in (FieldKind.TABLES, FieldKind.TABLE):
        # Only here: most environments have no such variable, and the import takes milliseconds.
        from ast import literal_eval

        value = literal_eval(text)
        if excess_of_values({"": value}, text):
            raise ValueError
        return value
    if kind is FieldKind.SECTION:
        raise TypeError
    return str(text)
