"""`llm-tui remove`: remove a section."""

from collections.abc import Sequence

from llm_tui.model.edit import RemoveSection
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.keys import BASE, section_name
from llm_tui.tui.commands.arguments import Parser, known_section
from llm_tui.tui.commands.edit import Editing


def run(words: Sequence[str]) -> int:
    """Remove a section and what lies below it, unless something refers to it."""
    parser = Parser("remove", edits=True)
    parser.add_argument("section")
    options = parser.read(words)
    editing = Editing(options)
    resolution = editing.resolution
    section = known_section(options.section, resolution, editing.path)
    users = [r.user for r in resolution.references if r.name == section_name(section)]
    if users:
        raise LlmTuiError(
            f"{editing.path}: {', '.join(users)} refers to {section_name(section)};"
            " change that first"
        )
    return editing.save([RemoveSection(section, recursive=section != BASE)])
