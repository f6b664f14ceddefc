"""One key: one derivation, one drawing of the rows that changed, and no layout."""

import tomllib
from pathlib import Path

import pytest
from textual._compositor import Compositor

from llm_tui.tui.drawing.screen import Drawing
from llm_tui.tui.widgets.canvas import Canvas
from tests.tui.driver import started

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"
caching_prompt = true

[llm.cheap]
model = "gpt-4o-mini"

[llm.good]
model = "o3"
"""


class Painted:
    """The drawings that were shown, as the numbers of the rows that changed; and the layouts."""

    def __init__(self) -> None:
        self.rows: list[list[int]] = []
        self.layouts = 0
        self._last: Drawing | None = None

    def show(self, drawing: Drawing) -> None:
        """Count a drawing."""
        before = self._last.rows if self._last else ()
        rows = zip(drawing.rows, before, strict=False)
        self.rows.append([y for y, (row, old) in enumerate(rows) if row != old])
        self._last = drawing

    def clear(self) -> None:
        """Begin to count."""
        self.rows.clear()
        self.layouts = 0


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Painted:
    """Count what is drawn."""
    found = Painted()
    show, reflow = Canvas.show, Compositor.reflow

    def counted_show(self: Canvas, drawing: Drawing) -> None:
        found.show(drawing)
        show(self, drawing)

    def counted_reflow(self: Compositor, parent: object, size: object) -> object:
        found.layouts += 1
        return reflow(self, parent, size)  # type: ignore[arg-type]

    monkeypatch.setattr(Canvas, "show", counted_show)
    monkeypatch.setattr(Compositor, "reflow", counted_reflow)
    return found


async def test_a_row_changes_two_rows_and_the_details(config: Path, painted: Painted) -> None:
    config.write_text(TEXT)
    async with started(config, (80, 24)) as user:
        await user.press("right", "down", "down")
        painted.clear()
        await user.press("down")

    (rows,) = painted.rows
    assert rows[:2] == [6, 7]
    assert set(rows[2:]) <= {19, 20, 21, 22}
    assert painted.layouts == 0


@pytest.mark.parametrize("key", ["down", "right", "tab", "a", "slash", "t"])
async def test_a_key_is_one_drawing_without_a_layout(
    config: Path, painted: Painted, key: str
) -> None:
    config.write_text(TEXT)
    async with started(config) as user:
        painted.clear()
        await user.press(key)

    (rows,) = painted.rows
    assert rows
    assert painted.layouts == 0


async def test_an_edit_is_parsed_once_and_drawn_once(
    config: Path, painted: Painted, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    loads = tomllib.loads

    def counted(text: str) -> dict[str, object]:
        parsed.append(text)
        return loads(text)

    config.write_text(TEXT)
    async with started(config) as user:
        await user.go_to("caching_prompt")
        monkeypatch.setattr(tomllib, "loads", counted)
        painted.clear()
        await user.press("space")
        assert "false" in user.line("▌ caching_prompt")

    assert len([text for text in parsed if "[llm]" in text]) == 1
    assert len([rows for rows in painted.rows if rows]) == 1


async def test_a_key_that_does_nothing_changes_no_row(config: Path, painted: Painted) -> None:
    config.write_text(TEXT)
    async with started(config) as user:
        painted.clear()
        await user.press("escape")

    assert not any(painted.rows)
