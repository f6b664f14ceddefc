"""Changing values from the main screen.

Edits and editors are imported when the first one is used, so that the first frame does not wait.
"""

from textual import work

from llm_tui.model.toml.keys import write_header
from llm_tui.model.toml.values import MISSING
from llm_tui.tui.screens.referring import ReferenceActions


class EditActions(ReferenceActions):
    """What the keys do that change a value, and take it back."""

    @work(exclusive=True, group="dialog")
    async def action_edit(self) -> None:
        """Edit the selected value in the editor of its type, a reference by choosing a section."""
        if self.use is not None:
            await self.point(self.use)
            return
        setting = self.setting
        if setting is None or self.view is None:
            return
        if not self.may_edit():
            return
        from llm_tui.model.edit import SetValue
        from llm_tui.tui.screens.editors import editor_for

        section = self.section
        written = self.history.document.token((*section, setting.key)) or ""
        editor = editor_for(setting, self.view.dialect, write_header(section), written)
        accepted = await self.app.push_screen_wait(editor)
        if accepted is not None:
            self.apply(SetValue(section, setting.key, accepted.value, accepted.raw))

    def action_switch(self) -> None:
        """Switch a true-or-false value; among the sections, mark one to be tested with others."""
        setting = self.setting
        if self.query_one("SectionTree").has_focus:
            self.marked ^= {self.section}
            return
        if setting is None or self.view is None:
            return
        field = self.view.dialect.fields.get(setting.key)
        if field is not None and field.kind == "bool":
            from llm_tui.model.edit import SetValue

            self.apply(SetValue(self.section, setting.key, not setting.value))
        else:
            self.tell(f"{setting.key} is not true or false; enter edits it")

    def action_unset(self) -> None:
        """Take the key out of this section, so that it is inherited; or the name of a section."""
        if self.use is not None:
            self.unset_use(self.use)
            return
        setting = self.setting
        if setting is None:
            return
        if self.history.document.value((*self.section, setting.key)) is MISSING:
            self.tell(f"{setting.key} is not set in {write_header(self.section)}")
            return
        from llm_tui.model.edit import UnsetValue

        self.apply(UnsetValue(self.section, setting.key))

    def action_undo(self) -> None:
        """Take back the last edit."""
        if not self.history.done:
            self.tell("There is nothing to undo")
            return
        step = self.history.done[-1]
        self.history = self.history.undo()
        self.tell(f"Undone: {step.summary}")

    def action_redo(self) -> None:
        """Make the last undone edit again."""
        if not self.history.undone:
            self.tell("There is nothing to redo")
            return
        step = self.history.undone[-1]
        self.history = self.history.redo()
        self.tell(f"Done again: {step.summary}")

    def action_reveal(self) -> None:
        """Show the selected secret, or hide it again."""
        setting = self.setting
        if setting is None or not (setting.secret or isinstance(setting.value, dict)):
            self.tell("This is not a secret")
            return
        self.revealed = None if self.revealed == setting.key else setting.key
