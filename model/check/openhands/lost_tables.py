"""Tables that OpenHands before 0.27 reads in any case, and ignores because of another table."""

from collections.abc import Iterator

from llm_tui.model.check.fix_edits import rename_section, unset_value
from llm_tui.model.check.phrases import listed
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.dialects.loaded import Layer
from llm_tui.model.dialects.openhands.core_section import CORE, SANDBOX, lost_core
from llm_tui.model.dialects.openhands.loader import llm_tables
from llm_tui.model.dialects.openhands.loading.configurations import without_tables
from llm_tui.model.dialects.openhands.openhands import OpenHands
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE, Path, write_header


def lost_tables(view: Resolution) -> Iterator[Problem]:
    """`[LLM]` beside `[llm]`, faults in an `[LLM]`, and a `[core]` lost with `[sandbox]`."""
    if not isinstance(view.dialect, OpenHands) or view.read.error or view.loaded.unread:
        return
    tables = llm_tables(view.read.tables, view.dialect.rules)
    others = [key for key in tables if key != BASE[0]]
    for key in others:
        yield _other_case(view, (key,), BASE[0] not in tables and len(others) == 1)
    yield from _faults(view)
    if len(tables) > 1:
        used = {layer.source[:1] for layer in view.layers(BASE) if _is_file(layer)}
        for key, content in tables.items():
            values = without_tables(content)
            if values and (key,) not in used and (key,) not in view.loaded.faults:
                yield _replaced(view, (key,), listed(values))
    yield from _core(view, view.dialect)


def _is_file(layer: Layer) -> bool:
    return layer.origin is Origin.SECTION


def _other_case(view: Resolution, path: Path, is_free: bool) -> Problem:
    header, fix = write_header(path), None
    if is_free:
        label = f"rename {header} to [llm]"
        fix = Fix(label, (rename_section(path, BASE),), "[llm]")
    return Problem(
        "other-case",
        Severity.NOTE,
        path,
        None,
        view.document.line_of(path),
        f"{view.dialect.title} reads {header} as [llm]; later releases ignore it",
        "A change that is made here opens a new [llm] beside it.",
        fix,
    )


def _faults(view: Resolution) -> Iterator[Problem]:
    """Keys that an `[LLM]`, or a section of it, is ignored for."""
    for path, faults in view.loaded.faults.items():
        if path[:1] == BASE:
            continue
        for fault in faults:
            place = (*path, fault.key)
            label = f"unset {fault.key} in {write_header(path)}"
            yield Problem(
                "unknown-key" if fault.unknown else "bad-value",
                Severity.ERROR,
                path,
                fault.key,
                view.document.line_of(place),
                f"{fault.key}: {fault.reason}",
                f"{view.dialect.program} ignores {write_header(path)}.",
                Fix(label, (unset_value(path, fault.key),), f"unset {fault.key}", certain=False),
            )


def _replaced(view: Resolution, path: Path, keys: str) -> Problem:
    header = write_header(path)
    return Problem(
        "lost-section",
        Severity.ERROR,
        path,
        None,
        view.document.line_of(path),
        f"{header} is replaced by the same section in another case",
        f"{view.dialect.program} ignores its values: {keys}.",
    )


def _core(view: Resolution, dialect: OpenHands) -> Iterator[Problem]:
    fault = lost_core(view.read.tables, dialect.rules)
    content = view.read.tables.get(CORE)
    if fault is None or not content:
        return
    path = (SANDBOX, fault.key) if fault.key else (SANDBOX,)
    where = f"{fault.key} in [{SANDBOX}]: " if fault.key else ""
    yield Problem(
        "lost-core",
        Severity.WARNING,
        (SANDBOX,),
        fault.key or None,
        view.document.line_of(path),
        f"{where}{fault.reason}",
        f"{dialect.program} ignores all of [{SANDBOX}] and [{CORE}]: {listed(content)}.",
    )
