"""`llm-tui check`: problems of a file, with their consequences and fixes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from llm_tui.model.check import fixed
from llm_tui.model.check.exposure import exposure
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.toml.document import Document
from llm_tui.tui.commands.edit import Editing
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import warn
from llm_tui.tui.commands.stdout import say, say_json
from llm_tui.tui.text.problem_lines import counts, entry, problem_lines

if TYPE_CHECKING:
    from llm_tui.model.check.fixes import Fixed

SECONDS = 10.0
"""How long fixes are made: each takes as long as the file, and there may be thousands of them."""


def run(options: Options) -> int:
    """List the problems; exit status 1 if errors remain."""
    editing = Editing(options)
    document, fixes = _fixed(editing) if options.fix else (editing.document, ())
    found = [*exposure(editing.path, document.tables), *editing.problems(document)]
    if options.json:
        say_json(_report(editing, found))
    else:
        _print(options, editing.path, found)
        if options.fix and not fixes:
            say(_why_nothing(found))
    return int(any(problem.severity is Severity.ERROR for problem in found))


def _fixed(editing: Editing) -> tuple[Document, tuple[Fix, ...]]:
    """The document with every fix that is certain, saved unless it is a dry run; and the fixes."""
    if editing.options.json:
        editing.options.quiet = True
    made: list[Fixed] = []

    def change(now: Editing) -> Document:
        made[:] = [fixed(now.document, now.dialect, now.problems, SECONDS)]
        return made[0].document

    document, fixes = editing.write(change), made[0].fixes
    if not made[0].is_all:
        warn(f"{len(fixes)} fixes were made in {SECONDS:g} s; run it again for the others")
    return document, fixes


def _why_nothing(found: Sequence[Problem]) -> str:
    """Why `--fix` has changed nothing."""
    doubtful = sum(1 for problem in found if problem.fix)
    if doubtful:
        are, them = ("are", "them") if doubtful > 1 else ("is", "it")
        return f"Nothing was fixed: {doubtful} of the fixes {are} not certain; make {them} yourself"
    if any(problem.severity is not Severity.NOTE for problem in found):
        return "Nothing was fixed: no fix is known for these problems"
    return "Nothing was fixed: there is nothing to fix"


def _report(editing: Editing, found: Sequence[Problem]) -> dict[str, object]:
    view = editing.resolution
    return {
        "file": editing.path,
        "dialect": view.dialect.name,
        "release": view.dialect.release,
        "problems": [entry(problem) for problem in found],
    }


def _print(options: Options, path: str, found: Sequence[Problem]) -> None:
    """Print errors and warnings; notes can be many and are counted only, unless asked for."""
    for problem in found:
        if options.verbose or problem.severity is not Severity.NOTE:
            say(*problem_lines(problem))
    certain = sum(1 for problem in found if problem.fix and problem.fix.certain)
    hint = f"; llm-tui check --fix fixes {certain}" if certain and not options.fix else ""
    notes = any(problem.severity is Severity.NOTE for problem in found)
    hint += "; -v prints the notes" if notes and not options.verbose else ""
    say(f"{path}: {counts(found) or 'no problems'}{hint}")
