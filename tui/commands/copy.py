"""`llm-tui copy`: copy a section to a new one."""

from collections.abc import Sequence

from llm_tui.model.edit import CopySection
from llm_tui.model.switching.rename import free_name
from llm_tui.tui.commands.arguments import Parser, known_section, section_path
from llm_tui.tui.commands.edit import Editing


def run(words: Sequence[str]) -> int:
    """Copy a section, with its inner comments, to a new one below it."""
    parser = Parser("copy", edits=True)
    parser.add_argument("section")
    parser.add_argument("new")
    options = parser.read(words)
    editing = Editing(options)
    section = known_section(options.section, editing.resolution, editing.path)
    new_section = free_name(editing.document, str(section_path(options.new)[-1]))
    return editing.save([CopySection(section, new_section)])
