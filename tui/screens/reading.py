"""Choosing the program and the release that the file is read as, from the main screen.

Dialogs are imported when they are opened, so that the first frame does not wait for them.
"""

from dataclasses import replace

from textual import work

from llm_tui.model.dialects import known
from llm_tui.model.dialects.recognise import Chosen
from llm_tui.model.toml.keys import BASE
from llm_tui.tui.screens.state import MainState


class ReadingActions(MainState):
    """What the palette does that changes by which rules the file is read."""

    @work(exclusive=True, group="dialog")
    async def action_dialect(self) -> None:
        """Choose the program."""
        titles = [known.dialect(name).title for name in known.names()]
        now = known.names().index(self.session.dialect.name)
        name = await self._choose("Read the file as", known.names(), titles, now)
        if name:
            self._read_as(name, None)

    @work(exclusive=True, group="dialog")
    async def action_release(self) -> None:
        """Choose the release of the program."""
        dialect = self.session.dialect
        releases = known.releases(dialect.name)[::-1]
        if not releases:
            self.tell(f"{dialect.program} has no releases to choose from")
            return
        now = releases.index(dialect.release or releases[0])
        release = await self._choose("Release", releases, releases, now)
        if release:
            self._read_as(dialect.name, release)

    async def _choose(
        self,
        title: str,
        results: "tuple[str, ...]",
        labels: "tuple[str, ...] | list[str]",
        now: int,
    ) -> str:
        from llm_tui.tui.screens.question import Choice, Question

        choices = tuple(map(Choice, results, labels))
        chosen = self.session.chosen
        text = f"Now {chosen.dialect.title}: {chosen.reason}."
        question = Question(title, text, choices, escape="", selected=now)
        answer: str = await self.app.push_screen_wait(question)
        return answer

    def _read_as(self, name: str, release: str | None) -> None:
        """Show what another program, or another release, makes of the file as it is now."""
        chosen = Chosen(known.dialect(name, release), "chosen on the screen")
        self.session = replace(self.session, chosen=chosen)
        self.history = replace(self.history, dialect=chosen.dialect)
        self.view = self.session.resolve(self.history.document)
        if self.view.section(self.section) is None:
            self.section = BASE
        if self.is_checked:
            self.check()
