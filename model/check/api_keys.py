"""API keys that can't work: empty, a placeholder, or the name of a variable."""

import re
from collections.abc import Iterator

from llm_tui.model.catalogue.ownership import key_prefix_pattern
from llm_tui.model.catalogue.providers import provider_record
from llm_tui.model.check.checked_section import CheckedSection
from llm_tui.model.check.phrases import unset_fix
from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.dialects.field import Role

_PLACEHOLDER = re.compile(
    r"<.*>|\[.*\]|\.{3,}|x{3,}|\*{3,}|change[-_ ]?(?:me|this|it)|to[-_ ]?do|fixme"
    r"|placeholder|example|replace[-_ ]?(?:me|this|with.*)?|none|null|secret|api[-_ ]?key|key"
    r"|token|test[-_ ]?key",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?:\.{3,}|x{3,}|\*{3,})[-.x*]*|(?:enter|put|insert|add|paste|use)?[-_ ]?"
    r"(?:your|my)[-_ ]?[\w -]*?(?:key|token|secret|here)[\w -]*",
    re.IGNORECASE,
)
"""A placeholder that may follow the prefix of a real key."""
_VARIABLE = re.compile(
    r"\$\{(?P<braced>[A-Za-z_]\w*)[^}]*\}|\$(?P<plain>[A-Z_][A-Z0-9_]+)|%(?P<percent>[A-Z_]\w*)%"
    r"|\{\{\s*(?P<template>[\w.]+)\s*\}\}|\$\((?P<command>[^)]*)\)"
    r"|(?:os\.environ/|env:|env\.|ENV\[)['\"]?(?P<word>[A-Za-z_]\w*)['\"]?\]?"
)


def is_placeholder(key: str) -> bool:
    """Is this text left over from an example, rather than a key?"""
    text = key.strip()
    rest = re.sub(f"^(?:{key_prefix_pattern()}|sk_)", "", text, flags=re.IGNORECASE)
    return any(pattern.fullmatch(part) for pattern, part in ((_PLACEHOLDER, text), (_REST, rest)))


_SHORTEST = 12
"""A shorter text is no API key that somebody would pay for."""


def is_real(key: str) -> bool:
    """May this text be an API key that works?

    Not a variable to be looked up, nor what people write where a server of their own takes any key:
    `dummy`, `not-needed`, `ollama`, `sk-1234`. Keys are drawn at random, and hold digits.
    """
    if is_placeholder(key) or _VARIABLE.search(key):
        return False
    return len(key) >= _SHORTEST and any(char.isdigit() for char in key)


def secrets(subject: CheckedSection) -> Iterator[Problem]:
    """Problems of texts in the section that are empty or placeholders."""
    for key, value in subject.own.items():
        field = subject.dialect.fields.get(key)
        if field is None or not field.kind.is_text or not isinstance(value, str):
            continue
        if not value:
            yield from _empty(subject, key)
        elif match := _VARIABLE.fullmatch(value.strip()):
            yield _literal(subject, key, match)
        elif field.secret and is_placeholder(value) and not _needs_no_key(subject):
            yield subject.problem(
                "placeholder",
                Severity.WARNING,
                key,
                f"{key} is the placeholder of an example",
                f"{subject.dialect.program} sends it as it is, and the provider refuses it.",
            )


def _needs_no_key(subject: CheckedSection) -> bool:
    """Is any text good enough, since the server is one's own?"""
    prefix = str(subject.value(Role.MODEL) or "").partition("/")[0]
    return not provider_record(prefix).needs_key or bool(subject.value(Role.BASE_URL))


def _empty(subject: CheckedSection, key: str) -> Iterator[Problem]:
    """An empty text counts as set: it hides what would be inherited."""
    if not subject.is_in_force or subject.inherited.get(key) in (None, ""):
        return
    keys = subject.dialect.key
    consequence = {
        keys(Role.API_KEY): "The section has no API key: litellm uses its own variable if set.",
        keys(Role.BASE_URL): "The request goes to the provider's own address, with this API key.",
    }.get(key, f"{subject.dialect.program} uses no {key} here.")
    yield subject.problem(
        "empty-override",
        Severity.WARNING,
        key,
        f"{key} is empty here, and hides that of [llm]",
        consequence,
        unset_fix(subject.path, key, certain=False),
    )


def _literal(subject: CheckedSection, key: str, match: re.Match[str]) -> Problem:
    name = next(filter(None, match.groups()), "")
    hint = ""
    if key == subject.dialect.key(Role.API_KEY):
        hint = f" Without {key} litellm reads the API key from its own variable, if that is set."
    title = subject.dialect.program
    return subject.problem(
        "variable-in-value",
        Severity.WARNING,
        key,
        f"{key} names the variable {name}, which {title} does not look up",
        f"{title} uses the text as it is.{hint}",
    )
