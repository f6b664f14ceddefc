"""The names of keys, as they are printed on them."""


def key_text(key: str) -> str:
    """A key by Textual's name, as the footer and the help write it."""
    return _TEXTS.get(key, key.replace("ctrl+", "^"))


_TEXTS = {
    "question_mark": "?",
    "comma": ",",
    "exclamation_mark": "!",
    "dollar_sign": "$",
    "slash": "/",
    "equals_sign": "=",
    "plus": "+",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "pgup",
    "pagedown": "pgdn",
}
