"""`llm-tui show`: effective values, for people and as the JSON that scripts rely on."""

from collections.abc import Iterator, Sequence
from typing import Any

from llm_tui.model import storage
from llm_tui.model.dialects.dialect import Dialect
from llm_tui.model.keys import write_header
from llm_tui.model.origin import Origin
from llm_tui.model.problem import Problem
from llm_tui.model.redact import mask_every_string, mask_value
from llm_tui.model.resolve import Resolution
from llm_tui.model.section import Section
from llm_tui.model.setting import Setting
from llm_tui.tui.commands.arguments import (
    Parser,
    chosen_for,
    config_path,
    known_section,
    readable,
    resolved,
)
from llm_tui.tui.wording import (
    json_text,
    origin_text,
    overrides_text,
    sign,
    status_text,
    value_text,
)


def run(words: Sequence[str]) -> int:
    """Show one section, or all."""
    parser = Parser("show")
    parser.add_argument("section", nargs="?")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--reveal", action="store_true")
    options = parser.read(words)
    path = config_path(options)
    document = storage.read(path)
    chosen = chosen_for(options, document, path)
    resolution = resolved(document, path, chosen.dialect)
    if not options.json:
        readable(resolution, path)
    sections = resolution.sections
    if options.section is not None:
        wanted = known_section(options.section, resolution, path)
        sections = tuple(section for section in sections if section.path == wanted)
    if options.json:
        report = _report(resolution, sections, path, options.all, options.reveal)
        print(json_text(report))
    else:
        print(f"{chosen.dialect.title}: {chosen.reason}\n")
        print("\n".join(_lines(resolution, sections, options.all, options.reveal)))
    return 0


def _listed(resolution: Resolution, section: Section, everything: bool) -> list[Setting]:
    settings = resolution.settings(section.path)
    return [
        setting
        for setting in settings
        if everything or setting.origin is not Origin.DEFAULT or setting.written is not None
    ]


def _lines(
    resolution: Resolution, sections: Sequence[Section], everything: bool, reveal: bool
) -> Iterator[str]:
    for index, section in enumerate(sections):
        if index:
            yield ""
        yield "  ".join(
            filter(None, [write_header(section.path), _state(section, resolution.dialect)])
        )
        rows = [
            (
                sign(setting),
                setting.key,
                value_text(setting, reveal),
                origin_text(setting, section.path, resolution.dialect),
                overrides_text(setting, reveal),
            )
            for setting in _listed(resolution, section, everything)
        ]
        widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
        for row in rows:
            cells = [f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)]
            yield "  ".join(["", *cells, f"over {row[4]}" if row[4] else ""]).rstrip()
    shown = {section.path for section in sections}
    for problem in resolution.problems:
        if problem.section in shown or not problem.section:
            yield ""
            yield f"✗ {_place(problem)}{problem.message}"
            yield f"  {problem.consequence}"


def _state(section: Section, dialect: Dialect) -> str:
    parts = [status_text(section), "in use" if section.in_use else ""]
    if section.used_by:
        parts.append(f"used by {', '.join(section.used_by)}")
    parts.append(dialect.unused(section.path) or "")
    return " · ".join(filter(None, parts))


def _place(problem: Problem) -> str:
    return f"line {problem.line}: " if problem.line else ""


def _report(
    resolution: Resolution,
    sections: Sequence[Section],
    path: str,
    everything: bool,
    reveal: bool,
) -> dict[str, Any]:
    return {
        "file": path,
        "dialect": resolution.dialect.name,
        "release": resolution.dialect.release,
        "sections": [
            {
                "name": section.name,
                "line": section.line,
                "status": section.status.value,
                "in_use": section.in_use,
                "used_by": list(section.used_by),
                "settings": [
                    _setting(setting, reveal)
                    for setting in _listed(resolution, section, everything)
                    if setting.known
                ],
            }
            for section in sections
        ],
        "problems": [_problem(problem) for problem in resolution.problems],
    }


def _setting(setting: Setting, reveal: bool) -> dict[str, Any]:
    def value(value: Any) -> Any:
        if reveal:
            return value
        return mask_every_string(value) if setting.secret else mask_value(value)

    return {
        "key": setting.key,
        "value": value(setting.value),
        "origin": setting.origin.word,
        "line": setting.line,
        "secret": setting.secret,
        "overridden": [
            {"origin": below.origin.word, "value": value(below.value)}
            for below in setting.overridden
        ],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "section": str(problem.section[-1]) if problem.section else None,
        "key": problem.key,
        "line": problem.line,
        "message": problem.message,
        "consequence": problem.consequence,
        "fix": None,
    }
