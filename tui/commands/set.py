"""`llm-tui set`: set keys of a section."""

from collections.abc import Sequence

from llm_tui.model.edit import SetValue
from llm_tui.tui.commands.arguments import Parser, known_section
from llm_tui.tui.commands.edit import Editing, assignment


def run(words: Sequence[str]) -> int:
    """Set every key that is named, or none if one of them is refused."""
    parser = Parser("set", edits=True)
    parser.add_argument("section")
    parser.add_argument("assignments", nargs="+", metavar="KEY=VALUE")
    options = parser.read(words)
    editing = Editing(options)
    resolution = editing.resolution
    section = known_section(options.section, resolution, editing.path)
    pairs = [assignment(word, resolution, section) for word in options.assignments]
    return editing.save(
        SetValue(section, key, accepted.value, accepted.raw) for key, accepted in pairs
    )
