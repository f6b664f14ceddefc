"""All text of every dialog and page can be read: in every theme, at every depth of colour."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.style import Style
from textual.theme import BUILTIN_THEMES

from llm_tui.tui.drawing.colours import LEGIBLE, Rgb, contrast, nearest
from llm_tui.tui.output.depth import Depth
from llm_tui.tui.state.action import MENU_KEY
from llm_tui.tui.theme import BASIC_THEME
from tests.tui.driver import NARROW, User, started

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"

[llm.cheap]
model = "gpt-4o"
temperature = 0.5

[llm.lost]
max_tokens = 5

[agent]
llm_config = "nowhere"
"""

DIALOGS = {
    "editor": ("down", "right", "enter"),
    "refused value": ("down", "right", "end", "home", *["down"] * 6, "enter", "x", "enter"),
    "model picker": ("down", "m"),
    "help": ("question_mark",),
    "problems": ("exclamation_mark",),
    "export": ("down", MENU_KEY, "E"),
    "preferences": ("comma",),
    "references": ("down", MENU_KEY, "R"),
    "question": ("down", "right", "x", "q"),
    "changes": ("down", "right", "x", "d"),
    "explanation": ("down", "right", "i"),
    "comparison": ("down", MENU_KEY, "equals_sign"),
    "menu": ("down", MENU_KEY),
    "batch": ("b",),
    "commands": ("ctrl+p",),
}
SELECTING = (
    *("editor", "refused value", "model picker", "problems", "preferences", "references"),
    *("question", "batch"),
)
SYSTEMS = {"256": Depth.INDEXED, "truecolor": Depth.FULL}
SIGNS_OF_THE_FRAME = frozenset("─│╭╮╰╯┌┐└┘├┤▔▎▊▐▁▂▃▄▅▆▇█ ")


def pieces(user: User) -> Iterator[tuple[str, Style]]:
    """The texts of a dialog with their style, without frames, blanks and what lies around it."""
    strips = user.app.screen._compositor.render_strips()
    regions = [widget.region for widget in user.app.screen.children]
    for strip in (strips[y].crop(r.x, r.right) for r in regions for y in r.line_range):
        for segment in strip:
            if segment.style is not None and not SIGNS_OF_THE_FRAME.issuperset(segment.text):
                yield segment.text, segment.style


def shown(style: Style, depth: Depth) -> tuple[Rgb, Rgb]:
    """The colour and the background as a terminal of some depth draws them."""
    assert style.color is not None
    assert style.bgcolor is not None
    found = [Rgb(*colour.get_truecolor()) for colour in (style.color, style.bgcolor)]
    if style.reverse:
        found.reverse()
    if depth is Depth.INDEXED:
        found = [nearest(colour) for colour in found]
    return found[0], found[1]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("dialog", DIALOGS)
async def test_all_text_is_legible(
    config: Path, monkeypatch: pytest.MonkeyPatch, dialog: str, system: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", system)
    config.write_text(TEXT)
    faint: set[tuple[str, str, float]] = set()
    async with started(config, NARROW) as user:
        await user.press(*DIALOGS[dialog])
        assert len(user.app.screen_stack) > 1
        for name in sorted(t for t in BUILTIN_THEMES if not BUILTIN_THEMES[t].ansi):
            user.app.use_theme(name)
            await user.settle()
            for text, style in pieces(user):
                found = contrast(*shown(style, SYSTEMS[system]))
                if found < LEGIBLE:
                    faint.add((name, text.strip(), round(found, 2)))

    assert faint == set()


def own_colours(style: Style) -> bool:
    """Whether only the terminal's own colour and background are used."""
    return all(c is None or c.is_default for c in (style.color, style.bgcolor))


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_without_colours_attributes_show_what_is_selected(
    config: Path, monkeypatch: pytest.MonkeyPatch, dialog: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    config.write_text(TEXT)
    async with started(config, NARROW) as user:
        user.app.use_theme(BASIC_THEME)
        await user.press(*DIALOGS[dialog])
        await user.settle()
        strips = user.app.screen._compositor.render_strips()
        found = [s for strip in strips for s in strip if s.style is not None]

    assert all(own_colours(segment.style) for segment in found if segment.style)
    if dialog in SELECTING:
        assert any(segment.style.reverse for segment in found if segment.style)


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_in_sixteen_colours_no_background_is_a_slab(
    config: Path, monkeypatch: pytest.MonkeyPatch, dialog: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "standard")
    config.write_text(TEXT)
    async with started(config, NARROW) as user:
        user.app.use_theme(BASIC_THEME)
        await user.press(*DIALOGS[dialog])
        await user.settle()
        found = [(text, style) for text, style in pieces(user) if len(text.strip()) > 1]

    assert [text for text, style in found if not own_background(style)] == []


def own_background(style: Style) -> bool:
    """Whether a text is on the terminal's own background, or in its own colours reversed."""
    colours = (style.color, style.bgcolor) if style.reverse else (style.bgcolor,)
    return all(colour is None or colour.is_default for colour in colours)
