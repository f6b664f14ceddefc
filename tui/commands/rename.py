"""`llm-tui rename`: rename a section and every reference to it."""

from collections.abc import Sequence

from llm_tui.model.switching.rename import renamed
from llm_tui.tui.commands.arguments import Parser, known_section, section_path
from llm_tui.tui.commands.edit import Editing


def run(words: Sequence[str]) -> int:
    """Rename a section where it stands, and what refers to it."""
    parser = Parser("rename", edits=True)
    parser.add_argument("section")
    parser.add_argument("new")
    options = parser.read(words)
    editing = Editing(options)
    section = known_section(options.section, editing.resolution, editing.path)
    new_name = str(section_path(options.new)[-1])
    return editing.save(renamed(editing.document, section, new_name))
