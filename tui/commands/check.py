"""`llm-tui check`: problems of a file, with their consequences and fixes."""

from collections.abc import Sequence

from llm_tui.model.check import fixed
from llm_tui.model.check.exposure import exposure
from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.toml.document import Document
from llm_tui.tui.commands.edit import Editing
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stdout import say, say_json
from llm_tui.tui.text.problem_lines import counts, entry, problem_lines


def run(options: Options) -> int:
    """List the problems; exit status 1 if errors remain."""
    editing = Editing(options)
    document = _fixed(editing) if options.fix else editing.document
    found = [*exposure(editing.path, document.tables), *editing.problems(document)]
    if options.json:
        say_json(_report(editing, found))
    else:
        _print(options, editing.path, found)
    return int(any(problem.severity is Severity.ERROR for problem in found))


def _fixed(editing: Editing) -> Document:
    """The document with every fix that is certain, saved unless it is a dry run."""
    document, fixes = fixed(editing.document, editing.dialect, editing.problems)
    if editing.options.json:
        editing.options.quiet = True
    if fixes:
        editing.write(document)
    return document


def _report(editing: Editing, found: Sequence[Problem]) -> dict[str, object]:
    view = editing.resolution
    return {
        "file": editing.path,
        "dialect": view.dialect.name,
        "release": view.dialect.release,
        "problems": [entry(problem) for problem in found],
    }


def _print(options: Options, path: str, found: Sequence[Problem]) -> None:
    """Print errors and warnings; notes can be many and are counted only."""
    for problem in found:
        if problem.severity is not Severity.NOTE:
            say(*problem_lines(problem))
    certain = sum(1 for problem in found if problem.fix and problem.fix.certain)
    hint = f"; llm-tui check --fix fixes {certain}" if certain and not options.fix else ""
    say(f"{path}: {counts(found) or 'no problems'}{hint}")
