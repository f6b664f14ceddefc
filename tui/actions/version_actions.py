"""Bringing back earlier versions of the file."""

import os

from llm_tui.model.errors import FileError
from llm_tui.model.store import saves
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.screens.question_dialog import Choice, Question

CANCEL = ""


class VersionActions(Controller):
    """Offers the versions that the saves have kept."""

    async def choose(self) -> None:
        """Choose a version, look at what restoring it changes, and restore it."""
        from llm_tui.tui.text.times import clock
        from llm_tui.tui.text.versions import steps

        path = self.host.state.session.path
        try:
            found = list(steps(saves.versions(path), None))
        except FileError as error:
            self.host.notify(str(error), severity="error")
            return
        if not found:
            self.host.notify("No earlier version is kept; each save keeps one")
            return
        choices = tuple(
            Choice(str(index), f"{clock(step.modified)}  {step.summary}")
            for index, step in enumerate(found)
        )
        text = "Each with what changed in it. Restoring one is an edit; z undoes it."
        title = f"Earlier versions of {os.path.basename(path)}"
        answer = await self.host.ask(Question(title, text, choices, CANCEL))
        if answer:
            await self._restore(found[int(answer)].document.data)

    async def _restore(self, data: bytes) -> None:
        """Show what restoring a content changes, and restore it."""
        from llm_tui.model.edit import RestoreText
        from llm_tui.model.toml.document import Document
        from llm_tui.tui.screens.diff_page import RestorePage
        from llm_tui.tui.text.diff import diff_lines

        state = self.host.state
        lines = diff_lines(state.document, Document(data), state.session.path)
        if not lines:
            self.host.notify("That is the text as it is now")
        elif await self.host.ask(RestorePage("Changes to restore", lines)):
            self.host.apply(RestoreText(self.host.state.document.data, data))
