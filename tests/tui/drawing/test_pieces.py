"""Texts that fit into cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from llm_tui.tui.drawing.pieces import fit, fit_middle, fit_start, wrapped

TEXTS = st.text(st.sampled_from("ab日e\u0301 -_"), max_size=60)


@given(TEXTS, st.integers(0, 70))
def test_a_text_is_cut_or_filled_to_the_cell(text: str, width: int) -> None:
    for cut in (fit, fit_middle, fit_start):
        assert cell_len(cut(text, width)) == width


@pytest.mark.parametrize(
    ("cut", "shown"),
    [(fit, "eval_so…"), (fit_middle, "eva…t_t0"), (fit_start, "…nnet_t0")],
)
def test_where_a_text_is_cut(cut: object, shown: str) -> None:
    assert cut("eval_sonnet_t0", 8) == shown  # type: ignore[operator]


@given(st.lists(st.text("abc", min_size=1, max_size=30), max_size=12), st.integers(8, 40))
def test_wrapping_loses_no_letter_and_fits(words: list[str], width: int) -> None:
    text = " ".join(words)

    lines = wrapped(text, width, "  ")

    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(words)
