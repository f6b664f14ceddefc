"""Going to problems, and fixing them."""

from dataclasses import replace

from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.effective.uses import uses
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.tui.actions.host import Controller
from llm_tui.tui.state.conditions import problem_to_fix, why_not_fixed
from llm_tui.tui.state.state import SECTION_PLACES, Place, RowName


class ProblemActions(Controller):
    """Walks the problems of the file, lists and fixes them."""

    def next(self) -> None:
        """Go to the next problem in the file."""
        self._walk(1)

    def previous(self) -> None:
        """Go to the previous problem in the file."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        facts = self.host.facts
        found = [problem for problem in facts.problems if problem.severity is not Severity.NOTE]
        if facts.problem in found:
            # From the sections, that of the first row has not been gone to yet.
            is_ahead = step > 0 and self.host.state.place & SECTION_PLACES
            index = found.index(facts.problem) + (0 if is_ahead else step)
        else:
            passed = sum(1 for problem in found if (problem.line or 0) < self._line)
            index = passed if step > 0 else passed - 1
        self._go_to(found[index % len(found)])

    @property
    def _line(self) -> int:
        """The line of the selected setting, or of its section."""
        setting, state = self.host.facts.setting, self.host.state
        line = setting.line if setting else None
        return line or state.document.place_of(state.section) or 0

    def _go_to(self, problem: Problem) -> None:
        """Select the setting of a problem, or the reference, or what is nearest."""
        view = self.host.facts.view
        path = (*problem.section, problem.key)
        use = next((use for use in uses(view) if use.path == path and use.target), None)
        if view.has(problem.section):
            row = RowName(problem.key) if problem.key else None
            self._select(problem.section, row, problem)
        elif use is not None and use.target is not None:
            self._select(use.target, RowName(use.user, is_reference=True), problem)
        else:
            self._select(BASE, None, problem)

    def _select(self, section: Path, row: RowName | None, problem: Problem) -> None:
        """Go to a row, also to one that the filter hides; without a row to the first one."""
        wanted = replace(
            self.host.state, section=section, row=row, gone_to=problem, place=Place.SETTINGS
        )
        self.host.update(wanted)
        if row is not None and self.host.state.row != row:
            self.host.update(replace(wanted, pattern=None, all_keys=True))

    def fix(self) -> None:
        """Fix the problem of the selected row, or else the first one of its section."""
        self._fix(problem_to_fix(self.host.state, self.host.facts))

    def _fix(self, problem: Problem | None) -> None:
        if problem is None or problem.fix is None:
            self.host.notify(why_not_fixed(problem) or "")
        elif self.host.apply(*problem.fix.edits):
            self._follow(problem.fix)
            self.host.notify(f"Fixed: {problem.fix.label}; z undoes it")

    def _follow(self, fix: Fix) -> None:
        """Stay on what was renamed."""
        state, paths = self.host.state, self.host.facts.view.paths
        section, row = state.section, state.row
        for edit in fix.edits:
            result = edit.result
            if result.section in paths:
                section = result.section
            if result.key is not None and result != edit.target:
                row = RowName(result.key)
        self.host.update(replace(state, section=section, row=row))

    async def list(self) -> None:
        """List all problems, to go to one or fix it."""
        from llm_tui.tui.screens.problems_screen import Command, ProblemsScreen

        facts = self.host.facts
        chosen = await self.host.ask(ProblemsScreen(facts.problems, facts.problem))
        if chosen is not None:
            self._go_to(chosen.problem)
            match chosen.command:
                case Command.FIX:
                    self._fix(chosen.problem)
                case Command.OPEN_EDITOR:
                    self.host.perform("open_editor")
