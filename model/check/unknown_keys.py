"""Keys that the program does not know, each with the one that was meant."""

from collections.abc import Iterator
from typing import Any

from llm_tui.model.catalogue.litellm_data import provider_of, providers
from llm_tui.model.catalogue.providers import provider_record
from llm_tui.model.check.checked_section import CheckedSection
from llm_tui.model.check.fix_edits import rename_key, rename_section, set_value, unset_value
from llm_tui.model.check.likely_key import likely, plain_key
from llm_tui.model.check.phrases import lifetime, unset_fix
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.dialects.coercion import coerce
from llm_tui.model.dialects.field import Field, FieldKind, Role
from llm_tui.model.dialects.loaded import Fault
from llm_tui.model.errors import ValueRefusedError
from llm_tui.model.toml.keys import BASE, write_header, write_key

_KEY_BY_VARIABLE = ("api_key_env", "api_key_env_var", "api_key_var", "env_key", "api_key_name")
_FOR_KWARGS = (
    "presence_penalty frequency_penalty stop extra_headers extra_body stream logit_bias"
    " response_format tool_choice min_p"
)


def unknown_keys(section: CheckedSection) -> Iterator[Problem]:
    """One problem for each key, or one for the table that is no section at all."""
    unknown = [fault for fault in section.faults if fault.unknown]
    if unknown and (table := _table_in_base(section)):
        yield table
        return
    for fault in unknown:
        message, fix = _message(section, fault)
        is_table = isinstance(section.own.get(fault.key), dict)
        yield section.problem(
            "nested-section" if is_table else "unknown-key",
            Severity.ERROR,
            fault.key,
            message,
            section.loss,
            fix,
        )


def _message(section: CheckedSection, fault: Fault) -> tuple[str, Fix | None]:
    """The message on an unknown key, and its fix."""
    value = section.own.get(fault.key)
    if isinstance(value, dict):
        return _nested(section, fault)
    if plain_key(fault.key) == "provider" and isinstance(value, str):
        return _provider(section, fault, value)
    if hinted := _hinted(section, fault):
        return hinted
    message = f"{fault.key}: {fault.reason}"
    meant = likely(fault.key, tuple(section.dialect.fields))
    if meant is None:
        return message, _unset(section, fault)
    if section.sets(meant):
        return f"{message}; {meant} is set as well", _unset(section, fault)
    label = f"rename {fault.key} to {meant} in {write_header(section.path)}"
    edit = rename_key(section.path, fault.key, meant)
    is_fit = _fits(section.dialect.fields[meant], value)
    return f"{message}; {meant} is probably meant", Fix(label, (edit,), meant, is_fit)


def _fits(field: Field, value: Any) -> bool:
    """Would the value be right for another key?"""
    try:
        coerce(field.kind, value)
    except ValueRefusedError:
        return False
    if field.role is Role.BASE_URL:
        return str(value).startswith(("http://", "https://"))
    return field.role is not Role.PROVIDER or value in providers()


def _hinted(section: CheckedSection, fault: Fault) -> tuple[str, Fix | None] | None:
    """The message where no other key has the same purpose, but something else has."""
    message, plain = f"{fault.key}: {fault.reason}", plain_key(fault.key)
    if plain in _KEY_BY_VARIABLE:
        own = section.dialect.key(Role.API_KEY)
        hint = f"the API key itself goes into {own}; without it litellm uses its own variable"
        return f"{message}; {hint}", _variable_fix(section, fault)
    extra = section.dialect.key(Role.EXTRA_ARGUMENTS)
    if plain in _FOR_KWARGS.split() and extra in section.dialect.fields:
        hint = f"such parameters go into {extra} of a named section"
        return f"{message}; {hint}", _unset(section, fault)
    if other := lifetime(section.dialect, fault.key):
        return f"{message}; {other[0]} to {other[1]} have it", _unset(section, fault)
    return None


def _unset(section: CheckedSection, fault: Fault) -> Fix:
    return unset_fix(section.path, fault.key, certain=False)


def _variable_fix(section: CheckedSection, fault: Fault) -> Fix:
    model = section.own.get(section.dialect.key(Role.MODEL), "")
    variables = provider_record(provider_of(str(model))).key_variables
    api_key = section.dialect.key(Role.API_KEY)
    is_same = section.own.get(fault.key) in variables and not section.sets(api_key)
    return unset_fix(section.path, fault.key, certain=is_same)


def _provider(section: CheckedSection, fault: Fault, value: str) -> tuple[str, Fix | None]:
    """The provider belongs in front of the model's name."""
    key = section.dialect.key(Role.MODEL)
    name, model = value.strip().lower(), section.own.get(key)
    known = providers() | section.dialect.own_providers
    message = f"{fault.key}: {fault.reason}; the provider goes before the model's name"
    if not isinstance(model, str) or not model or name not in known:
        return message, _unset(section, fault)
    unset = unset_value(section.path, fault.key)
    header = write_header(section.path)
    if model.startswith(f"{name}/"):
        label = f"unset {fault.key} in {header}: {model} already names the provider"
        return message, Fix(label, (unset,), model)
    full = f"{name}/{model}"
    label = f'write {key} = "{full}" in {header}, unset {fault.key}'
    edits = (set_value(section.path, key, full), unset)
    return message, Fix(label, edits, full, certain="/" not in model)


def _nested(section: CheckedSection, fault: Fault) -> tuple[str, Fix | None]:
    """A table in a named section: mostly a name with a dot that lacks its quotes."""
    path = (*section.path, fault.key)
    header = section.view.document.header_of(path)
    if header is None or not all(isinstance(part, str) for part in header):
        message = f"{fault.key} is a table in {write_header(section.path)}"
        return f"{message}, and {fault.reason}", _unset(section, fault)
    name = ".".join(map(str, header[1:]))
    written, quoted = write_header(header), (*BASE, name)
    message = (
        f"{written} without quotes is {write_key(fault.key)} in {write_header(section.path)};"
        f" {section.dialect.program} has no sections in sections"
    )
    is_version = str(header[1])[-1:].isdigit() or fault.key[:1].isdigit()
    if not is_version or section.view.has(quoted):
        return message, None
    label = f"rename {written} to {write_header(quoted)}"
    return message, Fix(label, (rename_section(header, quoted),), write_header(quoted))


def _table_in_base(section: CheckedSection) -> Problem | None:
    """A table that is the value of a key in `[llm]`, and that is taken for a section."""
    if section.path == BASE:
        return None
    key = str(section.path[-1])
    field = section.dialect.fields.get(key)
    is_field = field is not None and field.kind in (FieldKind.TABLE, FieldKind.TABLES)
    if not is_field and section.is_headed:
        return None
    title = section.dialect.program
    where = "; write it into the named sections that need it" if is_field else ""
    return section.problem(
        "table-in-base",
        Severity.ERROR,
        None,
        f"{title} reads the table {key} in [llm] as a section of that name{where}",
        f"{title} ignores it, and {key} has no effect.",
        None if section.is_headed else unset_fix(BASE, key, certain=False),
    )
