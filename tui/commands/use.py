"""`llm-tui use`: make a section the one that OpenHands runs on."""

from collections.abc import Sequence

from llm_tui.model.switching.use import switch
from llm_tui.tui.commands.arguments import Parser, known_section, warn
from llm_tui.tui.commands.edit import Editing


def run(words: Sequence[str]) -> int:
    """Make a section the one in use, or that of one agent."""
    parser = Parser("use", edits=True)
    parser.add_argument("section")
    parser.add_argument("--agent", metavar="AGENT")
    options = parser.read(words)
    editing = Editing(options)
    resolution = editing.resolution
    section = known_section(options.section, resolution, editing.path)
    found = switch(resolution, section, options.agent)
    for note in found.notes:
        warn(note)
    if found.edit is None:
        user = options.agent or resolution.agent
        warn(f"{editing.path}: {options.section} is in use by {user} already")
        return 0
    # It was tried out: a look for problems would take longer than all the rest.
    editing.write(found.edit.apply(editing.document), look=False)
    return 0
