"""The program that a file is meant for, recognized by the file and its surroundings.

To take a file of the program in doubt for another's is the worst mistake here.
"""

import os
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from llm_tui.model.dialects import known
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.family import Family, Outline
from llm_tui.model.toml.syntax import BOM

_LINE = re.compile(r"""^[ \t]*(?:\[\[?[ \t]*([^\]\r\n]+)\]|([\w"'.-]+)[ \t]*=)""", re.MULTILINE)
"""A header, or the key of a setting: found also in a file that no parser reads."""
_AROUND = " \t\"'"
"""What may be around a name."""

_SHARED_SECTIONS = frozenset({"llm", "agent", "sandbox", "mcp"})
"""Sections that several programs have."""
_FOREIGN_KEYS = frozenset({"api_key_env", "llm_type", "default_provider"})
"""Keys that no known program ever had, and many others have."""


class DialectSpec(NamedTuple):
    """A dialect and a release that the user asks for; None where it is left open."""

    dialect: str | None = None
    release: str | None = None


class Chosen(NamedTuple):
    """The dialect whose rules apply, and why."""

    dialect: Dialect
    reason: str


def choose(
    data: bytes,
    path: str | None,
    asked: DialectSpec | None = None,
    preferred: DialectSpec | None = None,
    remembered: DialectSpec | None = None,
) -> Chosen:
    """The dialect for the bytes of a file; `path` is where it is, None where that is not known.

    asked: on the command line. It goes first; a release without a dialect is one of the dialect
    that is taken in doubt.
    preferred: in the program's own settings; a release that the dialect does not have counts as
    none, and one without a dialect is one of the dialect that is taken in doubt.
    remembered: chosen for this file before. One that is not known any more counts as none.
    Raises UnknownDialectError.
    """
    asked, preferred = asked or DialectSpec(), preferred or DialectSpec()
    if asked.dialect or asked.release:
        name = asked.dialect or known.IN_DOUBT
        release = asked.release or _preferred_release(name, preferred)
        return Chosen(known.dialect(name, release), "asked for on the command line")
    if remembered and remembered.dialect in known.names():
        name, release = remembered.dialect, remembered.release
        if release is None or release in known.releases(name):
            return Chosen(known.dialect(name, release), "chosen for this file before")
    if preferred.dialect:
        name = preferred.dialect
        dialect = known.dialect(name, _preferred_release(name, preferred))
        return Chosen(dialect, "asked for in the settings")
    name, reason = recognise(data, path)
    if preferred.release and name == known.IN_DOUBT:
        dialect = known.dialect(name, preferred.release)
        return Chosen(dialect, f"{reason}; its release is that of the settings")
    assumed = known.family(name).release_around(path or "config.toml")
    if assumed is None:
        return Chosen(known.dialect(name), reason)
    return Chosen(known.dialect(name, assumed.release), f"{reason}; {assumed.reason}")


def _preferred_release(name: str, preferred: DialectSpec) -> str | None:
    return preferred.release if preferred.release in known.releases(name) else None


def recognise(data: bytes, path: str | None) -> tuple[str, str]:
    """The name of the dialect that a file is most likely written in, and the reason in words."""
    families = {name: known.family(name) for name in known.names()}
    around = _around(path, families) if path else None
    if around:
        return around
    outline = _outline(data.decode(errors="replace").removeprefix(BOM))
    signs = {name: family.signs(outline) for name, family in families.items()}
    foreign = _foreign(outline, families)
    first = signs.pop(known.IN_DOUBT)
    decisive = families[known.IN_DOUBT].decisive
    most = max(map(len, (foreign, *signs.values())))
    if decisive & set(outline.sections) or (first and len(first) >= most):
        return known.IN_DOUBT, f"the file has {_listed(first)}"
    if path and (folder := _folder(path, families)):
        return folder
    name, own = max(signs.items(), key=lambda one: len(one[1]))
    if own and len(own) * 2 > len(foreign):
        return name, f"the file has {_listed(own)}, and no {_listed(f'[{s}]' for s in decisive)}"
    if foreign:
        return known.UNKNOWN, f"no known program has {_listed(foreign)}"
    return known.IN_DOUBT, "default: nothing in the file says otherwise"


def _outline(text: str) -> Outline:
    sections: dict[str, None] = {}
    keys: dict[str, None] = {}
    named: set[str] = set()
    with_model: set[str] = set()
    section = ""
    for header, key in _LINE.findall(text):
        if header:
            section, _, rest = header.partition(".")
            section = section.strip(_AROUND)
            sections[section] = None
            if section == "llm" and (name := rest.strip(_AROUND)):
                named.add(name)
        elif section == "llm":
            keys[key] = None
        elif key.strip(_AROUND) == "model":
            with_model.add(section)
    bare = dict.fromkeys(key.strip(_AROUND) for key in keys)
    return Outline(tuple(sections), frozenset(named), tuple(bare), frozenset(with_model))


def _foreign(outline: Outline, families: Mapping[str, Family]) -> list[str]:
    """The names in a file that no known program has."""
    ours = _SHARED_SECTIONS.union(*(family.sections for family in families.values()))
    # Older programs name their models in sections of any name.
    sections = [s for s in outline.sections if s not in ours and s not in outline.with_model]
    keys = [key for key in outline.keys if key in _FOREIGN_KEYS]
    return [*(f"[{section}]" for section in sections), *keys]


def _around(path: str, families: Mapping[str, Family]) -> tuple[str, str] | None:
    """The program that the file lies in a checkout of, or one level below it."""
    folder = os.path.dirname(os.path.abspath(path))
    for root in (folder, os.path.dirname(folder)):
        for name, family in families.items():
            if any(os.path.exists(os.path.join(root, inside)) for inside in family.checkouts):
                return name, f"the file is in a checkout of {family.dialect().program}"
    return None


def _folder(path: str, families: Mapping[str, Family]) -> tuple[str, str] | None:
    """The program that a folder around the file is called after, the nearest first."""
    for folder in reversed(os.path.dirname(os.path.abspath(path)).split(os.sep)):
        for name, family in families.items():
            if family.folder and family.folder.match(folder):
                return name, f"the file is in a folder {folder}"
    return None


def _listed(signs: Iterable[str]) -> str:
    """Some of them, in words."""
    few = list(signs)[:3]
    return " and ".join(filter(None, [", ".join(few[:-1]), few[-1]]))
