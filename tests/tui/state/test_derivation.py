"""What is drawn follows from the state; each part is derived when an input of it has changed."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from llm_tui.model import RemoveSection, SetValue, UnsetValue
from llm_tui.model.probe.events import AttemptSucceeded
from llm_tui.model.probe.plan import plan
from llm_tui.model.probe.run import Attempt, Phase, Run
from llm_tui.model.toml.keys import BASE
from llm_tui.tui.state.snapshot import ValueRow
from llm_tui.tui.state.state import Place, RowName
from llm_tui.tui.test_runner import Result
from tests.tui.state.owned import CountedResolution, owner_of, row_of

TEXT = """\
[llm]
model = "gpt-4o"
api_key = "sk-base-000000000003f9a"
caching_prompt = true
seed = 1

[llm.cheap]
model = "gpt-4o-mini"

[agent.Coder]
llm_config = "cheap"

[agent.Finder]
llm_config = "cheap"
"""
CHEAP = ("llm", "cheap")


def test_the_state_knows_no_textual() -> None:
    code = "import sys, llm_tui.tui.state.owner; sys.exit('textual' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_another_row_derives_only_what_is_about_the_row(config: Path) -> None:
    owner, derivation, _ = owner_of(config, TEXT, checked=True)
    before = owner.snapshot

    owner.update(replace(owner.state, row=RowName("seed")))

    assert set(derivation.counts) == {
        "selected_setting",
        "selected_use",
        "selected_problem",
        "detail_view",
        "footer_keys",
    }
    assert max(derivation.counts.values()) == 1
    assert owner.snapshot.tree is before.tree
    assert owner.snapshot.settings is before.settings
    assert owner.snapshot.detail.title == "seed"
    assert not CountedResolution.computed


def test_another_section_keeps_the_tree_and_computes_its_settings_once(config: Path) -> None:
    owner, derivation, _ = owner_of(config, TEXT, checked=True)
    before = owner.snapshot

    owner.update(replace(owner.state, section=CHEAP))

    assert CountedResolution.computed == {CHEAP: 1}
    assert max(derivation.counts.values()) == 1
    assert "tree_view" not in derivation.counts
    assert "_find" not in derivation.counts
    assert owner.snapshot.tree is before.tree
    assert owner.snapshot.selected_section == 1
    assert row_of(owner.snapshot, "model").origin == "here :8"


def test_an_edit_derives_every_part_once(config: Path) -> None:
    owner, derivation, _ = owner_of(config, TEXT, checked=True)

    assert owner.apply(SetValue(BASE, "seed", 2))

    assert CountedResolution.computed == {BASE: 1}
    assert max(derivation.counts.values()) == 1
    assert owner.snapshot.title.states[-1].text == "1 unsaved"
    assert row_of(owner.snapshot, "seed")[1:6] == ("●", "▌", "seed", " ", "2")


def test_the_same_section_again_derives_nothing_of_it(config: Path) -> None:
    owner, derivation, _ = owner_of(config, TEXT)

    equal = (*BASE,)
    owner.update(replace(owner.state, section=equal))

    assert set(derivation.counts) == {"footer_keys"}


def test_the_focus_changes_the_keys_and_what_is_said_of_the_row(config: Path) -> None:
    owner, derivation, _ = owner_of(config, TEXT)
    before = owner.snapshot

    owner.update(replace(owner.state, place=Place.SETTINGS))

    assert set(derivation.counts) == {"detail_view", "footer_keys"}
    assert owner.snapshot.footer != before.footer


def test_values_that_compare_equal_are_not_taken_for_each_other(config: Path) -> None:
    owner, _, _ = owner_of(config, TEXT, section=CHEAP)

    owner.apply(SetValue(CHEAP, "completion_kwargs", {"a": True}))
    assert row_of(owner.snapshot, "completion_kwargs").value == "{ a = true }"

    owner.apply(SetValue(CHEAP, "completion_kwargs", {"a": 1}))
    assert row_of(owner.snapshot, "completion_kwargs").value == "{ a = 1 }"


def test_the_tree_shows_a_model_wherever_it_is_written_and_marks_an_inherited_one(
    config: Path,
) -> None:
    owner, _, _ = owner_of(
        config,
        '[llm]\nmodel = "gpt-4o"\ninline = { model = "o3" }\ndotted.model = "o4"\n'
        '[llm.own]\nmodel = "openai/gpt-5"\n[llm.plain]\nseed = 1\n',
    )

    texts = {row.name: row.text for row in owner.snapshot.tree.rows}
    assert texts == {"llm": "gpt-4o", "inline": "o3", "dotted": "o4", "own": "gpt-5", "plain": "↑"}


def test_to_show_a_plain_file_no_line_of_it_is_scanned(config: Path) -> None:
    """They are scanned to edit it: in a large file that is a third of its start."""
    owner, _, _ = owner_of(config, TEXT + "[llm.named]\n#seed = 1\nunknown_key = 2\n", checked=True)

    owner.update(replace(owner.state, section=(*BASE, "named")))
    assert row_of(owner.snapshot, "seed")
    assert owner.snapshot.title.states[-1].text == "✗ 1"
    assert "lines" not in owner.state.document.__dict__


def test_a_section_that_is_gone_leaves_the_base_selected(config: Path) -> None:
    owner, _, _ = owner_of(config, TEXT, section=CHEAP)

    assert owner.state.section == CHEAP

    owner.apply(RemoveSection(CHEAP))

    assert owner.state.section == BASE


def test_a_row_that_is_filtered_out_leaves_the_first_one_selected(config: Path) -> None:
    owner, _, _ = owner_of(config, TEXT, row=RowName("seed"))

    owner.update(replace(owner.state, pattern="model"))
    first = next(row for row in owner.snapshot.settings if isinstance(row, ValueRow))
    assert owner.state.row == first.name

    owner.update(replace(owner.state, pattern="nothing of the kind"))
    assert owner.state.row is None
    assert owner.facts.setting is None
    assert owner.snapshot.settings == ()


def test_a_reference_that_is_gone_leaves_the_next_one_selected(config: Path) -> None:
    owner, _, _ = owner_of(
        config, TEXT, section=CHEAP, row=RowName("agent.Coder", is_reference=True)
    )

    owner.apply(UnsetValue(("agent", "Coder"), "llm_config"))

    assert owner.state.row == RowName("agent.Finder", is_reference=True)


@pytest.mark.parametrize("change", ["row", "section", "edit"])
def test_a_secret_is_hidden_by_any_change(config: Path, change: str) -> None:
    owner, _, _ = owner_of(config, TEXT, row=RowName("api_key"))
    owner.update(replace(owner.state, revealed=True))
    assert row_of(owner.snapshot, "api_key").value == "sk-base-000000000003f9a"

    if change == "row":
        owner.update(replace(owner.state, row=RowName("seed")))
    elif change == "section":
        owner.update(replace(owner.state, section=CHEAP))
    else:
        owner.apply(SetValue(BASE, "seed", 7))

    assert not owner.state.revealed
    assert "sk-base" not in row_of(owner.snapshot, "api_key").value


def test_a_problem_that_was_gone_to_is_shown_until_the_selection_moves(config: Path) -> None:
    owner, _, _ = owner_of(config, TEXT.replace('"cheap"', '"chaep"', 1), checked=True)
    (problem,) = [problem for problem in owner.facts.problems if "chaep" in problem.message]

    owner.update(replace(owner.state, gone_to=problem, row=RowName("seed")))
    assert owner.facts.problem == problem
    assert problem.message in owner.snapshot.detail.lines[0].text

    owner.update(replace(owner.state, row=RowName("model")))
    assert owner.state.gone_to is None
    assert owner.facts.problem is None


def test_a_read_only_file_refuses_edits_with_the_reason(config: Path) -> None:
    owner, _, drawn = owner_of(config, TEXT, read_only="opened with --read-only")

    assert not owner.apply(SetValue(BASE, "seed", 2))

    assert drawn.messages == ["Nothing can be edited: opened with --read-only"]
    assert owner.state.document.data == TEXT.encode()
    assert "read-only" in [state.text for state in owner.snapshot.title.states]


def test_unsaved_edits_are_kept_for_a_restart(config: Path) -> None:
    owner, _, _ = owner_of(config, TEXT)

    owner.apply(SetValue(BASE, "seed", 2))

    assert owner.state.session.journal.read().edits == (SetValue(BASE, "seed", 2),)
    owner.state.session.journal.discard()


def test_a_result_is_stale_in_the_tree_once_a_value_has_changed(config: Path) -> None:
    owner, _, _ = owner_of(config, TEXT)
    process = owner.state.session.process_environment
    success = AttemptSucceeded(
        number=1,
        first_token_s=0.1,
        total_s=0.84,
        prompt_tokens=1,
        completion_tokens=1,
        finish_reason="stop",
        tool_call=None,
        cost_usd=None,
    )
    run = Run(1, (Attempt(1, success=success),), Phase.ENDED)
    result = Result(run, plan(owner.facts.view, CHEAP, process).fingerprint)

    owner.update(replace(owner.state, results={CHEAP: result}))
    row = owner.snapshot.tree.rows[1]
    assert (row.badge, row.badge_look) == ("✓ 0.8s", "good")

    owner.apply(SetValue(CHEAP, "temperature", 1.5))
    row = owner.snapshot.tree.rows[1]
    assert (row.badge, row.badge_look) == ("✓ 0.8s?", "stale")
