"""The variables of the program: those that win, and those without the effect that is meant."""

from collections.abc import Iterator

from llm_tui.model.check.likely_key import likely
from llm_tui.model.check.phrases import lifetime
from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.dialects.coercion import is_table
from llm_tui.model.dialects.field import Field, FieldKind
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE

_YES = ("yes", "on", "y", "t")
"""Texts that mean true to most programs."""


def environment(view: Resolution) -> Iterator[Problem]:
    """Variables with or without an effect on the base."""
    prefix = view.dialect.variable_prefix
    if prefix is None:
        return
    fields = {prefix + field.name.upper(): field for field in view.dialect.fields.values()}
    refused = {fault.variable: fault.reason for fault in view.loaded.environment_faults}
    for name, text in view.environment.items():
        if not name.startswith(prefix):
            continue
        field = fields.get(name)
        if field is None:
            yield _unknown(view, name, name.removeprefix(prefix).lower())
        elif not text and field.name not in view.environment_keys:
            yield _problem(
                field.name, f"${name} is empty", "An empty variable counts as not set.", note=True
            )
        elif name in refused:
            message = f"${name} is not used: {refused[name]}"
            yield _problem(field.name, message, "The next lower value stays in effect.")
        elif field.kind is FieldKind.TABLE and not is_table(view.effective(BASE, field.name)):
            message = f"${name} is not a table, such as {{'top_k': 5}}"
            consequence = f"{view.dialect.program} uses it as it is, and every call fails."
            yield _problem(field.name, message, consequence)
        elif text.lower() in _YES and view.effective(BASE, field.name) is False:
            message = f"${name} = {text} is read as false; write true or 1"
            consequence = f"{view.dialect.program} uses {field.name} = false."
            yield _problem(field.name, message, consequence)
        else:
            yield from _overriding(view, name, field)


def _overriding(view: Resolution, name: str, field: Field) -> Iterator[Problem]:
    """A variable that wins over another value in the file."""
    layers = [layer for layer in view.layers(BASE) if field.name in layer.values]
    if field.name in view.written:
        value, below = layers[-1].values[field.name], layers[-2].values[field.name]
        if value != below:
            yield _problem(
                field.name,
                f"${name} wins over {field.name} in [llm]",
                "[llm] uses the value of the variable; named sections do not see it.",
            )


def _unknown(view: Resolution, name: str, key: str) -> Problem:
    title, known = view.dialect.program, tuple(view.dialect.fields)
    if other := lifetime(view.dialect, key):
        message = f"{view.dialect.title} does not read ${name}; {other[0]} to {other[1]} do"
        return _problem(None, message, "It has no effect.")
    meant = likely(key, known)
    message = f"{title} does not read ${name}"
    if meant is None:
        # Other programs have variables of such names too.
        return _problem(None, message, "It has no effect here.", note=True)
    return _problem(
        None, f"{message}; ${view.dialect.variable(meant)} is probably meant", "It has no effect."
    )


def _problem(key: str | None, message: str, consequence: str, *, note: bool = False) -> Problem:
    severity = Severity.NOTE if note else Severity.WARNING
    return Problem("environment", severity, BASE, key, None, message, consequence)
