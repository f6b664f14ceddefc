"""`llm-tui set`: set keys of a section."""

from llm_tui.model.edit import SetValue
from llm_tui.tui.commands.config_file import known_section
from llm_tui.tui.commands.edit import Editing, assignment
from llm_tui.tui.commands.options import Options


def run(options: Options) -> int:
    """Set all keys, or none if one of them is refused."""
    editing = Editing(options)
    resolution = editing.resolution
    section = known_section(options.section, resolution)
    pairs = [assignment(word, resolution, section) for word in options.assignments]
    return editing.save(
        SetValue(section, key, accepted.value, accepted.raw) for key, accepted in pairs
    )
