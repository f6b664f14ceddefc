"""Files without `[core]`, and files with a section that replaces the base."""

from collections.abc import Iterator

from llm_tui.model.check.fix_edits import add_section
from llm_tui.model.check.phrases import WAY_OUT, fallback
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE

_REPLACING = (*BASE, "llm")


def missing_core(view: Resolution) -> Iterator[Problem]:
    """A file that an old release takes for one without sections."""
    if view.loaded.unread and view.written and not view.not_read:
        fix = Fix("add [core]", (add_section(("core",)),), "[core]", certain=True)
        model = fallback(view)
        consequence = f"{view.dialect.program} ignores all of this file: it runs on {model}."
        yield Problem(
            "no-core", Severity.ERROR, (), None, None, view.loaded.unread, consequence, fix
        )


def ignored_sections(view: Resolution) -> Iterator[Problem]:
    """Sections in a file for a release that reads none."""
    if view.not_read and (reader := view.dialect.last_reader):
        yield Problem(
            "ignored-file",
            Severity.ERROR,
            BASE,
            None,
            view.document.line_of(BASE),
            view.not_read,
            f"It uses no section of this file, without a warning; {reader.title} was the last to."
            f" {WAY_OUT}.",
        )


def replaced_base(view: Resolution) -> Iterator[Problem]:
    """A section `[llm.llm]`, which takes the place of `[llm]`."""
    if view.has(_REPLACING):
        yield Problem(
            "replaced-base",
            Severity.WARNING,
            _REPLACING,
            None,
            view.document.line_of(_REPLACING),
            f"{view.dialect.program} uses [llm.llm] instead of [llm]",
            "Started without options, it uses [llm.llm]; the values of [llm] are only inherited.",
        )
