"""`llm-tui rename`: rename a section and every reference to it."""

from llm_tui.model.switching.rename import renamed
from llm_tui.tui.commands.config_file import known_section, section_path
from llm_tui.tui.commands.edit import Editing
from llm_tui.tui.commands.options import Options


def run(options: Options) -> int:
    """Rename a section in place, and what refers to it."""
    editing = Editing(options)
    section = known_section(options.section, editing.resolution)
    new_name = str(section_path(options.new)[-1])
    return editing.save(renamed(editing.document, editing.dialect, section, new_name))
