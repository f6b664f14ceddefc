"""The names of keys, as they are printed on them."""


def key_text(key: str) -> str:
    """A key by Textual's name, as the footer and the help write it."""
    return _TEXTS.get(key, key.replace("ctrl+", "^"))


def is_letter(key: str) -> bool:
    """Is it a key, by Textual's name, that types a character?"""
    return key == "space" or (len(key_text(key)) == 1 and key not in _ARROWS)


_ARROWS = ("up", "down", "left", "right")

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
