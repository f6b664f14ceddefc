"""Words and signs for values and origins: the same on the screen and in the commands."""

import json
import math
from typing import TYPE_CHECKING, Any

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.section import Section, Status
from llm_tui.model.effective.setting import Setting
from llm_tui.model.secrets.masking import mask_every_string, mask_value
from llm_tui.model.toml.keys import BASE, Path, write_header, write_key
from llm_tui.tui.text import safe_text

if TYPE_CHECKING:
    from llm_tui.model.effective.uses import Use

NOTHING = "—"

printable, json_text = safe_text.printable, safe_text.json_text

HERE, INHERITED, DEFAULT, ENVIRONMENT, COMPUTED = "▌", "↑", "·", "$", "="
REDUNDANT, INVALID, CHANGED, USER = "~", "✗", "●", "◂"
COMMENTED = "#"
WARNING, NOTE = "!", "i"

SIGNS = {
    Origin.SECTION: HERE,
    Origin.BASE: INHERITED,
    Origin.DEFAULT: DEFAULT,
    Origin.ENVIRONMENT: ENVIRONMENT,
    Origin.COMPUTED: COMPUTED,
}

LEGEND = (
    (HERE, "set in this section"),
    (INHERITED, "inherited from [llm]"),
    (DEFAULT, "built-in default"),
    (ENVIRONMENT, "set by an environment variable"),
    (COMPUTED, "computed by the program"),
    (REDUNDANT, "set here to the value that it would have anyway"),
    (INVALID, "in the file, but ignored"),
    (WARNING, "problem: f fixes it if a fix is known"),
    (CHANGED, "changed since the last save"),
    (USER, "uses this section"),
    (COMMENTED, "in the file as a comment only, in this line"),
    ("▶", "the section that the program uses by default"),
    ("▷", "used by an agent or another part of the program"),
    ("◆", "marked, to test or compare"),
    ("✓", "the last test succeeded; of a model: verified"),
    ("…", "a test is running; after a text: it is cut"),
    ("?", "after a result: a value has changed since"),
    (NOTE, "good to know; nothing is wrong"),
    ("★", "favourite model"),
    (NOTHING, "no value"),
)


def sign(setting: Setting) -> str:
    """The sign of a value's origin."""
    if setting.fault:
        return INVALID
    return REDUNDANT if setting.redundant else SIGNS[setting.origin]


def value_text(setting: Setting, reveal: bool = False) -> str:
    """The effective value, or what is written for a key that has no effect; secrets masked."""
    value = setting.value
    if not setting.known and setting.written is not None:
        value = setting.written.value
    return shown(value, setting.secret, reveal)


def shown(value: Any, secret: bool, reveal: bool = False) -> str:
    """A value on one line, harmless to a terminal; secrets masked unless to be revealed."""
    if not reveal:
        value = mask_every_string(value) if secret else mask_value(value)
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return printable(value) or '""'
    return printable(literal(value))


def literal(value: Any) -> str:
    """A value that is not a string as TOML would spell it, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        inner = ", ".join(f"{write_key(str(key))} = {literal(v)}" for key, v in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    return str(value)


def origin_text(setting: Setting, section: Path, dialect: Dialect) -> str:
    """Where the effective value comes from, in a word and a place: `here :14`, `[llm] :4`."""
    line = f" :{setting.line}" if setting.line else ""
    match setting.origin:
        case Origin.SECTION if not setting.source or setting.source == section:
            return f"here{line}"
        case Origin.SECTION | Origin.BASE:
            return f"{write_header(setting.source or BASE)}{line}"
        case Origin.ENVIRONMENT:
            return f"${dialect.variable(setting.key)}"
        case Origin.COMPUTED:
            return "computed"
        case Origin.DEFAULT:
            return "default" if setting.known else f"ignored{line}"


def origin_place(setting: Setting | None, path: str, dialect: Dialect) -> str:
    """Where the effective value comes from, as `git config --show-origin` writes it."""
    match setting.origin if setting else Origin.SECTION:
        case Origin.SECTION | Origin.BASE:
            line = f":{setting.line}" if setting and setting.line else ""
            return f"file:{path}{line}"
        case Origin.ENVIRONMENT:
            return f"env:{dialect.variable(setting.key) if setting else ''}"
        case Origin.COMPUTED:
            return f"computed:{dialect.title}"
        case Origin.DEFAULT:
            return f"default:{dialect.title}"


def overrides_text(setting: Setting, reveal: bool = False) -> str:
    """The value that the effective one hides; empty where that is nothing."""
    if setting.fault and setting.known:
        written = setting.written.value if setting.written else None
        return f"ignored: {shown(written, setting.secret, reveal)}"
    if not setting.overridden or setting.overridden[0].value is None:
        return ""
    text = shown(setting.overridden[0].value, setting.secret, reveal)
    return f"{text} (no effect)" if setting.redundant else text


def status_text(section: Section) -> str:
    """The status of a section in a word or two; empty where all is well."""
    return {
        Status.OK: "",
        Status.FALLBACK: "defaults",
        Status.DROPPED: "ignored",
        Status.STOPS: "stops",
        Status.IMPLICIT: "not in file",
    }[section.status]


def use_text(use: "Use") -> str:
    """A reference as it is written, and its line: `"cheap" :14`."""
    if use.name is None:
        return NOTHING
    if not use.path:
        return "by its name"
    return f"{literal(printable(use.name))}{f' :{use.line}' if use.line else ' (shared)'}"
