"""What each release of OpenHands does differently, by the data that llm-tui itself uses."""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from llm_tui.model.dialects.openhands.release import Release, last_reading, release, releases
from llm_tui.model.dialects.openhands.rules import Rules
from tests.reference.rule_sentences import FACTS, TITLES, VALUES
from tests.reference.tables import code, table

_KINDS = {
    "str": "text", "secret": "secret text", "int": "integer", "float": "number", "bool": "boolean",
    "list": "list of tables", "dict": "table", "config": "section",
}  # fmt: skip


def keys() -> str:
    """A table of the keys of a section: their types, defaults and releases."""
    found = [one for version in releases() if (one := release(version)).reads_sections]
    names = list(dict.fromkeys(name for one in reversed(found) for name in one.fields))
    return table(
        ("key", "type", "releases", "default", "meaning"),
        [_key_row(name, [one for one in found if name in one.fields]) for name in names],
    )


def rules() -> str:
    """A list of the rules of the newest release that reads the file."""
    newest = release(last_reading()).rules
    return "\n".join(f"- {_sentence(name, getattr(newest, name))}" for name in Rules._fields)


def changes() -> str:
    """For each release that differs from the one before it, newest first, how it differs."""
    found = [release(version) for version in releases()]
    blocks = [
        f"### {after.version}\n\n" + "\n".join(f"- {line}" for line in lines)
        for before, after in pairwise(found)
        if (lines := list(_differences(before, after)))
    ]
    return "\n\n".join(reversed(blocks))


def _key_row(name: str, users: list[Release]) -> tuple[str, ...]:
    last = users[-1].fields[name]
    until = "" if users[-1].version == last_reading() else users[-1].version
    kind = _KINDS[last.kind.value] + (" or nothing" if last.optional else "")
    since = f"{users[0].version} – {until}"
    return code(name), kind, since.strip(), _value(last.default), last.help


def _differences(before: Release, after: Release) -> Iterator[str]:
    if not after.reads_sections:
        yield _sentence("loading", after.rules.loading)
        return
    for name, field in after.fields.items():
        old = before.fields.get(name)
        if old is None:
            yield f"New key {code(name)}, default {_value(field.default)}."
        elif (old.kind, old.optional) != (field.kind, field.optional):
            yield f"{code(name)} is of type {_KINDS[field.kind.value]}."
        if old is not None and old.default != field.default:
            yield f"Default of {code(name)}: {_value(field.default)} (was {_value(old.default)})."
    gone = [code(name) for name in before.fields if name not in after.fields]
    if gone:
        yield f"No longer known: {', '.join(gone)}."
    for name in Rules._fields:
        old_value, value = getattr(before.rules, name), getattr(after.rules, name)
        if old_value != value:
            yield _change(name, old_value, value)


def _sentence(name: str, value: Any) -> str:
    if name in FACTS:
        return FACTS[name][not value]
    return f"{_title(name)}: {VALUES.get(name, {}).get(str(value)) or _value(value)}."


def _title(name: str) -> str:
    return TITLES.get(name) or code(name)


def _change(name: str, old: Any, new: Any) -> str:
    if not (_is_texts(old) and _is_texts(new)):
        was = "" if name in FACTS or name in VALUES else f" Before: {_value(old)}."
        return _sentence(name, new) + was
    added = [_value(one) for one in new if one not in old]
    removed = [_value(one) for one in old if one not in new]
    parts = (("also ", added), ("no longer ", removed))
    return (
        f"{_title(name)}: {'; '.join(text + ', '.join(found) for text, found in parts if found)}."
    )


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "none"
    if isinstance(value, list):
        return ", ".join(map(_value, value)) or "none"
    return code(value if isinstance(value, str) and value else json.dumps(value))
