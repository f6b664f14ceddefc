"""Giving a section another model, from the main screen.

The picker is imported when it is first opened, so that the first frame does not wait for it.
"""

from typing import TYPE_CHECKING

from textual import work

from llm_tui.model.errors import FileError
from llm_tui.model.toml.keys import Path, write_header
from llm_tui.tui.screens.state import MainState

if TYPE_CHECKING:
    from llm_tui.model.catalogue.endpoint import Endpoint
    from llm_tui.model.edit import Edit
    from llm_tui.model.switching.adjustments import Adjustment
    from llm_tui.tui.screens.picker import Picked


class PickActions(MainState):
    """What the keys do that pick a model."""

    @work(exclusive=True, group="dialog")
    async def action_pick_model(self) -> None:
        """Pick a model for the selected section, and make right what does not go with it."""
        if not self.may_edit():
            return
        from llm_tui.tui.screens.picker import PickerScreen

        assert self.view is not None
        section = self.section
        now = self.view.effective(section, "model")
        asked = self._endpoint(section)
        screen = PickerScreen(write_header(section), now, asked, self.view.dialect)
        picked = await self.app.push_screen_wait(screen)
        if picked is None:
            return
        edits = await self._edits(section, picked)
        if edits is None:
            self.tell("Nothing was changed")
        elif self.apply(*edits):
            self._remember(picked.model.name)

    def _endpoint(self, section: Path) -> "Endpoint | str":
        from llm_tui.model.catalogue.endpoint import EndpointError
        from llm_tui.model.switching.section_endpoint import endpoint_of

        assert self.view is not None
        try:
            return endpoint_of(self.view, section, self.session.process_environment)
        except EndpointError as error:
            return str(error)

    async def _edits(self, section: Path, picked: "Picked") -> "tuple[Edit, ...] | None":
        """The model and what was chosen with it; None if it was not to be after all."""
        from llm_tui.model.edit import SetValue
        from llm_tui.model.switching.compatibility import incompatibilities

        assert self.view is not None
        environment = self.session.process_environment
        found = incompatibilities(
            self.view, section, picked.model, environment, served=picked.served
        )
        chosen: tuple[Adjustment, ...] | None = ()
        if found:
            from llm_tui.tui.screens.compatibility import CompatibilityScreen

            chosen = await self.app.push_screen_wait(CompatibilityScreen(picked.model.name, found))
        if chosen is None:
            return None
        edits: list[Edit] = [SetValue(section, "model", picked.model.name)]
        for adjustment in chosen:
            edit = adjustment.edit or await self._typed_key(section, picked.model.name)
            if edit is None:
                return None
            edits.append(edit)
        return tuple(edits)

    async def _typed_key(self, section: Path, model: str) -> "Edit | None":
        from llm_tui.model.edit import SetValue
        from llm_tui.model.effective.accepted_input import Accepted, accept, accept_any
        from llm_tui.tui.screens.editors import TextEditor

        assert self.view is not None
        field = self.view.dialect.fields.get("api_key")

        def check(text: str) -> Accepted:
            return accept(field, text) if field else accept_any(text)

        title = f"api_key for {model} · {write_header(section)}"
        hint = "Escape leaves the model and everything else as it was."
        accepted = await self.app.push_screen_wait(TextEditor(title, hint, check, "", secret=True))
        if accepted is None:
            return None
        return SetValue(section, "api_key", accepted.value, accepted.raw)

    def _remember(self, model: str) -> None:
        from llm_tui.model.store import recents

        try:
            recents.add(model)
        except FileError as error:
            self.tell(f"Not kept among the recent models: {error}", "warning")
