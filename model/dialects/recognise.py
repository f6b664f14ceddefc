"""Which program a file is meant for, told from the file and from what lies around it.

To take OpenHands' file for another program's is the worst mistake here: in doubt it is OpenHands'.
"""

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from llm_tui.model.dialects import known
from llm_tui.model.dialects.contract import Dialect

OPENHANDS, OPENMANUS, GENERIC = known.NAMES

_LINE = re.compile(
    r"""^[ \t]*(?:\[\[?[ \t]*(?P<header>[^\]\r\n]+)\]|(?P<key>[\w"'.-]+)[ \t]*=)""", re.MULTILINE
)
"""A header, or the key of a setting: found also in a file that no parser reads."""

_CHECKOUTS = (
    (OPENHANDS, os.path.join("openhands", "core")),
    (OPENHANDS, "opendevin"),
    (OPENMANUS, os.path.join("app", "agent", "manus.py")),
)
"""What lies in a checkout of each program, from its root. The file is there or one level below."""

_FOLDERS = {
    OPENHANDS: re.compile(r".*(openhands|opendevin)", re.IGNORECASE),
    OPENMANUS: re.compile(r"openmanus", re.IGNORECASE),
}
"""How the names of folders begin."""

_OWN_SECTIONS = {
    OPENHANDS: frozenset(
        {"core", "condenser", "security", "extended", "kubernetes", "model_routing"}
    ),
    OPENMANUS: frozenset({"runflow", "daytona", "browser", "search", "proxy"}),
}
"""Sections that only one of the two programs has."""
_SHARED_SECTIONS = frozenset({"llm", "agent", "sandbox", "mcp"})
_SHARED_KEYS = frozenset(
    {"model", "api_key", "base_url", "api_version", "temperature", "max_input_tokens", "timeout"}
)
"""Keys of OpenHands that others have too."""
_FOREIGN_KEYS = frozenset({"api_key_env", "llm_type", "default_provider"})
"""Keys that neither program ever had, and many others have."""


class Wish(NamedTuple):
    """A dialect and a release that somebody asks for; None where it is left open."""

    dialect: str | None = None
    release: str | None = None


class Chosen(NamedTuple):
    """The dialect whose rules apply, and why."""

    dialect: Dialect
    reason: str


def choose(
    data: bytes, path: str | None, asked: Wish | None = None, preferred: Wish | None = None
) -> Chosen:
    """The dialect for the bytes of a file; `path` is where it is, None where that is not known.

    asked: on the command line. It counts most; a release without a dialect is one of OpenHands.
    preferred: in the program's own settings; a release that the dialect does not have counts as
    none, and one without a dialect is for OpenHands' files.
    Raises UnknownDialectError.
    """
    asked, preferred = asked or Wish(), preferred or Wish()
    if asked.dialect or asked.release:
        name = asked.dialect or OPENHANDS
        release = asked.release or _preferred_release(name, preferred)
        return Chosen(known.dialect(name, release), "asked for on the command line")
    if preferred.dialect:
        name = preferred.dialect
        dialect = known.dialect(name, _preferred_release(name, preferred))
        return Chosen(dialect, "asked for in the settings")
    name, reason = recognise(data, path)
    if name != OPENHANDS:
        return Chosen(known.dialect(name), reason)
    if preferred.release:
        return Chosen(
            known.dialect(name, preferred.release), f"{reason}; its release is that of the settings"
        )
    # Imported here: with an option or a setting nobody looks around.
    from llm_tui.model.dialects.openhands.checkout import release_around

    assumed = release_around(path or "config.toml")
    return Chosen(known.dialect(name, assumed.release), f"{reason}; {assumed.reason}")


def _preferred_release(name: str, preferred: Wish) -> str | None:
    return preferred.release if preferred.release in known.releases(name) else None


def recognise(data: bytes, path: str | None) -> tuple[str, str]:
    """The name of the dialect that a file is most likely written in, and the reason in words."""
    around = _around(path) if path else None
    if around:
        return around
    marks = _marks(data.decode("utf-8-sig", errors="replace"))
    hands, manus, foreign = _for_openhands(marks), _for_openmanus(marks), _for_others(marks)
    folder = _folder(path) if path else None
    if "core" in marks.sections or (hands and len(hands) >= max(len(manus), len(foreign))):
        return OPENHANDS, f"it has {_listed(hands)}"
    if folder:
        return folder
    if manus and len(manus) * 2 > len(foreign):
        return OPENMANUS, f"it has {_listed(manus)}, and no [core]"
    if foreign:
        return GENERIC, f"neither OpenHands nor OpenManus has {_listed(foreign)}"
    return OPENHANDS, "nothing in the file tells otherwise"


class _Marks(NamedTuple):
    """What a file has, each in its order."""

    sections: tuple[str, ...]
    """The first parts of all headers."""
    named: frozenset[str]
    """The second parts of those that begin with llm."""
    keys: tuple[str, ...]
    """The keys below llm."""
    groups: frozenset[str]
    """Sections that have a model."""


def _marks(text: str) -> _Marks:
    sections: dict[str, None] = {}
    keys: dict[str, None] = {}
    named: set[str] = set()
    groups: set[str] = set()
    section = ""
    for match in _LINE.finditer(text):
        if match["header"]:
            section, _, rest = (part.strip(" \t\"'") for part in match["header"].partition("."))
            sections[section] = None
            if section == "llm" and rest:
                named.add(rest)
            continue
        key = match["key"].strip("\"'")
        if section == "llm":
            keys[key] = None
        elif key == "model":
            groups.add(section)
    return _Marks(tuple(sections), frozenset(named), tuple(keys), frozenset(groups))


def _for_openhands(marks: _Marks) -> list[str]:
    # Imported here: what lies around the file mostly tells, without its keys.
    from llm_tui.model.dialects.openhands.openhands import keys

    own = _OWN_SECTIONS[OPENHANDS]
    own_keys = keys() - _SHARED_KEYS
    return [
        *(f"[{section}]" for section in marks.sections if section in own),
        *(key for key in marks.keys if key in own_keys),
    ]


def _for_openmanus(marks: _Marks) -> list[str]:
    own = _OWN_SECTIONS[OPENMANUS]
    found = [f"[{section}]" for section in marks.sections if section in own]
    # Without max_tokens these are the mistakes of users of OpenHands, and sections of theirs.
    if "max_tokens" in marks.keys:
        found += ["[llm.vision]"] * ("vision" in marks.named)
        found += ["api_type"] * ("api_type" in marks.keys)
        return [*found, "max_tokens"] if found else []
    return found if {"runflow", "daytona"} & set(marks.sections) else []


def _for_others(marks: _Marks) -> list[str]:
    ours = _SHARED_SECTIONS.union(*_OWN_SECTIONS.values())
    # A section with a model is one of OpenDevin's groups.
    sections = [s for s in marks.sections if s not in ours and s not in marks.groups]
    keys = [key for key in marks.keys if key in _FOREIGN_KEYS]
    return [*(f"[{section}]" for section in sections), *keys]


def _around(path: str) -> tuple[str, str] | None:
    """The program that the file lies in a checkout of."""
    folder = os.path.dirname(os.path.abspath(path))
    for root in (folder, os.path.dirname(folder)):
        for name, inside in _CHECKOUTS:
            if os.path.exists(os.path.join(root, inside)):
                program = known.dialect(name).program
                return name, f"it lies in a checkout of {program}"
    return None


def _folder(path: str) -> tuple[str, str] | None:
    """The program that a folder around the file is called after, the nearest first."""
    for folder in reversed(os.path.dirname(os.path.abspath(path)).split(os.sep)):
        for name, pattern in _FOLDERS.items():
            if pattern.match(folder):
                return name, f"it lies in a folder {folder}"
    return None


def _listed(marks: Iterable[str]) -> str:
    """Some of them, in words."""
    few = list(marks)[:3]
    return " and ".join(filter(None, [", ".join(few[:-1]), few[-1]]))
