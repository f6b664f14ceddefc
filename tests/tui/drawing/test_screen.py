"""The main screen as rows: at any size just as many, just as wide, and nothing out of reach."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from llm_tui.model.toml.keys import BASE
from llm_tui.tui.drawing.areas import ALONE
from llm_tui.tui.drawing.pieces import Look, Row
from llm_tui.tui.drawing.screen import Drawing, Scroll, draw, scrolled
from llm_tui.tui.state.owner import StateOwner
from llm_tui.tui.state.state import Notice, Place, RowName, TestOptions
from tests.tui.state.owned import owner_of

TEXT = """\
[llm]
model = "anthropic/claude-sonnet-4"
api_key = "sk-base-000000000003f9a"

[llm.cheap]
model = "openai/gpt-4o-mini"

[llm.eval_lmstudio_qwen3_coder_30b_with_a_long_name_t0]
temperature = 0.0

[llm.eval_lmstudio_qwen3_coder_30b_with_a_long_name_t1]
temperature = 1.0

[llm."日本語"]
temperature = 0.3

[llm.draft_editor]
model = "gpt-4o"
max_tokens = 4

[agent.Finder]
llm_config = "cheap"
"""
SIZES = [(40, 10), (60, 15), (80, 24), (120, 40), (200, 60)]


@pytest.fixture
def owner(config: Path) -> StateOwner:
    return owner_of(config, TEXT, checked=True)[0]


def lines(drawing: Drawing) -> list[str]:
    return ["".join(piece.text for piece in row) for row in drawing.rows]


def drawn(owner: StateOwner, size: tuple[int, int], **changes: object) -> Drawing:
    owner.update(replace(owner.state, **changes))  # type: ignore[arg-type]
    return draw(owner.snapshot, *size, Scroll())


def looks(row: Row) -> set[Look]:
    return {piece.look for piece in row}


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    width=st.integers(1, 220),
    height=st.integers(1, 70),
    place=st.sampled_from([one for one in Place if one is not Place.PROMPT]),
    section=st.integers(0, 5),
    is_testing=st.booleans(),
    scroll=st.builds(Scroll, st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)),
    notice=st.none() | st.builds(Notice, st.text("ab \n", max_size=400), st.just("error")),
)
def test_every_size_is_filled_and_nothing_overflows(
    owner: StateOwner,
    width: int,
    height: int,
    place: Place,
    section: int,
    is_testing: bool,
    scroll: Scroll,
    notice: Notice | None,
) -> None:
    owner.update(
        replace(
            owner.state,
            section=owner.facts.view.paths[section],
            place=place,
            pattern="e" if place is Place.FILTER else None,
            section_pattern="a" if place is Place.SECTION_FILTER else None,
            test=TestOptions("Say hello.") if is_testing or place is Place.LOG else None,
            one_pane=width < ALONE[0] or height < ALONE[1],
            notice=notice,
        )
    )

    drawing = draw(owner.snapshot, width, height, scroll)

    assert len(drawing.rows) == height
    assert {sum(cell_len(piece.text) for piece in row) for row in drawing.rows} == {width}


def test_sections_that_differ_at_their_ends_are_told_apart(owner: StateOwner) -> None:
    for size in SIZES:
        text = "\n".join(lines(drawn(owner, size)))
        assert "t0" in text
        assert "t1" in text
        assert "…" in text or size[0] > 160


def test_the_tree_is_a_third_of_the_screen_at_most(owner: StateOwner) -> None:
    for width, height in SIZES[2:]:
        assert drawn(owner, (width, height)).layout.tree.width <= width // 3


def test_at_80_columns_there_are_15_settings(owner: StateOwner) -> None:
    drawing = drawn(owner, (80, 24), place=Place.SETTINGS, row=RowName("model"))

    assert drawing.settings.area.height >= 15


def test_the_titles_of_the_columns_stay_when_the_rows_scroll(owner: StateOwner) -> None:
    last = owner.snapshot.settings[-1]
    name = getattr(last, "name", None)

    text = lines(drawn(owner, (80, 24), place=Place.SETTINGS, row=name))

    assert "Effective value" in text[2]
    assert "↑ " in next(line for line in text if line.startswith("──"))


def test_a_small_screen_shows_the_pane_with_the_focus(owner: StateOwner) -> None:
    small = {"size": (40, 10), "one_pane": True}

    tree = lines(drawn(owner, place=Place.SECTIONS, **small))  # type: ignore[arg-type]
    settings_ = drawn(owner, place=Place.SETTINGS, **small)  # type: ignore[arg-type]
    detail = lines(drawn(owner, place=Place.DETAIL, **small))  # type: ignore[arg-type]

    assert any("cheap" in line for line in tree)
    assert settings_.settings.area.height >= 5
    assert detail[1].startswith("model  ")


def test_below_the_smallest_size_a_sentence_says_so(owner: StateOwner) -> None:
    text = " ".join(" ".join(lines(drawn(owner, (28, 7)))).split())

    assert text == "llm-tui needs 30 columns and 8 rows; this terminal is 28 by 7."


def test_a_line_number_is_never_cut(owner: StateOwner) -> None:
    for size in SIZES:
        place = {"place": Place.SETTINGS, "one_pane": size < ALONE}
        text = lines(drawn(owner, size, section=("llm", "cheap"), **place))
        assert any("[llm] :3" in line for line in text), size


def test_the_banner_and_the_detail_of_an_ignored_section_differ(owner: StateOwner) -> None:
    section = ("llm", "draft_editor")
    row = RowName("max_tokens")
    drawing = drawn(owner, (80, 24), section=section, place=Place.SETTINGS, row=row)
    text = lines(drawing)
    top, bottom = text[: drawing.layout.detail.y], text[drawing.layout.detail.y :]

    assert any("ignores" in line for line in top)
    assert any("f  " in line for line in bottom)
    assert not any("ignores all" in line for line in bottom)


def test_the_cursor_is_in_the_list_that_has_the_focus(owner: StateOwner) -> None:
    in_tree = drawn(owner, (80, 24), section=BASE, place=Place.SECTIONS)
    in_settings = drawn(owner, (80, 24), place=Place.SETTINGS)

    assert Look.CURSOR in looks(in_tree.rows[1])
    assert Look.SELECTED in looks(in_settings.rows[1])
    assert Look.CURSOR in looks(in_settings.rows[4])


def test_keys_that_matter_in_any_case_are_shown_at_any_width(owner: StateOwner) -> None:
    for size in SIZES:
        keys = lines(drawn(owner, size))[-1]
        assert keys.rstrip().endswith("? help  q quit")


@pytest.mark.parametrize(
    ("first", "cursor", "count", "height", "wanted"),
    [
        (0, 0, 5, 10, 0),
        (0, 12, 30, 10, 3),
        (20, 12, 30, 10, 12),
        (25, 29, 30, 10, 20),
        (7, 2, 3, 10, 0),
    ],
)
def test_scrolling_keeps_the_cursor_in_sight_and_leaves_no_row_empty(
    first: int, cursor: int, count: int, height: int, wanted: int
) -> None:
    assert scrolled(first, cursor, count, height) == wanted
