"""The values of one section as a configuration holds them, or why it refuses them."""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.coercion import coerce
from llm_tui.model.dialects.loaded import Fault
from llm_tui.model.dialects.openhands.release import Release
from llm_tui.model.errors import ValueRefusedError

Taken = tuple[dict[str, Any], tuple[Fault, ...]]
_EXPORTED = ("openrouter_site_url", "openrouter_app_name")


def coerced(values: Mapping[str, Any], release: Release) -> Taken:
    """From 0.21.0 on: a pydantic model with `extra="forbid"`."""
    taken: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, value in values.items():
        field = release.fields.get(key)
        if field is None:
            faults.append(unknown(key, release))
            continue
        try:
            taken[key] = coerce(field.kind, value)
        except ValueRefusedError as refusal:
            faults.append(Fault(key, str(refusal), False))
    return taken, tuple(faults)


def as_written(values: Mapping[str, Any], release: Release) -> Taken:
    """Before: a dataclass, which knows its keys and checks no type.

    A value that becomes a variable of the process has to be text all the same.
    """
    taken = {key: value for key, value in values.items() if key in release.fields}
    faults = [unknown(key, release) for key in values if key not in release.fields]
    if release.rules.exports_openrouter:
        faults += [
            Fault(key, "it must be text in quotes", False)
            for key in _EXPORTED
            if taken.get(key) and not isinstance(taken[key], str)
        ]
    return taken, tuple(faults)


def unknown(key: str, release: Release) -> Fault:
    """A key that the release does not know."""
    reason = f"{release.rules.program} {release.version} has no such key"
    return Fault(key, reason, True)
