"""Fuzzy search: a name matches if it has the letters of the query in order.

The lower the score, the better the match. Names that contain the query come before names that
have its letters scattered.
"""

import re
from collections.abc import Iterable

_SCATTERED = 100
"""The lowest score of a name that has the letters scattered."""

_Pair = tuple[re.Pattern[str], re.Pattern[str]]


class Query:
    """Words separated by blanks, all of which a name has to match. Case is ignored."""

    def __init__(self, text: str) -> None:
        self.words = tuple(text.lower().split())
        self._patterns: dict[str, _Pair] = {}

    def score(self, name: str) -> int | None:
        """The score of a name in lower case; None if it does not match, 0 for the full name."""
        total = 0
        for word in self.words:
            found = _contained(word, name)
            if found is None:
                found = self._scattered(word, name)
            if found is None:
                return None
            total += found
        return total

    def _scattered(self, word: str, name: str) -> int | None:
        if word not in self._patterns:
            self._patterns[word] = (_in_order(word), _in_order(word[::-1]))
        forth, back = self._patterns[word]
        found = forth.match(name)
        if found is None:
            return None
        # From the last letter back: that is the shortest stretch which ends there.
        stretch = back.match(name[found.end() - 1 :: -1])
        assert stretch is not None
        return _SCATTERED + stretch.end() - len(word)


def _contained(word: str, name: str) -> int | None:
    """The score of a name that contains a word, by where it does; None if it does not."""
    start = name.find(word)
    if start < 0:
        return None
    base = name.rfind("/") + 1
    if name.startswith(word, base):
        return 0 if len(name) - base == len(word) or len(name) == len(word) else 1
    if start == 0:
        return 0 if len(name) == len(word) else 1
    while start >= 0:
        if not name[start - 1].isalnum():
            return 2
        start = name.find(word, start + 1)
    return 3


def _in_order(letters: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the shortest start of a name with all letters, without backtracking."""
    return re.compile("".join(f"[^{re.escape(c)}]*{re.escape(c)}" for c in letters), re.DOTALL)
