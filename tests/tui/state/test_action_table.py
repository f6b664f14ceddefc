"""The action table: every row names a method that exists, and says when it works."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

from llm_tui.model import SetValue
from llm_tui.model.toml.keys import BASE
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.state.action import Action, refusal
from llm_tui.tui.state.action_table import ACTIONS, action_for, action_named
from llm_tui.tui.state.owner import StateOwner
from llm_tui.tui.state.state import Place, RowName
from tests.tui.state.owned import owner_of

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"
caching_prompt = true

[llm.cheap]
model = "gpt-4o-mini"

[agent.Coder]
llm_config = "cheap"
"""


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_an_action_names_a_method_without_arguments(action: Action) -> None:
    module, name, method = action.runs.split(".")
    controller = getattr(import_module(f"llm_tui.tui.actions.{module}"), name)

    assert issubclass(controller, Controller)
    function: Callable[..., object] = getattr(controller, method)
    assert list(signature(function).parameters) == ["self"]


def test_names_are_unique() -> None:
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize(
    ("key", "place", "name"),
    [
        ("space", Place.SECTIONS, "mark"),
        ("space", Place.SETTINGS, "toggle"),
        ("f", Place.SETTINGS, "fix"),
        ("f", Place.LOG, "switch_tools"),
        ("s", Place.SECTIONS, "save"),
        ("s", Place.LOG, "skip_wait"),
        ("escape", Place.FILTER, "clear_filter"),
        ("escape", Place.SETTINGS, "back"),
        ("enter", Place.SECTIONS, "focus_settings"),
        ("enter", Place.SETTINGS, "edit"),
        ("escape", Place.LOG, "end_test"),
        ("enter", Place.LOG, "send"),
        ("f9", Place.LOG, None),
    ],
)
def test_a_key_does_what_it_means_where_the_focus_is(
    key: str, place: Place, name: str | None
) -> None:
    action = action_for(key, place)

    assert (action and action.name) == name


def why_not(owner: StateOwner, name: str) -> str | None:
    """The reason why an action is disabled."""
    return refusal(action_named(name), owner.state, owner.facts)


@pytest.mark.parametrize("action", [a for a in ACTIONS if a.edits], ids=lambda a: a.name)
def test_a_read_only_file_refuses_every_edit_in_one_sentence(config: Path, action: Action) -> None:
    owner, _, _ = owner_of(config, TEXT, read_only="no permission", place=Place.SETTINGS)

    assert why_not(owner, action.name) == "Nothing can be edited: no permission"
    assert action.name not in {key.action for key in owner.snapshot.footer}


def test_nothing_is_edited_from_the_test_pane_by_the_keys_of_the_lists(config: Path) -> None:
    owner, _, _ = owner_of(config, TEXT, place=Place.LOG)

    for name in ("edit", "toggle", "pick_model", "unset", "fix"):
        assert why_not(owner, name) == ""


def test_undo_and_save_need_an_edit(config: Path) -> None:
    owner, _, _ = owner_of(config, TEXT)
    assert why_not(owner, "undo") == "There is nothing to undo"
    assert why_not(owner, "save") == "There is nothing to save"
    assert why_not(owner, "diff") == "There is nothing to save"

    owner.apply(SetValue(BASE, "seed", 1))
    assert why_not(owner, "undo") is None
    assert why_not(owner, "save") is None
    assert why_not(owner, "redo") == "There is nothing to redo"
    assert {"undo", "save", "diff"} <= {key.action for key in owner.snapshot.footer}


def test_a_row_decides_what_can_be_done_with_it(config: Path) -> None:
    owner, _, _ = owner_of(config, TEXT, place=Place.SETTINGS, row=RowName("model"))
    assert why_not(owner, "unset") is None
    assert why_not(owner, "toggle") == "model is not true or false; enter edits it"
    assert why_not(owner, "reveal") == "This is not a secret"

    owner.update(replace(owner.state, row=RowName("caching_prompt")))
    assert why_not(owner, "toggle") is None

    owner.update(replace(owner.state, row=RowName("top_p")))
    assert why_not(owner, "unset") == "top_p is not set in [llm]"

    owner.update(replace(owner.state, row=RowName("api_key")))
    assert why_not(owner, "reveal") is None

    owner.update(replace(owner.state, pattern="no such key"))
    assert why_not(owner, "edit") == "Select a setting"

    user = RowName("agent.Coder", is_reference=True)
    owner.update(replace(owner.state, pattern=None, section=("llm", "cheap"), row=user))
    assert why_not(owner, "edit") is None
    assert why_not(owner, "promote") == "Select a setting"


def test_the_base_keeps_its_name(config: Path) -> None:
    owner, _, _ = owner_of(config, TEXT)
    assert "keeps its name" in (why_not(owner, "rename_section") or "")

    owner.update(replace(owner.state, section=("llm", "cheap")))
    assert why_not(owner, "rename_section") is None
