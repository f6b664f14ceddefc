"""Keys that the program does not know, each with the one that was meant."""

from collections.abc import Iterator
from typing import Any

from llm_tui.model.catalogue.litellm_data import provider_of, providers
from llm_tui.model.catalogue.providers import provider_record
from llm_tui.model.check.likely_key import likely, plain_key
from llm_tui.model.check.phrases import lifetime, loss, unset_fix
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.check.subject import Subject
from llm_tui.model.dialects.contract import Fault, Field
from llm_tui.model.dialects.openhands.coerce import coerce
from llm_tui.model.edit import RenameKey, RenameSection, SetValue, UnsetValue
from llm_tui.model.errors import ValueRefusedError
from llm_tui.model.toml.keys import BASE, write_header, write_key

_KEY_BY_VARIABLE = ("api_key_env", "api_key_env_var", "api_key_var", "env_key", "api_key_name")
_FOR_KWARGS = (
    "presence_penalty frequency_penalty stop extra_headers extra_body stream logit_bias"
    " response_format tool_choice min_p"
)


def unknown_keys(subject: Subject) -> Iterator[Problem]:
    """One problem for each key, or one for the table that is no section at all."""
    unknown = [fault for fault in subject.faults if fault.unknown]
    if unknown and (table := _table_in_base(subject)):
        yield table
        return
    for fault in unknown:
        message, fix = _told(subject, fault)
        is_table = isinstance(subject.own.get(fault.key), dict)
        yield subject.problem(
            "nested-section" if is_table else "unknown-key",
            Severity.ERROR,
            fault.key,
            message,
            loss(subject.view, subject.path),
            fix,
        )


def _told(subject: Subject, fault: Fault) -> tuple[str, Fix | None]:
    """What is said of an unknown key, and what would mend it."""
    value = subject.own.get(fault.key)
    if isinstance(value, dict) and subject.path != BASE:
        return _nested(subject, fault)
    if plain_key(fault.key) == "provider" and isinstance(value, str):
        return _provider(subject, fault, value)
    if hinted := _hinted(subject, fault):
        return hinted
    message = f"{fault.key}: {fault.reason}"
    meant = likely(fault.key, tuple(subject.dialect.fields))
    if meant is None:
        return message, _take_out(subject, fault)
    if subject.sets(meant):
        return f"{message}; {meant} is set as well", _take_out(subject, fault)
    label = f"rename {fault.key} to {meant} in {write_header(subject.path)}"
    edit = RenameKey(subject.path, fault.key, meant)
    is_fit = _fits(subject.dialect.fields[meant], value)
    return f"{message}; {meant} is meant, most likely", Fix(label, (edit,), meant, is_fit)


def _fits(field: Field, value: Any) -> bool:
    """Would the value be right for another key?"""
    try:
        coerce(field.kind, value)
    except ValueRefusedError:
        return False
    if field.name == "base_url":
        return str(value).startswith(("http://", "https://"))
    return field.name != "custom_llm_provider" or value in providers()


def _hinted(subject: Subject, fault: Fault) -> tuple[str, Fix | None] | None:
    """Where no other key does the same, what does."""
    message, plain = f"{fault.key}: {fault.reason}", plain_key(fault.key)
    if plain in _KEY_BY_VARIABLE:
        hint = "the key itself goes into api_key; without it litellm looks into its own variable"
        return f"{message}; {hint}", _variable_fix(subject, fault)
    if plain in _FOR_KWARGS.split() and "completion_kwargs" in subject.dialect.fields:
        hint = "such parameters go into completion_kwargs of a named section"
        return f"{message}; {hint}", _take_out(subject, fault)
    if other := lifetime(subject.dialect, fault.key):
        return f"{message}; {other[0]} to {other[1]} do", _take_out(subject, fault)
    return None


def _take_out(subject: Subject, fault: Fault) -> Fix:
    return unset_fix(subject.path, fault.key, certain=False)


def _variable_fix(subject: Subject, fault: Fault) -> Fix:
    variables = provider_record(provider_of(str(subject.own.get("model", "")))).key_variables
    is_same = subject.own.get(fault.key) in variables and not subject.sets("api_key")
    return unset_fix(subject.path, fault.key, certain=is_same)


def _provider(subject: Subject, fault: Fault, value: str) -> tuple[str, Fix | None]:
    """The provider belongs in front of the model's name."""
    name, model = value.strip().lower(), subject.own.get("model")
    known = providers() | subject.dialect.own_providers
    message = f"{fault.key}: {fault.reason}; the provider goes before the model's name"
    if not isinstance(model, str) or not model or name not in known:
        return message, _take_out(subject, fault)
    unset = UnsetValue(subject.path, fault.key)
    header = write_header(subject.path)
    if model.startswith(f"{name}/"):
        label = f"unset {fault.key} in {header}: {model} says it already"
        return message, Fix(label, (unset,), model)
    full = f"{name}/{model}"
    label = f'write model = "{full}" in {header}, unset {fault.key}'
    edits = (SetValue(subject.path, "model", full), unset)
    return message, Fix(label, edits, full, certain="/" not in model)


def _nested(subject: Subject, fault: Fault) -> tuple[str, Fix | None]:
    """A table in a named section: mostly a name with a dot that lacks its quotes."""
    path = (*subject.path, fault.key)
    headers = subject.view.document.headers
    header = next((table for table in headers if table[: len(path)] == path), None)
    if header is None or not all(isinstance(part, str) for part in header):
        message = f"{fault.key} is a table in {write_header(subject.path)}"
        return f"{message}, and {fault.reason}", _take_out(subject, fault)
    name = ".".join(map(str, header[1:]))
    written, quoted = write_header(header), (*BASE, name)
    message = (
        f"{written} without quotes is {write_key(fault.key)} in {write_header(subject.path)};"
        f" {subject.dialect.program} has no sections in sections"
    )
    is_version = str(header[1])[-1:].isdigit() or fault.key[:1].isdigit()
    if not is_version or quoted in subject.view.paths:
        return message, None
    label = f"rename {written} to {write_header(quoted)}"
    return message, Fix(label, (RenameSection(header, quoted),), write_header(quoted))


def _table_in_base(subject: Subject) -> Problem | None:
    """A table that is the value of a key in `[llm]`, and that is taken for a section."""
    if subject.path == BASE:
        return None
    key = str(subject.path[-1])
    field = subject.dialect.fields.get(key)
    is_field = field is not None and field.kind in ("dict", "list")
    if not is_field and subject.is_headed:
        return None
    title = subject.dialect.program
    where = "; write it into the named sections that need it" if is_field else ""
    return subject.problem(
        "table-in-base",
        Severity.ERROR,
        None,
        f"{title} takes the table {key} in [llm] for a section of that name{where}",
        f"{title} skips it, and nothing of {key} has an effect.",
        None if subject.is_headed else unset_fix(BASE, key, certain=False),
    )
