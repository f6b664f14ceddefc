"""Editing values, undo and redo."""

from dataclasses import replace

from llm_tui.model.edit import SetValue, UnsetValue
from llm_tui.model.toml.keys import Path, write_header
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.actions.reference_actions import ReferenceActions


class ValueActions(Controller):
    """Edits the selected setting or reference."""

    async def edit(self) -> None:
        """Edit a setting in the editor of its type, a reference by choosing a section."""
        facts = self.host.facts
        if facts.use is not None:
            await ReferenceActions(self.host).point(facts.use)
            return
        assert facts.setting is not None
        await self.edit_key(self.host.state.section, facts.setting.key)

    async def edit_key(self, section: Path, key: str) -> bool:
        """Edit a setting in the editor of its type; False if it was left as it is."""
        from llm_tui.tui.screens.setting_editor import editor_for

        view, document = self.host.facts.view, self.host.state.document
        setting = next((one for one in view.settings(section) if one.key == key), None)
        if setting is None:
            return False
        written = document.token((*section, key)) or ""
        selected = self.host.facts.setting
        reveal = self.host.state.revealed and selected is not None and selected.key == key
        editor = editor_for(setting, view.dialect, write_header(section), written, reveal=reveal)
        accepted = await self.host.ask(editor)
        if accepted is None:
            return False
        return self.host.apply(SetValue(section, key, accepted.value, accepted.raw))

    def toggle(self) -> None:
        """Toggle a value that is true or false."""
        setting = self.host.facts.setting
        assert setting is not None
        self.host.apply(SetValue(self.host.state.section, setting.key, not setting.value))

    def unset(self) -> None:
        """Remove the key from its section, or the name of a section from a reference."""
        facts = self.host.facts
        if facts.use is not None:
            ReferenceActions(self.host).unset(facts.use)
        elif facts.setting is not None:
            self.host.apply(UnsetValue(self.host.state.section, facts.setting.key))

    def undo(self) -> None:
        """Undo the last edit."""
        state = self.host.state
        summary = state.history.done[-1].summary
        self.host.update(replace(state, history=state.history.undo()))
        self.host.notify(f"Undone: {summary}")

    def redo(self) -> None:
        """Redo the edit that was undone last."""
        state = self.host.state
        summary = state.history.undone[-1].summary
        self.host.update(replace(state, history=state.history.redo()))
        self.host.notify(f"Redone: {summary}")
