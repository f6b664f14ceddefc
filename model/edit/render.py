"""Values as TOML tokens: tomlkit writes them, in the style of the token that they replace.

tomlkit is imported where it is used: it takes longer than all that merely looks at a file.
"""

import re
from typing import Any

from llm_tui.model.errors import EditError
from llm_tui.model.toml.keys import write_key

_PLAIN = re.compile(r"[ !#-&(-\[\]-~]*")
"""Text that reads the same in either kind of quotes."""


def render(value: Any, like: str = "") -> str:
    """Spell a value as one TOML token.

    like: the token that it replaces, whose quotes it takes over where they can hold it.
    Raises EditError for a value that TOML does not have.
    """
    if isinstance(value, dict):
        entries = ", ".join(f"{write_key(key)} = {render(inner)}" for key, inner in value.items())
        return f"{{ {entries} }}" if entries else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(render, value)) + "]"
    if isinstance(value, str):
        return _render_string(value, like)
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text: str = tomlkit.item(value).as_string()
    except TOMLKitError as error:
        raise EditError(f"TOML has no value for a {type(value).__name__}") from error
    return text


def _render_string(value: str, like: str) -> str:
    multiline = like.startswith(('"""', "'''"))
    if not multiline and _PLAIN.fullmatch(value):
        quote = "'" if like.startswith("'") else '"'
        return quote + value + quote
    import tomlkit
    from tomlkit.exceptions import InvalidStringError

    first_break = next((end for end in ("\r\n", "\n") if like[3:].startswith(end)), "")
    try:
        text = tomlkit.string(value, literal=like.startswith("'"), multiline=multiline).as_string()
    except InvalidStringError:
        return tomlkit.string(value).as_string()
    if "\r\n" in like:
        text = text.replace("\n", "\r\n")
    # A line break after the opening quotes is layout, not part of the value.
    return text[:3] + first_break + text[3:]


def render_change(token: str, old: Any, new: Any) -> str:
    """Spell a new value where `token` spells the old one, keeping what of it can stay."""
    if isinstance(old, list) and isinstance(new, list) and new:
        return _render_array(token, old, new)
    return render(new, token)


def _render_array(token: str, old: list[Any], new: list[Any]) -> str:
    """Change an array entry by entry, so that its layout and comments stay."""
    from difflib import SequenceMatcher

    import tomlkit
    from tomlkit.items import Array

    array = tomlkit.value(token)
    assert isinstance(array, Array)
    matcher = SequenceMatcher(None, list(map(repr, old)), list(map(repr, new)), autojunk=False)
    for what, old_start, old_end, new_start, new_end in reversed(matcher.get_opcodes()):
        if what == "equal":
            continue
        shared = min(old_end - old_start, new_end - new_start)
        for index in range(old_end - 1, old_start + shared - 1, -1):
            del array[index]
        for offset in range(shared):
            array[old_start + offset] = tomlkit.value(render(new[new_start + offset]))
        for offset in range(shared, new_end - new_start):
            array.insert(old_start + offset, tomlkit.value(render(new[new_start + offset])))
    text = array.as_string()
    if "\r\n" in token:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text
