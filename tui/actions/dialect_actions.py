"""Choosing the program and the release that read the file."""

from collections.abc import Sequence
from dataclasses import replace

from llm_tui.model.dialects import known
from llm_tui.model.dialects.recognise import Chosen
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.screens.choice_dialog import Choice, ChoiceDialog


class DialectActions(Controller):
    """Reads the file by other rules."""

    async def choose_program(self) -> None:
        """Choose the program."""
        titles = [known.dialect(name).title for name in known.names()]
        now = known.names().index(self.host.state.session.dialect.name)
        name = await self._choose("Read the file as", known.names(), titles, now)
        if name:
            self._read_as(name, None)

    async def choose_release(self) -> None:
        """Choose the release of the program."""
        dialect = self.host.state.session.dialect
        releases = known.releases(dialect.name)[::-1]
        now = releases.index(dialect.release or releases[0])
        release = await self._choose("Release", releases, releases, now)
        if release:
            self._read_as(dialect.name, release)

    async def _choose(
        self, title: str, results: Sequence[str], labels: Sequence[str], now: int
    ) -> str | None:
        choices = tuple(map(Choice, results, labels))
        chosen = self.host.state.session.chosen
        text = f"Now {chosen.dialect.title}: {chosen.reason}."
        return await self.host.ask(ChoiceDialog(title, text, choices, now))

    def _read_as(self, name: str, release: str | None) -> None:
        """Read the file, with its edits, as another program or release does."""
        chosen = Chosen(known.dialect(name, release), "chosen on the screen")
        state = self.host.state
        session = replace(state.session, chosen=chosen)
        history = replace(state.history, dialect=chosen.dialect)
        self.host.update(replace(state, session=session, history=history))
