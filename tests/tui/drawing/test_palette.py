"""Every look can be read: in every theme, at every depth of colour."""

import os
from collections.abc import Iterator

import pytest
from textual.theme import BUILTIN_THEMES

from llm_tui.tui.drawing.colours import LEGIBLE, Rgb, contrast, legible, nearest
from llm_tui.tui.drawing.palette import Ink, Theme, legible_at, palette, theme_named
from llm_tui.tui.drawing.pieces import Look
from llm_tui.tui.output.depth import Depth
from llm_tui.tui.theme import ThemedApp

THEMES = sorted(name for name, theme in BUILTIN_THEMES.items() if not theme.ansi)


@pytest.fixture(scope="module")
def app() -> Iterator[ThemedApp]:
    before = os.environ.pop("NO_COLOR", None)
    yield ThemedApp(None, has_few_colours=False)
    if before is not None:
        os.environ["NO_COLOR"] = before


def theme_of(name: str) -> Theme:
    theme = theme_named(name)
    assert theme is not None
    return theme


def shown(colour: str, depth: Depth) -> Rgb:
    rgb = Rgb.of(colour)
    return nearest(rgb) if depth is Depth.INDEXED else rgb


@pytest.mark.parametrize("depth", [Depth.INDEXED, Depth.FULL])
@pytest.mark.parametrize("theme", THEMES)
def test_texts_and_markers_are_legible(theme: str, depth: Depth) -> None:
    inks = palette(theme_of(theme), depth)

    for look, ink in inks.items():
        if look is not Look.RULE:
            found = contrast(shown(ink.colour, depth), shown(ink.background, depth))
            assert found >= LEGIBLE, (look, found)


def test_sixteen_colours_are_the_users_own() -> None:
    inks = palette(theme_of("textual-dark"), Depth.BASIC)

    assert all(ink.background == "" for ink in inks.values())
    assert inks[Look.BAD] == Ink("1", attributes=frozenset({"bold"}))
    assert "reverse" in inks[Look.CURSOR].attributes


def test_without_colours_what_is_wrong_is_bold_and_the_cursor_is_reversed() -> None:
    inks = palette(theme_of("textual-dark"), Depth.NONE)

    assert all(ink.colour == ink.background == "" for ink in inks.values())
    assert inks[Look.BAD].attributes == {"bold"}
    assert inks[Look.CURSOR].attributes == {"reverse"}
    assert inks[Look.CURSOR] != inks[Look.SELECTED] != inks[Look.PLAIN]


def test_a_colour_is_changed_only_as_far_as_it_must() -> None:
    dark, readable, faint = Rgb(18, 18, 18), Rgb(200, 200, 200), Rgb(60, 60, 60)

    assert legible(readable, dark) == readable
    assert contrast(faint, dark) < LEGIBLE <= contrast(legible(faint, dark), dark) < LEGIBLE + 1
    assert contrast(legible_at(faint, dark, Depth.INDEXED), dark) >= LEGIBLE
