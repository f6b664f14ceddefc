"""The mode of the file: who may read it."""

from dataclasses import replace

from llm_tui.model.errors import FileError
from llm_tui.model.store import privacy
from llm_tui.tui.actions.host import Controller


class FileModeActions(Controller):
    """Changes the mode of the file, which no edit does, and undo does not take back."""

    def make_private(self) -> None:
        """Let only the user read the file."""
        state = self.host.state
        try:
            privacy.make_private(state.session.path)
        except FileError as error:
            self.host.notify(str(error), severity="error")
            return
        # What was found out about the file is looked at again with another session.
        self.host.update(replace(state, session=replace(state.session)))
        self.host.notify(f"Only you can read {state.session.path} now")
