"""One key: one repaint of each widget that changed, and no layout where sizes stay."""

import tomllib
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.widget import Widget

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


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the compositor has been given each widget, and how often it has laid out."""
    counts: Counter[str] = Counter()
    update, reflow = Compositor.update_widgets, Compositor.reflow

    def counted_update(self: Compositor, widgets: Collection[Widget]) -> None:
        counts.update(type(widget).__name__ for widget in widgets)
        update(self, set(widgets))

    def counted_reflow(self: Compositor, parent: Widget, size: object) -> object:
        counts["layout"] += 1
        return reflow(self, parent, size)  # type: ignore[arg-type]

    monkeypatch.setattr(Compositor, "update_widgets", counted_update)
    monkeypatch.setattr(Compositor, "reflow", counted_reflow)
    return counts


async def test_a_row_repaints_the_table_and_the_details(
    config: Path, painted: Counter[str]
) -> None:
    config.write_text(TEXT)
    async with started(config) as user:
        await user.press("right", "down", "down")
        painted.clear()
        await user.press("down")

    assert painted == {"SettingsTable": 1, "Detail": 1}


async def test_a_section_repaints_the_two_lists(config: Path, painted: Counter[str]) -> None:
    config.write_text(TEXT)
    async with started(config) as user:
        await user.press("down")
        painted.clear()
        await user.press("down")

    del painted["ScrollBar"]
    assert painted == {"SectionTree": 1, "SettingsTable": 1}


async def test_the_focus_repaints_the_two_lists(config: Path, painted: Counter[str]) -> None:
    config.write_text(TEXT)
    async with started(config) as user:
        painted.clear()
        await user.press("right")

    del painted["ScrollBar"]
    assert painted == {"SectionTree": 1, "SettingsTable": 1}


async def test_an_edit_is_parsed_once_and_repaints_each_widget_once(
    config: Path, painted: Counter[str], monkeypatch: pytest.MonkeyPatch
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
    del painted["ScrollBar"]
    assert set(painted) == {"TitleBar", "SectionTree", "SettingsTable", "KeyBar"}
    assert max(painted.values()) == 1


async def test_a_key_that_does_nothing_draws_nothing(config: Path, painted: Counter[str]) -> None:
    config.write_text(TEXT)
    async with started(config) as user:
        painted.clear()
        await user.press("escape")

    assert painted == {}
