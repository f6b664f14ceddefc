"""Deriving everything that is drawn from a state: each part only when an input has changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.uses import uses
from llm_tui.model.toml.differences import changed_paths
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.tui.state.derive_detail import detail_view
from llm_tui.tui.state.derive_document import (
    all_problems,
    exposed,
    read_only,
    resolve,
    unsaved,
)
from llm_tui.tui.state.derive_footer import footer_keys
from llm_tui.tui.state.derive_problems import (
    ProblemIndex,
    keys_with_problem,
    problem_index,
    selected_problem,
)
from llm_tui.tui.state.derive_selection import nearest_row, selected_setting, selected_use
from llm_tui.tui.state.derive_settings import origin_width, section_settings, setting_rows
from llm_tui.tui.state.derive_test import live_view, next_asker, planned_view, section_plan
from llm_tui.tui.state.derive_title import banner, settings_title, title_view
from llm_tui.tui.state.derive_tree import badges, plain_rows, tree_view
from llm_tui.tui.state.line_edit import LineEdit
from llm_tui.tui.state.screen_facts import Facts
from llm_tui.tui.state.snapshot import DetailView, Rows, Snapshot, TestView, index_of
from llm_tui.tui.state.state import SECTION_PLACES, Place, State

if TYPE_CHECKING:
    from llm_tui.model.check import Checker
    from llm_tui.model.check.problem import Problem
    from llm_tui.model.effective.setting import Setting
    from llm_tui.model.effective.uses import Use

T = TypeVar("T")

NOTHING: "Mapping[str, int]" = {}


@dataclass(frozen=True)
class Derived:
    """A state whose selection exists, with what follows from it."""

    state: State
    facts: Facts
    snapshot: Snapshot


@dataclass
class _Memory:
    inputs: tuple[Any, ...]
    result: Any


class Derivation:
    """Derives snapshots. It remembers the last inputs and result of each part."""

    def __init__(self) -> None:
        self._memory: dict[Callable[..., Any], _Memory] = {}
        self._checker: Checker | None = None
        self._selected_row = 0

    def part(self, function: Callable[..., T], *inputs: Any) -> T:
        """The function's result for these inputs: the same object while they are the same ones.

        Texts that come out equal are the same object too, so that they are not drawn again.
        """
        last = self._memory.get(function)
        if last is not None and all(map(_same, last.inputs, inputs)):
            return last.result  # type: ignore[no-any-return]
        result = self.compute(function, *inputs)
        if last is not None and function in _TEXTS and result == last.result:
            result = last.result
        self._memory[function] = _Memory(inputs, result)
        return result

    def compute(self, function: Callable[..., T], *inputs: Any) -> T:
        """The function's result, computed."""
        return function(*inputs)

    def __call__(self, state: State) -> Derived:
        """Derive the facts and the snapshot of a state."""
        view = self.part(resolve, state.session, state.document)
        if not view.has(state.section):
            state = replace(state, section=BASE)
        changed = self.part(changed_paths, state.history.saved, state.document)
        problems = self._problems(state, view)
        index = self.part(problem_index, problems)
        settings = self.part(section_settings, view, state.section)
        used = self.part(uses, view)
        rows = self._rows(state, view, settings, used, changed, index)
        row = nearest_row(rows, state.row, self._selected_row)
        if row != state.row:
            state = replace(state, row=row, revealed=False)
        self._selected_row = index_of(rows, row) or 0
        facts = Facts(
            view,
            changed,
            self.part(unsaved, state.history),
            read_only(state),
            problems,
            index,
            self.part(selected_setting, settings, row),
            self.part(selected_use, used, row),
            self.part(selected_problem, index, state.section, row, state.gone_to),
        )
        return Derived(state, facts, self._snapshot(state, facts, rows))

    def _rows(
        self,
        state: State,
        view: Resolution,
        settings: "tuple[Setting, ...]",
        used: "tuple[Use, ...]",
        changed: frozenset[Path],
        index: ProblemIndex,
    ) -> Rows:
        return self.part(
            setting_rows,
            view,
            state.section,
            settings,
            used,
            state.pattern,
            state.all_keys,
            changed,
            self.part(keys_with_problem, index.of(state.section)),
            state.row if state.revealed else None,
            self._commented(state),
        )

    def _commented(self, state: State) -> "Mapping[str, int]":
        """The lines of the keys that are commented out; not before the first frame is drawn."""
        if not state.checked:
            return NOTHING
        from llm_tui.model.effective.commented import commented_lines

        return self.part(commented_lines, state.document, state.section)

    def _snapshot(self, state: State, facts: Facts, rows: Rows) -> Snapshot:
        view, section, problems = facts.view, state.section, facts.problems
        results = self.part(badges, view, state.results, state.live, state.session)
        tree = self.part(
            tree_view,
            view,
            self.part(plain_rows, view),
            facts.changed,
            state.marked,
            problems,
            results,
            state.section_pattern,
        )
        typed = state.typed
        return Snapshot(
            self.part(title_view, state.session, view, facts.unsaved, problems, facts.read_only),
            tree,
            tree.indices.get(section, -1),
            self.part(settings_title, view, section),
            rows,
            self._selected_row,
            self.part(origin_width, state.document),
            self.part(banner, view, section, facts.index),
            self._detail(state, facts),
            self.part(footer_keys, state, facts),
            self._test(state, view),
            _filter(state.section_pattern, typed, is_typed=state.place is Place.SECTION_FILTER),
            _filter(state.pattern, typed, is_typed=state.place is Place.FILTER),
            state.notice,
            state.place,
        )

    def _detail(self, state: State, facts: Facts) -> DetailView:
        in_full = not state.place & SECTION_PLACES or state.gone_to is not None
        return self.part(
            detail_view,
            facts.view,
            state.section,
            facts.setting,
            facts.use,
            facts.problem if in_full else None,
            state.revealed,
            in_full,
            self._commented(state).get(facts.setting.key) if facts.setting else None,
        )

    def _test(self, state: State, view: Resolution) -> TestView | None:
        if state.test is None:
            return None
        prompt = state.typed if state.place is Place.PROMPT else None
        prompt = prompt or LineEdit.of(state.test.prompt)
        live = state.live.get(state.section)
        if live is not None:
            return self.part(live_view, live, prompt, state.clock)
        plan = self.part(section_plan, view, state.section, state.session)
        result = state.results.get(state.section)
        asker = self.part(next_asker, state.session)
        return self.part(planned_view, plan, asker, result, prompt)

    def _problems(self, state: State, view: Resolution) -> "tuple[Problem, ...]":
        if not state.checked:
            return ()
        around = self.part(exposed, state.session, state.history.saved)
        return self.part(all_problems, around, self.part(self._find, state.session, view))

    def _find(self, session: Any, view: Resolution) -> "tuple[Problem, ...]":
        # Imported here: the first frame does not wait for it.
        from llm_tui.model.check import Checker

        if self._checker is None:
            self._checker = Checker(session.process_environment)
        return self._checker.problems(view)


def _filter(pattern: str | None, typed: LineEdit | None, *, is_typed: bool) -> LineEdit | None:
    """A filter as it is typed, or only shown."""
    if pattern is None:
        return None
    return typed if is_typed else LineEdit.of(pattern)


def _same(one: Any, other: Any) -> bool:
    """Is it the same input? Tables are not compared by value: 1 would equal true."""
    return one is other or (isinstance(one, str | int | float | LineEdit) and one == other)


_TEXTS: frozenset[Callable[..., Any]] = frozenset(
    {
        changed_paths,
        keys_with_problem,
        badges,
        title_view,
        tree_view,
        settings_title,
        setting_rows,
        banner,
        detail_view,
        footer_keys,
        live_view,
        planned_view,
    }
)
"""The parts of which two equal ones are drawn alike: they hold only texts and paths."""
