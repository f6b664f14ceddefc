"""The keys and signs of the screen, by the table of actions."""

from collections.abc import Iterator

from llm_tui.tui.state.action_table import ACTIONS, MOVES
from llm_tui.tui.text.key_names import key_text
from llm_tui.tui.text.wording import LEGEND
from tests.reference.tables import code, table


def keys() -> str:
    """A table of keys for each group of actions."""
    groups = dict.fromkeys(action.group for action in ACTIONS)
    return "\n\n".join(f"### {group}\n\n{table(('key', 'does'), _rows(group))}" for group in groups)


def signs() -> str:
    """A table of the signs before a key."""
    return table(("sign", "meaning"), [(code(sign), meaning) for sign, meaning in LEGEND])


def _rows(group: str) -> Iterator[tuple[str, str]]:
    for moves, meaning in MOVES if group == "Move" else ():
        yield _keys(moves.split()), meaning
    for action in ACTIONS:
        if action.group == group:
            names = [key_text(key) for key in action.all_keys] or [action.shown_keys or "^p"]
            yield _keys(names), action.described


def _keys(names: list[str]) -> str:
    return " ".join(code(name.replace("^", "ctrl+")) for name in names)
