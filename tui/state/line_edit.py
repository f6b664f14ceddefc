"""A line of text that is being typed, as a value."""

from typing import NamedTuple


class LineEdit(NamedTuple):
    """A text, and the index in it where the next character goes."""

    text: str = ""
    cursor: int = 0

    @classmethod
    def of(cls, text: str) -> "LineEdit":
        """A text, with the cursor at its end."""
        return cls(text, len(text))

    def insert(self, text: str) -> "LineEdit":
        """The line with some text at the cursor."""
        before, after = self.text[: self.cursor], self.text[self.cursor :]
        return LineEdit(before + text + after, self.cursor + len(text))

    def press(self, key: str) -> "LineEdit | None":
        """The line after a key, by Textual's name; None for a key that edits no line."""
        cursor, end = self.cursor, len(self.text)
        target = {
            "left": max(0, cursor - 1),
            "right": min(end, cursor + 1),
            "home": 0,
            "ctrl+a": 0,
            "end": end,
            "ctrl+e": end,
        }.get(key)
        if target is not None:
            return self._replace(cursor=target)
        removed = {
            "backspace": (max(0, cursor - 1), cursor),
            "delete": (cursor, cursor + 1),
            "ctrl+d": (cursor, cursor + 1),
            "ctrl+u": (0, cursor),
            "ctrl+k": (cursor, end),
            "ctrl+w": (self.text[:cursor].rstrip().rfind(" ") + 1, cursor),
        }.get(key)
        return self._without(*removed) if removed else None

    def _without(self, start: int, end: int) -> "LineEdit":
        return LineEdit(self.text[:start] + self.text[end:], start)
