"""What is used of Textual's private parts is there; where it is not, plain Textual is used."""

import pytest
from textual import _compositor
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from llm_tui.tui.output.cell_app import CellApp
from llm_tui.tui.output.private import missing_parts, placed_strips


def test_this_textual_has_all_that_is_used() -> None:
    assert missing_parts() == ()


def test_a_part_that_changed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(self: App[None], renderable: object) -> None: ...

    monkeypatch.setattr("llm_tui.tui.output.private._SIGNATURES", [(other, ("self", "screen"))])
    assert missing_parts() == (other.__qualname__,)


def test_where_there_is_no_terminal_of_its_own_plain_output_is_used() -> None:
    """Here standard output is a file."""
    assert issubclass(CellApp().driver_class, LinuxDriver)


def test_only_updates_of_the_full_screen_are_drawn() -> None:
    with pytest.raises(TypeError, match="InlineUpdate"):
        list(placed_strips(_compositor.InlineUpdate([])))
