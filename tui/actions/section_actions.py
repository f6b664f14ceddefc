"""Adding, copying, renaming and removing sections."""

from dataclasses import replace

from llm_tui.model.catalogue.models import catalogue
from llm_tui.model.catalogue.starters import Starter, starters
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.field import Role
from llm_tui.model.dialects.mentions import user_at
from llm_tui.model.edit import AddSection, CopySection, Edit, EditGroup
from llm_tui.model.effective.accepted_input import Accepted
from llm_tui.model.effective.section import Status
from llm_tui.model.errors import EditError, ValueRefusedError
from llm_tui.model.switching.removal import losses
from llm_tui.model.switching.rename import free_name, removed, renamed
from llm_tui.model.toml.keys import BASE, Path, section_name, write_header
from llm_tui.tui.actions.confirmation import confirm
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.actions.model_actions import ModelActions
from llm_tui.tui.actions.value_actions import ValueActions
from llm_tui.tui.screens.choice_dialog import Choice, ChoiceDialog
from llm_tui.tui.screens.value_editors import TextEditor
from llm_tui.tui.state.state import Place, RowName
from llm_tui.tui.text.wording import printable

EMPTY, COPY, AS_IS = "empty", "copy", "as is"


class SectionActions(Controller):
    """Changes whole sections, with the references to them."""

    @property
    def _dialect(self) -> Dialect:
        return self.host.facts.view.dialect

    async def add(self) -> None:
        """Add a section: empty, as a copy, or for a provider, whose API key is asked for next."""
        by_name = {starter.name: starter for starter in starters()}
        choices = (
            Choice(EMPTY, "Empty: it inherits everything"),
            Choice(COPY, f"A copy of {write_header(self.host.state.section)}"),
            *(Choice(starter.name, f"For {starter.label}") for starter in by_name.values()),
        )
        text = "With only the keys that a provider needs."
        answer = await self.host.ask(ChoiceDialog("New section", text, choices))
        if not answer:
            return
        if answer == COPY:
            await self._add_copy("New section")
            return
        starter = by_name.get(answer)
        section = await self._ask_name("New section", self._free(starter.name) if starter else "")
        if section is None:
            return
        overrides = await self._overrides(section, starter) if starter else ()
        values = starter.values if starter else {}
        if overrides is not None and self.host.apply(AddSection(section, values), *overrides):
            self._select(section)
            await self._fill_in(section, starter.to_fill_in if starter else ())

    async def _overrides(self, section: Path, starter: Starter) -> tuple[Edit, ...] | None:
        """Edits that override an inherited address: another provider would get the API key.

        None if that was cancelled.
        """
        view = self.host.facts.view
        name = starter.values.get(view.dialect.key(Role.MODEL))
        address = view.dialect.key(Role.BASE_URL)
        if not name or address in starter.values:
            return ()
        try:
            document = AddSection(section, {}).apply(view.document, view.dialect)
        except EditError:
            # Applying it says why.
            return ()
        model = catalogue(view.dialect.verified_models, view.dialect.litellm).model(name)
        before = replace(view, document=document)
        return await ModelActions(self.host).adjust(before, section, model, only={address})

    async def _fill_in(self, section: Path, keys: tuple[str, ...]) -> None:
        """Ask for the secrets that a provider needs, until one is left out."""
        for key in keys:
            self._select(section, key)
            if not await ValueActions(self.host).edit_key(section, key):
                return

    def _free(self, name: str) -> str:
        """The name of a provider, if no section has it; else none."""
        taken = self.host.facts.view.has((*BASE, name))
        return "" if taken else name

    async def copy(self) -> None:
        """Copy the selected section."""
        await self._add_copy(f"Copy of {write_header(self.host.state.section)}")

    async def _add_copy(self, title: str) -> None:
        copied = self.host.state.section
        section = await self._ask_name(title, "")
        if section is not None and self.host.apply(CopySection(copied, section)):
            self._select(section)

    async def rename(self) -> None:
        """Rename the selected section and everything that refers to it."""
        old = self.host.state.section
        section = await self._ask_name(f"Rename {write_header(old)}", section_name(old))
        if section is None:
            return
        edits = renamed(self.host.state.document, self._dialect, old, section_name(section))
        if self.host.apply(EditGroup(edits)):
            self._select(section)
            if references := len(edits) - 1:
                self.host.notify(f"Renamed, with {references} reference{'s' * (references > 1)}")

    async def remove(self) -> None:
        """Remove the selected section; ask which one its users get, and show what changes."""
        section, document = self.host.state.section, self.host.state.document
        instead: Path | None = None
        if users := list(map(user_at, self._dialect.mentions(document.tables, section))):
            answer = await self._ask_instead(section, users)
            if not answer:
                return
            instead = None if answer == AS_IS else self.host.facts.view.paths[int(answer)]
        group = EditGroup(removed(document, self._dialect, section, instead))
        try:
            after = group.apply(document, self._dialect)
        except EditError as error:
            self.host.notify(f"Not removed: {error}", severity="error")
            return
        header = write_header(section)
        lost = "\n".join(printable(f"✗ {loss}") for loss in losses(self.host.facts.view, section))
        title = f"Remove {header}?"
        wanted = await confirm(self.host, after, title, "remove", lost)
        if wanted and self.host.apply(group):
            self.host.notify(f"{header} is removed; z undoes it")

    async def _ask_instead(self, section: Path, users: list[str]) -> str | None:
        """The index of the section that the users get instead, or AS_IS; None if cancelled."""
        view = self.host.facts.view
        text = f"{', '.join(users)} refer{'s' * (len(users) == 1)} to it. Refer to:"
        choices = (
            *(
                Choice(str(index), printable(section_name(path)))
                for index, path in enumerate(view.paths)
                if path != section and view.status(path) is not Status.DROPPED
            ),
            Choice(AS_IS, f"Keep the name: {view.dialect.program} warns, and uses [llm]"),
        )
        return await self.host.ask(ChoiceDialog(f"Remove {write_header(section)}", text, choices))

    async def _ask_name(self, title: str, name: str) -> Path | None:
        """The path for a name that a section can have; None if it was cancelled."""
        document = self.host.state.document

        def check(text: str) -> Accepted:
            try:
                return Accepted(free_name(document, self._dialect, text))
            except EditError as error:
                raise ValueRefusedError(str(error)) from error

        hint = "Section name, as used in llm_config. Quotes are added when needed."
        accepted = await self.host.ask(TextEditor(title, hint, check, name))
        return None if accepted is None else accepted.value

    def _select(self, section: Path, key: str | None = None) -> None:
        row = None if key is None else RowName(key)
        state = self.host.state
        if row is not None:
            state = replace(state, row=row, pattern=None, all_keys=True)
        self.host.update(replace(state, section=section, place=Place.SETTINGS))
