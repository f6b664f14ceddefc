"""Changing who uses a section, from the main screen."""

from typing import TYPE_CHECKING

from textual import work

from llm_tui.model.effective.section import Section
from llm_tui.model.toml.keys import Path, section_name, write_header
from llm_tui.tui.screens.state import MainState
from llm_tui.tui.text.wording import INVALID, printable, status_text

if TYPE_CHECKING:
    from llm_tui.model.effective.uses import Use

STAY = ""


def _worth(section: Section) -> str:
    """The model of a section, or what became of it."""
    if section.status.ignored:
        return f"{INVALID} {status_text(section)}"
    return printable(section.model or "")


class ReferenceActions(MainState):
    """What the keys do that jump along references, and change them."""

    @work(exclusive=True, group="dialog")
    async def action_references(self) -> None:
        """Show all references; jump along one, or change it there."""
        from llm_tui.model.effective.uses import uses
        from llm_tui.tui.screens.references import ReferencesScreen, Wish

        user = self.use.user if self.use else None
        while self.view is not None:
            screen = ReferencesScreen(uses(self.view), self.view, user)
            answer = await self.app.push_screen_wait(screen)
            if answer is None:
                return
            user = answer.use.user
            match answer.wish:
                case Wish.JUMP if answer.use.target is not None:
                    self.section = answer.use.target
                    return
                case Wish.POINT:
                    await self.point(answer.use)
                case Wish.UNSET:
                    self.unset_use(answer.use)
                case Wish.UNDO:
                    await self.run_action("undo")

    async def point(self, use: "Use") -> None:
        """Let the user choose the section that a reference is to name."""
        from llm_tui.tui.screens.question import Choice, Question

        if not self._can_change(use) or self.view is None:
            return
        by_name: dict[str, Path] = {
            section_name(section.path): section.path for section in self.view.sections
        }
        width = max(len(printable(name)) for name in by_name)
        choices = tuple(
            Choice(section.name, f"{printable(section.name):{width}}  {_worth(section)}")
            for section in self.view.sections
        )
        names = list(by_name)
        now = section_name(use.target) if use.target else ""
        question = Question(
            f"{use.user} is to use",
            f"{use.path[-1]} in {write_header(use.path[:-1])}",
            choices,
            STAY,
            names.index(now) if now in names else 0,
        )
        name = await self.app.push_screen_wait(question)
        if name != STAY:
            self.apply(use.pointing_to(self.view, by_name[name]))

    def unset_use(self, use: "Use") -> None:
        """Take the name of the section out, so that the program chooses."""
        if not self._can_change(use):
            return
        if use.line is None:
            self.tell(f"{use.user} names no section itself")
            return
        from llm_tui.model.edit import UnsetValue

        self.apply(UnsetValue(use.path[:-1], str(use.path[-1])))

    def _can_change(self, use: "Use") -> bool:
        if not self.may_edit():
            return False
        if not use.path:
            self.tell(f"OpenHands looks for {use.name} by that name; rename a section to it")
            return False
        return True
