"""An app whose output is cells, where this Textual and this terminal allow it."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, TypeGuard

from rich.console import RenderableType
from textual import constants
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from llm_tui.tui.output.harmless_lines import HarmlessLines
from llm_tui.tui.output.job_control import stop_the_job

if TYPE_CHECKING:
    from llm_tui.tui.output.cells import DrawnRow
    from llm_tui.tui.output.driver import CellDriver
    from llm_tui.tui.output.terminal import Terminal


class CellApp(App[None]):
    """Sends the cells that changed, one write for all that happens at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "stop", show=False, priority=True),
        Binding("ctrl+l", "repaint", "repaint", show=False, priority=True),
    ]

    is_ascii = False
    """Is nothing but ASCII sent?"""
    _harmless = HarmlessLines()

    taken_terminal: "Terminal | None" = None
    """The terminal, where it was taken before there was an app."""

    def get_driver_class(self) -> type[Driver]:
        """The driver of cells; Textual's own where TEXTUAL_DRIVER names one, or as a fallback."""
        if constants.DRIVER:
            return super().get_driver_class()
        return _cell_driver() or _plain_driver()

    def use_ascii(self) -> None:
        """Send nothing but ASCII."""
        self.is_ascii = True

    def go_on_with(self, terminal: "Terminal") -> None:
        """Go on with a terminal that was taken already; one of Textual's own drivers takes it anew.

        To be called before the app runs.
        """
        if _draws_cells(self.driver_class):
            self.taken_terminal = terminal
        else:
            terminal.give_back()

    def use_plain_output(self) -> None:
        """Do without cells in the run that follows."""
        self.driver_class = _plain_driver()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Those of Textual, and one where the output is not cells, which hold nothing that acts."""
        filters = super().get_line_filters()
        return filters if _draws_cells(self._driver) else [*filters, self._harmless]

    def action_repaint(self) -> None:
        """Draw everything again: another program wrote on the screen."""
        driver = self._driver
        if _draws_cells(driver):
            driver.repaint()
        else:
            self.screen.refresh(layout=True)

    def action_suspend_process(self) -> None:
        """Stop the job; the shell's `fg` shows the same screen."""
        if self._driver is not None and self._driver.can_suspend:
            stop_the_job()

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Lend the terminal to another program, and take it back also when that raises."""
        raised: BaseException | None = None
        with super().suspend():
            try:
                yield
            except BaseException as error:  # noqa: BLE001 - raised again below
                raised = error
        if raised is not None:
            raise raised

    def paint_rows(self, screen: Screen[object], rows: Iterable[tuple[int, "DrawnRow"]]) -> bool:
        """Draw whole rows of a screen at once. False where something may lie over them."""
        driver = self._driver
        covered = self.screen is not screen or bool(self._notifications)
        if covered or not _draws_cells(driver):
            return False
        driver.draw_rows(rows)
        return True

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        driver = self._driver
        if renderable is None or not _draws_cells(driver):
            super()._display(screen, renderable)
            return
        try:
            driver.draw(renderable)
        except Exception as error:  # noqa: BLE001 - as Textual does
            self._handle_exception(error)
        self.post_display_hook()


def _cell_driver() -> "type[CellDriver] | None":
    """The driver of cells, where this Textual and this terminal have what it stands on."""
    try:
        from llm_tui.tui.output.driver import CellDriver
        from llm_tui.tui.output.private import missing_parts
    # A name that is gone: of a module, or of a class.
    except (ImportError, AttributeError):
        return None
    return None if missing_parts() or not _has_a_name() else CellDriver


def _draws_cells(driver: Driver | type[Driver] | None) -> "TypeGuard[CellDriver]":
    return hasattr(driver, "draw")


def _plain_driver() -> type[Driver]:
    from llm_tui.tui.output.plain import PlainDriver

    return PlainDriver


def _has_a_name() -> bool:
    """Whether the terminal can be opened again by its name."""
    try:
        return sys.__stdout__ is not None and bool(os.ttyname(sys.__stdout__.fileno()))
    except (OSError, ValueError):
        return False
