"""`llm-tui list`: the sections of a file."""

from llm_tui.model.effective.section import Section
from llm_tui.tui.commands.config_file import opened
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import warn
from llm_tui.tui.commands.stdout import say, say_json
from llm_tui.tui.text.wording import NOTHING, printable, status_text


def run(options: Options) -> int:
    """List the sections, the base first."""
    resolution, _ = opened(options)
    if resolution.not_read:
        from llm_tui.model.check.phrases import WAY_OUT

        warn(f"{resolution.not_read}. {WAY_OUT}")
    if options.json:
        place_of = resolution.document.place_of
        say_json([_entry(one, place_of(one.path)) for one in resolution.sections])
        return 0
    rows = [("", "NAME", "MODEL", "STATUS", "USED BY"), *map(_row, resolution.sections)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)]
        say("  ".join([*cells, row[4]]).rstrip())
    return 0


def _row(section: Section) -> tuple[str, ...]:
    return (
        "▶" if section.in_use else "",
        printable(section.name),
        printable(section.model) if section.model else NOTHING,
        status_text(section) or "ok",
        ", ".join(map(printable, section.used_by)),
    )


def _entry(section: Section, line: int | None) -> dict[str, object]:
    return {
        "name": section.name,
        "line": line,
        "model": section.model,
        "status": section.status.value,
        "in_use": section.in_use,
        "used_by": list(section.used_by),
    }
