"""Typing a line, as in a shell."""

import pytest

from llm_tui.tui.state.line_edit import LineEdit


@pytest.mark.parametrize(
    ("key", "text", "cursor"),
    [
        ("left", "say hello", 5),
        ("right", "say hello", 7),
        ("home", "say hello", 0),
        ("ctrl+a", "say hello", 0),
        ("end", "say hello", 9),
        ("ctrl+e", "say hello", 9),
        ("backspace", "say hllo", 5),
        ("delete", "say helo", 6),
        ("ctrl+u", "llo", 0),
        ("ctrl+k", "say he", 6),
        ("ctrl+w", "say llo", 4),
    ],
)
def test_a_key_moves_or_cuts(key: str, text: str, cursor: int) -> None:
    # From the sixth character on.
    assert LineEdit("say hello", 6).press(key) == LineEdit(text, cursor)


def test_an_empty_line_stays_one() -> None:
    for key in ("left", "right", "backspace", "delete", "ctrl+u", "ctrl+k", "ctrl+w"):
        assert LineEdit().press(key) == LineEdit()


def test_text_goes_where_the_cursor_is() -> None:
    assert LineEdit("say lo", 4).insert("hel") == LineEdit("say hello", 7)
    assert LineEdit.of("say") == LineEdit("say", 3)


def test_other_keys_are_none_of_its_business() -> None:
    assert LineEdit.of("say").press("escape") is None
    assert LineEdit.of("say").press("down") is None
