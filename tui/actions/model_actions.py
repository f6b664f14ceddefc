"""Giving a section another model."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from llm_tui.model.catalogue.endpoint import Endpoint, EndpointError
from llm_tui.model.dialects.field import Role
from llm_tui.model.edit import SetValue
from llm_tui.model.effective.accepted_input import Accepted, accept, accept_any
from llm_tui.model.errors import FileError
from llm_tui.model.store import recents
from llm_tui.model.switching.compatibility import incompatibilities
from llm_tui.model.switching.section_endpoint import endpoint_of
from llm_tui.model.toml.keys import Path, write_header
from llm_tui.tui.actions.host import Controller

if TYPE_CHECKING:
    from llm_tui.model.catalogue.model import Model
    from llm_tui.model.edit import Edit
    from llm_tui.model.effective.resolution import Resolution
    from llm_tui.model.switching.adjustments import Adjustment
    from llm_tui.tui.screens.model_picker import Picked


class ModelActions(Controller):
    """Picks a model, and adjusts the settings that conflict with it."""

    async def pick(self) -> None:
        """Pick a model for the selected section."""
        from llm_tui.tui.screens.model_picker import PickerScreen

        section, view = self.host.state.section, self.host.facts.view
        now = view.effective(section, view.dialect.key(Role.MODEL))
        asked = self._endpoint(section)
        picker = PickerScreen(write_header(section), now, asked, view.dialect)
        picked = await self.host.ask(picker)
        if picked is None:
            return
        edits = await self._edits(section, picked)
        if edits is None:
            self.host.notify("Nothing was changed")
        elif self.host.apply(*edits):
            self._remember(picked.model.name)

    def _endpoint(self, section: Path) -> Endpoint | str:
        """The endpoint of the section, or why it can't be asked."""
        environment = self.host.state.session.process_environment
        try:
            return endpoint_of(self.host.facts.view, section, environment)
        except EndpointError as error:
            return str(error)

    async def _edits(self, section: Path, picked: "Picked") -> "tuple[Edit, ...] | None":
        """The model and the adjustments that were chosen with it; None if it was cancelled."""
        view = self.host.facts.view
        edits = await self.adjust(view, section, picked.model, served=picked.served)
        if edits is None:
            return None
        return (SetValue(section, view.dialect.key(Role.MODEL), picked.model.name), *edits)

    async def adjust(
        self,
        view: "Resolution",
        section: Path,
        model: "Model",
        *,
        served: bool = False,
        only: Collection[str] | None = None,
    ) -> "tuple[Edit, ...] | None":
        """Ask how to adjust what conflicts with a model; None if it was cancelled.

        only: the keys to adjust; None for all.
        """
        environment = self.host.state.session.process_environment
        every = incompatibilities(view, section, model, environment, served=served)
        found = tuple(one for one in every if only is None or one.key in only)
        chosen: tuple[Adjustment, ...] | None = ()
        if found:
            from llm_tui.tui.screens.adjustments_dialog import AdjustmentsDialog

            chosen = await self.host.ask(AdjustmentsDialog(model.name, found))
        if chosen is None:
            return None
        edits: list[Edit] = []
        for adjustment in chosen:
            edit = adjustment.edit or await self._typed_key(section, model.name)
            if edit is None:
                return None
            edits.append(edit)
        return tuple(edits)

    async def _typed_key(self, section: Path, model: str) -> "Edit | None":
        """An edit that sets the API key that is typed; None if it was cancelled."""
        from llm_tui.tui.screens.value_editors import TextEditor

        dialect = self.host.facts.view.dialect
        name = dialect.key(Role.API_KEY)
        field = dialect.fields.get(name)

        def check(text: str) -> Accepted:
            return accept(field, text) if field else accept_any(text)

        title = f"{name} for {model} · {write_header(section)}"
        hint = "esc leaves the model and everything else as it was."
        accepted = await self.host.ask(TextEditor(title, hint, check, "", secret=True))
        if accepted is None:
            return None
        return SetValue(section, name, accepted.value, accepted.raw)

    def _remember(self, model: str) -> None:
        try:
            recents.add(model)
        except FileError as error:
            self.host.notify(f"Not kept among the recent models: {error}", severity="warning")
