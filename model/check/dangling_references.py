"""Names of sections that no section has."""

from collections.abc import Iterator

from llm_tui.model.check.fix_edits import set_value
from llm_tui.model.check.misspelled_names import Names
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.dialects.field import Role
from llm_tui.model.dialects.mentions import Reference
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE, write_header
from llm_tui.model.toml.values import value_at


def references(view: Resolution) -> Iterator[Problem]:
    """References for which the program uses `[llm]` instead of the section that they name."""
    reported, names = set(), Names(view)
    for reference in view.references:
        name, path = reference.name, reference.path
        # The program takes llm, and an empty name, for the base.
        if name in (None, "", "llm") or (*BASE, name) == reference.target or path in reported:
            continue
        if value_at(view.read.tables, path) != name:
            # It is written elsewhere, for several users.
            continue
        reported.add(path)
        yield _dangling(view, reference, names)


def _dangling(view: Resolution, reference: Reference, names: Names) -> Problem:
    name, path = str(reference.name), reference.path
    section = (*BASE, name)
    fix = None
    code, message = "lost-reference", f"{write_header(section)} is ignored"
    if not view.has(section):
        code, message = "unknown-reference", f"there is no section {name}"
        if name in names.unquoted:
            message = f"[llm.{name}] needs quotes: {write_header(section)}"
        else:
            fix = _correction(reference, names)
    if fix is not None:
        message += f"; {fix.result} is probably meant"
    model = view.effective(BASE, view.dialect.key(Role.MODEL))
    return Problem(
        code,
        # The section itself is reported as an error, with its users: it is one mistake, not two.
        Severity.NOTE if code == "lost-reference" else Severity.ERROR,
        path[:-1],
        str(path[-1]),
        view.document.line_of(path),
        f'{path[-1]} = "{name}": {message}',
        f"{view.dialect.program} uses [llm] for {reference.user} instead, model {model}.",
        fix,
    )


def _correction(reference: Reference, names: Names) -> Fix | None:
    """The name as the section has it, where only the spelling differs."""
    name = str(reference.name)
    bare = name.strip().strip("[]").removeprefix("llm.").strip("\"'")
    right = names.spelled_alike(bare)
    certain = right is not None
    right = right or names.nearest(bare)
    if right is None:
        return None
    path = reference.path
    label = f'write {path[-1]} = "{right}" in {write_header(path[:-1])}'
    return Fix(label, (set_value(path[:-1], str(path[-1]), right),), right, certain)
