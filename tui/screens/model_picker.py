"""Picking a model: typing searches the known ones; any other name is accepted too."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from llm_tui.model.catalogue.endpoint import Endpoint, EndpointError
from llm_tui.model.catalogue.fuzzy import Query
from llm_tui.model.catalogue.model import Model
from llm_tui.model.catalogue.model_groups import NONE, Group, groups
from llm_tui.model.catalogue.models import catalogue
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.store import preferences, recents
from llm_tui.tui.screens.dialog import CLOSE, Key, keys_text
from llm_tui.tui.text.model_figures import model_sentence
from llm_tui.tui.text.wording import printable
from llm_tui.tui.widgets.model_list import ModelList, Typed, name_of
from llm_tui.tui.widgets.row_list import RowList

LOW = 14
"""Below this height there are no titles."""

KEYS = (
    Key("enter", "use"),
    Key("^t", "use as typed"),
    Key("^f", "favourite"),
    Key("^u", "clear"),
    CLOSE,
)


@dataclass(frozen=True)
class Picked:
    """A model, and whether the section's own endpoint says that it serves it."""

    model: Model
    served: bool


class PickerScreen(Screen[Picked | None]):
    """Gives the model that was picked, or None if it is left by escape.

    Text always goes to the filter; all other keys move in the list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("up", "list('move(-1)')", priority=True, show=False),
        Binding("down", "list('move(1)')", priority=True, show=False),
        Binding("pageup", "list('page(-1)')", priority=True, show=False),
        Binding("pagedown", "list('page(1)')", priority=True, show=False),
        Binding("ctrl+home", "list('end(-1)')", priority=True, show=False),
        Binding("ctrl+end", "list('end(1)')", priority=True, show=False),
        Binding("ctrl+f", "favourite", priority=True, show=False),
        Binding("ctrl+t", "typed", priority=True, show=False),
    ]

    DEFAULT_CSS = """
    PickerScreen {
        #title, #keys { height: 1; background: $panel; padding: 0 1; }
        #endpoint { height: 1; padding: 0 1; color: $text-muted; }
        #endpoint.failed { color: $text-error; }
        Input, Input:focus { border: none; height: 1; padding: 0 1; background: $boost; }
        #head { height: 1; padding: 0 1; text-style: bold; }
        ModelList { height: 1fr; padding: 0 1; background: $background; }
        #detail { height: 2; padding: 0 1; background: $boost; }
        &.-low #title, &.-low #head { display: none; }
    }
    """

    def __init__(
        self, section: str, now: str | None, asked: Endpoint | str, dialect: Dialect
    ) -> None:
        """asked: the endpoint of the section, or why there is none to ask."""
        super().__init__()
        self._section, self._now, self._asked = section, now, asked
        self._known = catalogue(dialect.verified_models, dialect.litellm)
        self._program = dialect.program
        self._favourites = preferences.load()[0].favourites
        self._recent = recents.load()
        self._served: Group = NONE

    def compose(self) -> ComposeResult:
        """The filter above the list, the figures of the selected model below it."""
        yield Static(f"Model of {self._section}", id="title", markup=False)
        count = f"{len(self._known.models):,}"
        field = Input(placeholder=f"type to find one of {count} models, or any other name")
        field.cursor_blink = False
        yield field
        yield Static(id="endpoint", markup=False)
        yield Static(id="head", markup=False)
        yield ModelList()
        yield Static(id="detail", markup=False)
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the known models, and ask the endpoint for the rest."""
        self.query_one(ModelList).can_focus = False
        self._show(keep=False)
        if isinstance(self._asked, str):
            self._show_endpoint(f"· {self._asked}")
        else:
            self._show_endpoint(f"… asking {self._asked.host} for its models")
            self.call_after_refresh(self._ask, self._asked)

    def on_resize(self) -> None:
        """The columns are as wide as the list; on a low screen the models come first."""
        self.set_class(self.size.height < LOW, "-low")
        self.query_one("#keys", Static).update(keys_text(KEYS, self.size.width - 2))
        self.query_one("#head", Static).update(self._list.heading(self.size.width - 3))

    @property
    def _list(self) -> ModelList:
        return self.query_one(ModelList)

    @property
    def _text(self) -> str:
        return self.query_one(Input).value.strip()

    @work(exclusive=True)
    async def _ask(self, asked: Endpoint) -> None:
        # The rows are there by now: they do not wait for what asks.
        from llm_tui.model.catalogue.served_models import ask

        try:
            self._served = await ask(asked, self._known)
        except EndpointError as error:
            self._show_endpoint(f"✗ {printable(str(error))}", failed=True)
            return
        self._show_endpoint(f"✓ {asked.host} serves {_count(len(self._served.models))}")
        self._show(keep=True)

    def _show_endpoint(self, text: str, *, failed: bool = False) -> None:
        line = self.query_one("#endpoint", Static)
        line.set_class(failed, "failed")
        line.update(text)

    def _show(self, *, keep: bool) -> None:
        """Show the models that fit; `keep` the cursor where it is unless something was typed."""
        text = self._text
        found = groups(
            self._known,
            Query(text),
            now=self._now,
            favourites=self._favourites,
            recent=self._recent,
            served=self._served,
        )
        named = any(model.name == text for group in found for model in group.models)
        self._list.favourites = self._favourites
        self._list.show_groups(found, "" if named else text, keep)
        self._show_detail()

    def _show_detail(self) -> None:
        row = self._list.selected_row
        text = model_sentence(row, self._program) if isinstance(row, Model) else ""
        if isinstance(row, Typed):
            text = "litellm does not list it, but it may exist."
        self.query_one("#detail", Static).update(text)

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._show(keep=False)

    @on(Input.Submitted)
    @on(RowList.RowSelected)
    def _take(self) -> None:
        if (name := name_of(self._list.selected_row)) is not None:
            self._finish(name)

    @on(RowList.RowHighlighted)
    def _follow(self, event: RowList.RowHighlighted) -> None:
        event.stop()
        self._show_detail()

    def action_typed(self) -> None:
        """Use what is typed as the name."""
        if self._text:
            self._finish(self._text)

    def _finish(self, name: str) -> None:
        served = {model.name: model for model in self._served.models}
        self.dismiss(Picked(served.get(name) or self._known.model(name), name in served))

    def action_favourite(self) -> None:
        """Make the selected model a favourite, or remove it from them."""
        name = name_of(self._list.selected_row)
        if name is None:
            return
        others = tuple(model for model in self._favourites if model != name)
        favourites = others if name in self._favourites else (*others, name)
        try:
            preferences.save("favourites", favourites)
        except LlmTuiError as error:
            self.notify(f"Not kept: {error}", severity="error", markup=False)
            return
        self._favourites = favourites
        self._show(keep=True)

    async def action_list(self, action: str) -> None:
        """Move in the list."""
        await self._list.run_action(action)


def _count(models: int) -> str:
    return "1 model" if models == 1 else f"{models:,} models"
