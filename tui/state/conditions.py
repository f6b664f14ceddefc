"""Conditions that enable actions: each returns None, or the sentence that says why not."""

from llm_tui.model.check.problem import READABLE, Problem, Severity
from llm_tui.model.dialects import known
from llm_tui.model.dialects.field import FieldKind
from llm_tui.model.secrets.masking import mask_value
from llm_tui.model.toml.keys import BASE, Path, write_header
from llm_tui.tui.state.screen_facts import Facts
from llm_tui.tui.state.state import State


def has_edit_to_undo(state: State, _: Facts) -> str | None:
    """Is there an edit to undo?"""
    return None if state.history.done else "There is nothing to undo"


def has_edit_to_redo(state: State, _: Facts) -> str | None:
    """Is there an edit to redo?"""
    return None if state.history.undone else "There is nothing to redo"


def is_unsaved(state: State, _: Facts) -> str | None:
    """Does the document differ from the file?"""
    return None if state.history.unsaved else "There is nothing to save"


def is_boolean(_: State, facts: Facts) -> str | None:
    """Is the selected setting true or false?"""
    assert facts.setting is not None
    field = facts.view.dialect.fields.get(facts.setting.key)
    if field is not None and field.kind is FieldKind.BOOLEAN:
        return None
    return f"{facts.setting.key} is not true or false; enter edits it"


def is_set(state: State, facts: Facts) -> str | None:
    """Is the selected row set in the file?"""
    if facts.use is not None:
        use = facts.use
        return None if use.line or not use.path else f"{use.user} names no section itself"
    assert facts.setting is not None
    if facts.setting.written is not None:
        return None
    return f"{facts.setting.key} is not set in {write_header(state.section)}"


def is_changed(state: State, facts: Facts) -> str | None:
    """Has the value of the selected row an edit that is not saved?"""
    path = selected_path(state, facts)
    if path in facts.changed:
        return None
    return f"{path[-1]} has no unsaved edit" if path else "This value is not in the file"


def selected_path(state: State, facts: Facts) -> Path:
    """The place in the file of the selected setting or reference; empty where it has none."""
    if facts.use is not None:
        return facts.use.path
    return () if facts.setting is None else (*state.section, facts.setting.key)


def is_secret(_: State, facts: Facts) -> str | None:
    """Is the selected value a secret, or one that can hold or holds one?"""
    setting = facts.setting
    if setting is not None and (
        setting.secret
        or isinstance(setting.value, dict)
        or mask_value(setting.value) != setting.value
    ):
        return None
    return "This is not a secret"


def problem_to_fix(state: State, facts: Facts) -> Problem | None:
    """The problem of the selected row, else the first one of the section that is not a note."""
    if facts.problem is not None:
        return facts.problem
    own = facts.index.of(state.section)
    return next((problem for problem in own if problem.severity is not Severity.NOTE), None)


def why_not_fixed(problem: Problem | None) -> str | None:
    """The reason why a problem can't be fixed; None if it can."""
    if problem is None:
        return "There is no problem here; n goes to the next one"
    return None if problem.fix else f"No fix is known: {problem.message}"


def has_fix(state: State, facts: Facts) -> str | None:
    """Is there a problem here that can be fixed?"""
    return why_not_fixed(problem_to_fix(state, facts))


def has_problem_to_go_to(_: State, facts: Facts) -> str | None:
    """Is anything wrong with the file?"""
    return "There is no problem" if facts.index.only_notes else None


def has_problem_or_note(_: State, facts: Facts) -> str | None:
    """Is there anything to list?"""
    return None if facts.problems else "There is no problem"


def is_readable_for_others(_: State, facts: Facts) -> str | None:
    """Can others read the API keys in the file?"""
    found = any(problem.code == READABLE for problem in facts.problems)
    return None if found else "Nobody else can read API keys in this file"


def is_named(state: State, _: Facts) -> str | None:
    """Is a named section selected?"""
    if state.section != BASE:
        return None
    return "[llm] is the base that the others inherit from; it keeps its name"


def has_other_section(_: State, facts: Facts) -> str | None:
    """Is there a section to compare with?"""
    return None if len(facts.view.paths) > 1 else "There is no other section to compare with"


def has_releases(_: State, facts: Facts) -> str | None:
    """Are several releases of the program known?"""
    if known.releases(facts.view.dialect.name):
        return None
    return f"{facts.view.dialect.program} has no releases to choose from"


def is_file(state: State, _: Facts) -> str | None:
    """Is the file there to be opened?"""
    return "Save the new file first" if state.session.is_new else None


def has_wait(state: State, _: Facts) -> str | None:
    """Does the test of the selected section wait before its next attempt?"""
    live = state.live.get(state.section)
    return None if live is not None and live.resume_at is not None else "No test waits here"
