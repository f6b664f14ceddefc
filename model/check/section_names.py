"""Misspelled names of sections."""

import re
from collections.abc import Iterator

from llm_tui.model.check.fix_edits import rename_section
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE, Path, write_header

_JOINED = re.compile(r"llms?[-_. ](.+)", re.IGNORECASE)


def names(view: Resolution) -> Iterator[Problem]:
    """Tables beside `[llm]` that were meant to be it."""
    tables = view.document.tables if view.read.error else view.read.tables
    for name, content in tables.items():
        if (
            name != "llm"
            and isinstance(content, dict)
            and not view.dialect.content({name: content})
        ):
            yield from _beside(view, name, content)


def _beside(view: Resolution, name: str, content: dict[str, object]) -> Iterator[Problem]:
    """A table of the file whose name is nearly `llm`."""
    if name.lower() == "llm":
        yield _misnamed(view, (name,), BASE)
    elif name.lower() in ("llms", "llm_config", "llm_configs"):
        for key, value in content.items():
            if isinstance(value, dict):
                yield _misnamed(view, (name, key), (*BASE, key))
        if any(not isinstance(value, dict) for value in content.values()):
            yield _misnamed(view, (name,), BASE)
    elif match := _JOINED.fullmatch(name):
        yield _misnamed(view, (name,), (*BASE, match[1]))


def _misnamed(view: Resolution, section: Path, meant: Path) -> Problem:
    title, written = view.dialect.program, write_header(section)
    fix = None
    is_free = not view.has(meant) if meant != BASE else "llm" not in view.read.tables
    if is_free:
        label = f"rename {written} to {write_header(meant)}"
        fix = Fix(label, (rename_section(section, meant),), write_header(meant))
    return Problem(
        "misnamed-section",
        Severity.ERROR,
        section,
        None,
        view.document.line_of(section),
        f"{title} does not know {written}; {write_header(meant)} is probably meant",
        f"{title} ignores it.",
        fix,
    )
