"""The JSON Schema of a config.toml for one release of OpenHands."""

from collections.abc import Mapping

from llm_tui.model.dialects.field import FieldKind
from llm_tui.model.dialects.json_schema import Schema, document, of_field, of_kind, table
from llm_tui.model.dialects.openhands.core_section import CORE, SANDBOX
from llm_tui.model.dialects.openhands.references import CONDENSER, LLM_CONFIG
from llm_tui.model.dialects.openhands.release import Release

_SECTION: Schema = {"$ref": "#/definitions/section"}
_ANNOTATIONS = ("description", "default", "examples")
_STRICT = ("security", "kubernetes", "model_routing", "mcp")


def config_schema(release: Release) -> Schema:
    """What the release takes; what it ignores with a warning only is allowed."""
    rules = release.rules
    title = f"config.toml of {rules.program} {release.version}"
    if not release.reads_sections:
        ignored = {"type": "object", "description": f"{rules.program} does not read this section."}
        return document(title, {"llm": ignored})
    sections: dict[str, Schema] = {CORE: {"type": "object"}, "llm": _llm(release)}
    if rules.agents != "none":
        sections["agent"] = _agent(release)
    if release.other_fields[CONDENSER]:
        named = {key: of_kind("str") for key in ("type", LLM_CONFIG)}
        sections[CONDENSER] = table(named, others=True)
    if rules.sandbox_costs_core or rules.stops_at_wrong_keys:
        sections[SANDBOX] = _other(release, SANDBOX)
    if rules.stops_at_wrong_keys:
        strict = [name for name in _STRICT if release.other_fields[name]]
        sections |= {name: _other(release, name) for name in strict}
    schema = document(title, sections, [CORE] if rules.needs_core_section else ())
    return schema | {"definitions": {"section": _section(release)}}


def _is_checked(release: Release) -> bool:
    """Does it look at the types of values?"""
    return release.rules.loading in ("in two passes", "over base")


def _llm(release: Release) -> Schema:
    """`[llm]`: every table in it is a section, also one that is called like a key."""
    base = _fields(release)
    for name, schema in base.items():
        text = {key: schema.pop(key) for key in _ANNOTATIONS if key in schema}
        is_section = release.fields[name].kind in (FieldKind.TABLE, FieldKind.SECTION)
        if is_section:
            base[name] = {**text, "allOf": [_SECTION]}
        elif schema:
            base[name] = {**text, "anyOf": [schema, _SECTION]}
        else:
            base[name] = text
    ignores_unknown = release.rules.loading == "in place"
    return table(base, ignores_unknown or _SECTION, "The settings of the model.")


def _section(release: Release) -> Schema:
    """A section of `[llm]`."""
    rules, fields = release.rules, _fields(release)
    skips_tables = rules.loading != "over base" and not rules.accepts_tables_as_values
    if skips_tables:
        for name, schema in fields.items():
            text = {key: schema.pop(key) for key in _ANNOTATIONS if key in schema}
            fields[name] = {**text, "anyOf": [schema, {"type": "object"}]} if schema else text
    others: Schema | bool = {"type": "object"} if skips_tables else rules.loading == "in place"
    return table(fields, others, "A section for agents, and for -l.")


def _fields(release: Release) -> dict[str, Schema]:
    program, checked = release.rules.program, _is_checked(release)
    return {
        name: of_field(field, checked=checked, program=program)
        for name, field in release.fields.items()
    }


def _agent(release: Release) -> Schema:
    keys = _kinds(release.other_fields["agent"], checked=_is_checked(release))
    ignores_unknown = release.rules.agents == "in two passes"
    return table(keys, ignores_unknown or table(keys, others=False))


def _other(release: Release, section: str) -> Schema:
    is_checked = release.rules.stops_at_wrong_keys or _is_checked(release)
    return table(_kinds(release.other_fields[section], checked=is_checked), others=False)


def _kinds(kinds: Mapping[str, str], *, checked: bool) -> dict[str, Schema]:
    return {key: of_kind(kind) if checked else {} for key, kind in kinds.items()}
