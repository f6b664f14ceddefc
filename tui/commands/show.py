"""`llm-tui show`: effective values, for people and as the JSON that scripts rely on."""

import os
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from llm_tui.model.check import problems
from llm_tui.model.check.problem import Problem, Severity
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.section import Section
from llm_tui.model.effective.setting import Setting
from llm_tui.model.secrets.masking import mask_every_string, mask_value
from llm_tui.model.toml.keys import Path, write_header, write_path
from llm_tui.tui.commands.config_file import (
    chosen_for,
    config_path,
    known_section,
    read_file,
    readable,
    resolved,
)
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stdout import pass_on, say, say_json
from llm_tui.tui.text.problem_lines import entry, problem_lines
from llm_tui.tui.text.wording import (
    origin_place,
    origin_text,
    overrides_text,
    sign,
    status_text,
    value_text,
)


def run(options: Options) -> int:
    """Show one section, or all."""
    path = config_path(options)
    document = read_file(path)
    chosen = chosen_for(options, document, path)
    resolution = resolved(document, path, chosen.dialect, options)
    if not options.json:
        readable(resolution, path)
    sections = resolution.sections
    if options.section is not None:
        wanted = known_section(options.section, resolution)
        sections = tuple(section for section in sections if section.path == wanted)
    if options.json:
        report = _report(resolution, sections, path, options.all, options.reveal)
        say_json(report)
    elif options.origin:
        lines = _origin_lines(resolution, sections, path, options)
        pass_on("".join(f"{line}\n" for line in lines))
    else:
        say(f"{chosen.dialect.title}: {chosen.reason}", "")
        say(*_lines(resolution, sections, options.all, options.reveal))
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
    for problem in _serious(resolution, shown):
        if problem.section in shown or not problem.section:
            yield ""
            yield from problem_lines(problem)


def _origin_lines(
    resolution: Resolution, sections: Sequence[Section], path: str, options: Options
) -> Iterator[str]:
    """A line for each value: its place, a tab, and `section.key=value`."""
    for section in sections:
        for setting in _listed(resolution, section, options.all):
            name = write_path((*section.path, setting.key))
            value = value_text(setting, options.reveal)
            yield f"{origin_place(setting, path, resolution.dialect)}\t{name}={value}"


def _serious(resolution: Resolution, sections: Collection[Path]) -> list[Problem]:
    """The problems of the file and of sections that are more than notes."""
    found = problems(resolution, os.environ, sections)
    return [problem for problem in found if problem.severity is not Severity.NOTE]


def _state(section: Section, dialect: Dialect) -> str:
    parts = [status_text(section), "in use" if section.in_use else ""]
    if section.used_by:
        parts.append(f"used by {', '.join(section.used_by)}")
    parts.append(dialect.unused(section.path) or "")
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
        "dialect": resolution.dialect.name,
        "release": resolution.dialect.release,
        "sections": [
            {
                "name": section.name,
                "line": resolution.document.place_of(section.path),
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
        "problems": [entry(one) for one in _serious(resolution, resolution.paths)],
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
