"""`llm-tui set`: set keys of a section."""

from collections.abc import Iterator

from llm_tui.model.edit import SetValue
from llm_tui.tui.commands.config_file import known_section
from llm_tui.tui.commands.edit import Editing, assignment
from llm_tui.tui.commands.options import Options


def run(options: Options) -> int:
    """Set all keys, or none if one of them is refused."""
    editing = Editing(options)
    section = known_section(options.section, editing.resolution)
    pairs = [assignment(word, editing.resolution, section) for word in options.assignments]

    def edits(now: Editing) -> Iterator[SetValue]:
        found = known_section(options.section, now.resolution)
        for key, accepted in pairs:
            yield SetValue(found, key, accepted.value, accepted.raw)

    return editing.save(edits)
