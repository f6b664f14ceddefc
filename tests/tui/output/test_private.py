"""What is used of Textual's private parts is there; where it is not, plain Textual is used."""

import subprocess
import sys

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


@pytest.mark.parametrize(
    "gone", ["del textual._compositor.ChopsUpdate", "del textual.strip.Strip.render_ansi"]
)
def test_a_textual_without_a_name_draws_by_its_own_driver(gone: str) -> None:
    program = f"""
import textual._compositor, textual.strip
{gone}
from llm_tui.tui.output.cell_app import _cell_driver
print(_cell_driver())
"""
    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert printed.stdout == "None\n"
