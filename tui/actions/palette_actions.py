"""The palette: commands by their names, and sections."""

from dataclasses import replace

from llm_tui.tui.actions.host import Controller, Host
from llm_tui.tui.screens.palette_screen import Entry, PaletteScreen
from llm_tui.tui.state.action import Action, refusal
from llm_tui.tui.state.action_table import ACTIONS
from llm_tui.tui.state.state import Place
from llm_tui.tui.text.wording import printable


class PaletteActions(Controller):
    """Runs what is found by its name. What was run last comes first."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._recent: tuple[str, ...] = ()

    async def open(self) -> None:
        """Find a command or a section."""
        entry = await self.host.ask(PaletteScreen((*self._commands(), *self._sections())))
        if entry is None:
            return
        if entry.action:
            others = (name for name in self._recent if name != entry.action)
            self._recent = (entry.action, *others)
            self.host.perform(entry.action)
        else:
            state = replace(
                self.host.state,
                section=entry.section,
                section_pattern=None,
                place=Place.SECTIONS,
            )
            self.host.update(state)

    def _commands(self) -> list[Entry]:
        """The commands for where the focus is, those that are used most first."""
        actions = {action.name: action for action in ACTIONS if action.name != "palette"}
        recent = [actions[name] for name in self._recent]
        usual = [one for one in actions.values() if one.shown_keys and one.group != "Move"]
        ordered = dict.fromkeys([*recent, *usual, *actions.values()])
        entries = [entry for action in ordered if (entry := self._entry(action))]
        return sorted(entries, key=lambda entry: entry.refused)

    def _entry(self, action: Action) -> Entry | None:
        """The entry of a command; None where it has no meaning at the focus."""
        refused = refusal(action, self.host.state, self.host.facts)
        if refused == "":
            return None
        help_text = refused or action.help
        return Entry(action.label, action.shown_keys, help_text, action.name, (), bool(refused))

    def _sections(self) -> list[Entry]:
        """The sections, by name and model."""
        return [
            Entry(printable(section.name), "", printable(section.model or ""), "", section.path)
            for section in self.host.facts.view.sections
        ]
