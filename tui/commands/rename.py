"""`llm-tui rename`: rename a section and every reference to it."""

from collections.abc import Sequence

from llm_tui.model.edit import Edit, RenameSection, SetValue
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.keys import BASE, section_name
from llm_tui.tui.commands.arguments import Parser, known_section, section_path
from llm_tui.tui.commands.edit import Editing


def run(words: Sequence[str]) -> int:
    """Rename a section where it stands, and what refers to it."""
    parser = Parser("rename", edits=True)
    parser.add_argument("section")
    parser.add_argument("new")
    options = parser.read(words)
    editing = Editing(options)
    resolution = editing.resolution
    section = known_section(options.section, resolution, editing.path)
    new = section_path(options.new)
    if BASE in (section, new):
        raise LlmTuiError("[llm] is the base that the others inherit from; it keeps its name")
    edits: list[Edit] = [RenameSection(section, new)]
    edits += [
        SetValue(reference.path[:-1], str(reference.path[-1]), section_name(new))
        for reference in resolution.references
        if reference.name == section_name(section)
        and editing.document.value(reference.path) == reference.name
    ]
    return editing.save(edits)
