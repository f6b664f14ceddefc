"""Adding, copying, renaming and removing sections, and moving values between them.

Edits and dialogs are imported when they are wanted, so that the first frame does not wait.
"""

from typing import TYPE_CHECKING

from textual import work

from llm_tui.model.effective.section import Status
from llm_tui.model.errors import EditError, ValueRefusedError
from llm_tui.model.toml.keys import BASE, Path, section_name, write_header
from llm_tui.tui.screens.state import MainState

if TYPE_CHECKING:
    from llm_tui.model.effective.accepted_input import Accepted
    from llm_tui.model.switching.inheritance import Move

EMPTY, COPY, STAY, AS_IS = "empty", "copy", "", "as is"


class SectionActions(MainState):
    """What the keys do that concern whole sections."""

    @work(exclusive=True, group="dialog")
    async def action_add_section(self) -> None:
        """Add a section: empty, as a copy, or with what a provider needs."""
        from llm_tui.model.catalogue.starters import starters
        from llm_tui.model.edit import AddSection, CopySection
        from llm_tui.tui.screens.question import Choice, Question

        if not self.may_edit():
            return
        begun = {starter.name: starter for starter in starters()}
        choices = (
            Choice(EMPTY, "Empty: it inherits everything"),
            Choice(COPY, f"A copy of {write_header(self.section)}"),
            *(Choice(starter.name, f"For {starter.label}") for starter in begun.values()),
        )
        text = "With the keys that a provider needs, and no more."
        answer = await self.app.push_screen_wait(Question("New section", text, choices, STAY))
        if answer == STAY:
            return
        section = await self._ask_name("New section", begun[answer].name if answer in begun else "")
        if section is None:
            return
        if answer == COPY:
            made = self.apply(CopySection(self.section, section))
        else:
            made = self.apply(AddSection(section, begun[answer].values if answer in begun else {}))
        if made:
            self._select(section)

    @work(exclusive=True, group="dialog")
    async def action_copy_section(self) -> None:
        """Copy the selected section."""
        from llm_tui.model.edit import CopySection

        if not self.may_edit():
            return
        section = await self._ask_name(f"Copy of {write_header(self.section)}", "")
        if section is not None and self.apply(CopySection(self.section, section)):
            self._select(section)

    @work(exclusive=True, group="dialog")
    async def action_rename_section(self) -> None:
        """Rename the selected section and everything that refers to it."""
        from llm_tui.model.edit import EditGroup
        from llm_tui.model.switching.rename import renamed

        old = self.section
        if not self.may_edit():
            return
        if old == BASE:
            self.tell("[llm] is the base that the others inherit from; it keeps its name")
            return
        section = await self._ask_name(f"Rename {write_header(old)}", section_name(old))
        if section is None:
            return
        edits = renamed(self.history.document, self.session.dialect, old, section_name(section))
        if self.apply(EditGroup(edits)):
            self._select(section)
            if more := len(edits) - 1:
                self.tell(f"Renamed, and where it is referred to: {more} more")

    @work(exclusive=True, group="dialog")
    async def action_remove_section(self) -> None:
        """Remove the selected section; ask what those who refer to it are to use."""
        from llm_tui.model.dialects.mentions import user_at
        from llm_tui.model.edit import EditGroup
        from llm_tui.model.switching.rename import removed

        section, document = self.section, self.history.document
        if not self.may_edit():
            return
        instead: Path | None = None
        if users := list(map(user_at, self.session.dialect.mentions(document.tables, section))):
            answer = await self._ask_instead(section, users)
            if answer == STAY:
                return
            instead = None if answer == AS_IS else self._paths[int(answer)]
        if self.apply(EditGroup(removed(document, self.session.dialect, section, instead))):
            self.tell(f"{write_header(section)} is removed; z brings it back")

    @property
    def _paths(self) -> tuple[Path, ...]:
        return self.view.paths if self.view else ()

    async def _ask_instead(self, section: Path, users: list[str]) -> str:
        """The index of the section that users are to have instead; AS_IS or STAY."""
        from llm_tui.tui.screens.question import Choice, Question
        from llm_tui.tui.text.wording import printable

        assert self.view is not None
        lost = [path for path in self._paths if self.view.status(path) is Status.DROPPED]
        text = f"{', '.join(users)} refer{'s' * (len(users) == 1)} to it. What instead?"
        choices = (
            *(
                Choice(str(index), printable(section_name(path)))
                for index, path in enumerate(self._paths)
                if path not in (section, *lost)
            ),
            Choice(AS_IS, "Leave the name: OpenHands warns, and takes [llm]"),
            Choice(STAY, "Do not remove it"),
        )
        title = f"Remove {write_header(section)}"
        return await self.app.push_screen_wait(Question(title, text, choices, STAY))

    @work(exclusive=True, group="dialog")
    async def action_promote(self) -> None:
        """Move the selected value up to the base."""
        from llm_tui.model.switching.inheritance import promote

        if self.setting is None or self.view is None or not self.may_edit():
            return
        try:
            move = promote(self.view, self.section, self.setting.key)
        except EditError as error:
            self.tell(f"Not moved: {error}", "error")
            return
        await self._move(move, f"{self.setting.key} is in [llm] now", ask=bool(move.kept))

    @work(exclusive=True, group="dialog")
    async def action_push_down(self) -> None:
        """Move the selected value of the base down to the sections that inherit it."""
        from llm_tui.model.switching.inheritance import push_down

        if self.setting is None or self.view is None or not self.may_edit():
            return
        try:
            move = push_down(self.view, self.setting.key)
        except EditError as error:
            self.tell(f"Not moved: {error}", "error")
            return
        names = ", ".join(map(section_name, move.kept))
        await self._move(move, f"{self.setting.key} is in {names} now", ask=False)

    async def _move(self, move: "Move", done: str, *, ask: bool) -> None:
        from llm_tui.model.edit import EditGroup
        from llm_tui.tui.screens.question import Choice, Question

        if ask:
            names = ", ".join(map(section_name, move.kept))
            text = f"So that they stay as they are, these get a line of their own: {names}."
            choices = (Choice("move", "Move it", "m"), Choice(STAY, "Back", "b"))
            question = Question("Other sections would inherit it", text, choices, STAY)
            if await self.app.push_screen_wait(question) == STAY:
                return
        if self.apply(EditGroup(move.edits)):
            self.tell(f"{done}; no other section has changed")

    async def _ask_name(self, title: str, name: str) -> Path | None:
        """A name that a section can have; None if none was given."""
        from llm_tui.model.effective.accepted_input import Accepted
        from llm_tui.model.switching.rename import free_name
        from llm_tui.tui.screens.editors import TextEditor

        document = self.history.document

        def check(text: str) -> "Accepted":
            try:
                return Accepted(free_name(document, self.session.dialect, text))
            except EditError as error:
                raise ValueRefusedError(str(error)) from error

        hint = "Its name, as agents refer to it. It needs no quotes."
        accepted = await self.app.push_screen_wait(TextEditor(title, hint, check, name))
        return None if accepted is None else accepted.value

    def _select(self, section: Path) -> None:
        self.section = section
        self.query_one("SettingsTable").focus()
