"""`llm-tui show`: effective values, for people and as the JSON that scripts rely on."""

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

from llm_tui.model.check import problems
from llm_tui.model.keys import write_header
from llm_tui.model.origin import Origin
from llm_tui.model.problem import Problem, Severity
from llm_tui.model.redact import mask_every_string, mask_value
from llm_tui.model.resolve import Resolution
from llm_tui.model.section import Section
from llm_tui.model.setting import Setting
from llm_tui.tui.commands.arguments import (
    Parser,
    config_path,
    known_section,
    readable,
    resolution_of,
)
from llm_tui.tui.problems import entry, problem_lines
from llm_tui.tui.wording import origin_text, overrides_text, sign, status_text, value_text


def run(words: Sequence[str]) -> int:
    """Show one section, or all."""
    parser = Parser("show")
    parser.add_argument("section", nargs="?")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--reveal", action="store_true")
    options = parser.read(words)
    path = config_path(options)
    resolution = resolution_of(options)
    if not options.json:
        readable(resolution, path)
    sections = resolution.sections
    if options.section is not None:
        chosen = known_section(options.section, resolution, path)
        sections = tuple(section for section in sections if section.path == chosen)
    if options.json:
        report = _report(resolution, sections, path, options.all, options.reveal)
        print(json.dumps(report, ensure_ascii=False, default=str))
    else:
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
        yield "  ".join(filter(None, [write_header(section.path), _state(section)]))
        rows = [
            (
                sign(setting),
                setting.key,
                value_text(setting, reveal),
                origin_text(setting, section.path),
                overrides_text(setting, reveal),
            )
            for setting in _listed(resolution, section, everything)
        ]
        widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
        for row in rows:
            cells = [f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)]
            yield "  ".join(["", *cells, f"over {row[4]}" if row[4] else ""]).rstrip()
    shown = {section.path for section in sections}
    for problem in _grave(resolution):
        if problem.section in shown or not problem.section:
            yield ""
            yield from problem_lines(problem)


def _grave(resolution: Resolution) -> list[Problem]:
    """The problems that are more than good to know."""
    found = problems(resolution, os.environ)
    return [problem for problem in found if problem.severity is not Severity.NOTE]


def _state(section: Section) -> str:
    parts = [status_text(section), "in use" if section.in_use else ""]
    if section.used_by:
        parts.append(f"used by {', '.join(section.used_by)}")
    return " · ".join(filter(None, parts))


def _report(
    resolution: Resolution,
    sections: Sequence[Section],
    path: str,
    everything: bool,
    reveal: bool,
) -> dict[str, Any]:
    return {
        "file": path,
        "dialect": resolution.dialect,
        "release": resolution.version,
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
        "problems": [entry(problem) for problem in _grave(resolution)],
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
