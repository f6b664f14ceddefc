"""Going to problems, and fixing them, from the main screen."""

from textual import work

from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.tui.screens.state import MainState
from llm_tui.tui.widgets.settings_table import SettingsTable


class ProblemActions(MainState):
    """What the keys do about problems."""

    _gone_to: tuple[Path, str | None, Problem] | None = None
    """Where the selection was put for a problem that may stand elsewhere in the file."""

    def problem_here(self) -> Problem | None:
        """The problem to tell of where the selection is now: the gravest one."""
        key = self.setting.key if self.setting else None
        if self._gone_to is not None and self._gone_to[:2] == (self.section, key):
            problem = self._gone_to[2]
            if problem in self.problems:
                return problem
        here = [p for p in self.problems if p.section == self.section and p.key == key]
        return min(here, key=lambda p: list(Severity).index(p.severity), default=None)

    def action_next_problem(self) -> None:
        """Go to the next problem in the file."""
        self._walk(1)

    def action_previous_problem(self) -> None:
        """Go to the previous problem in the file."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        self.check_once()
        found = [p for p in self.problems if p.severity is not Severity.NOTE]
        if not found:
            self.tell("There is no problem")
            return
        if self.problem in found:
            index = found.index(self.problem) + step
        else:
            line = (self.setting and self.setting.line) or self._section_line
            passed = sum(1 for problem in found if (problem.line or 0) < line)
            index = passed if step > 0 else passed - 1
        self.go_to(found[index % len(found)])

    @property
    def _section_line(self) -> int:
        section = self.view.section(self.section) if self.view else None
        return (section and section.line) or 0

    def go_to(self, problem: Problem) -> None:
        """Select the section and the setting that a problem is about, or what is nearest."""
        assert self.view is not None
        is_own = problem.section in self.view.paths
        self._gone_to = None
        self.section = problem.section if is_own else BASE
        table = self.query_one(SettingsTable)
        table.select(problem.key if is_own else None)
        table.focus()
        self.setting = table.setting
        key = table.setting.key if table.setting else None
        self._gone_to = (self.section, key, problem)
        self.problem = problem

    def action_fix(self) -> None:
        """Fix the problem at the selected row, or else the first one of its section."""
        own = [p for p in self.problems if p.section == self.section]
        grave = [p for p in own if p.severity is not Severity.NOTE]
        self._fix(self.problem or next(iter(grave), None))

    def _fix(self, problem: Problem | None) -> None:
        if problem is None:
            self.tell("There is no problem here; n goes to the next one")
        elif problem.fix is None:
            self.tell(f"It has no fix that could be made here: {problem.message}")
        elif self.apply(*problem.fix.edits):
            self._follow(problem.fix)
            self.tell(f"Done: {problem.fix.label}; z takes it back")

    def _follow(self, fix: Fix) -> None:
        """Stay on what was renamed."""
        for edit in fix.edits:
            result = edit.result
            if self.view is not None and result.section in self.view.paths:
                self.section = result.section
            if result != edit.target and result.key is not None:
                self.query_one(SettingsTable).select(result.key)

    @work(exclusive=True, group="dialog")
    async def action_problems(self) -> None:
        """List all problems, to go to one or fix it."""
        self.check_once()
        if not self.problems:
            self.tell("There is no problem")
            return
        from llm_tui.tui.screens.problems import ProblemsScreen

        chosen = await self.app.push_screen_wait(ProblemsScreen(self.problems, self.problem))
        if chosen is not None:
            self.go_to(chosen.problem)
            if chosen.fix:
                self._fix(chosen.problem)
