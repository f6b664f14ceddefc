"""`llm-tui rename`: rename a section and every reference to it."""

from collections.abc import Iterable

from llm_tui.model.edit import Edit
from llm_tui.model.switching.rename import renamed
from llm_tui.tui.commands.config_file import known_section, section_path
from llm_tui.tui.commands.edit import Editing
from llm_tui.tui.commands.options import Options


def run(options: Options) -> int:
    """Rename a section in place, and what refers to it."""

    def edits(now: Editing) -> Iterable[Edit]:
        section = known_section(options.section, now.resolution)
        return renamed(now.document, now.dialect, section, str(section_path(options.new)[-1]))

    return Editing(options).save(edits)
