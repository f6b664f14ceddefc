"""`llm-tui use`: make the program use a section."""

from llm_tui.model.switching.use import switch
from llm_tui.tui.commands.config_file import known_section
from llm_tui.tui.commands.edit import Editing
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import warn


def run(options: Options) -> int:
    """Make the program use a section, or that of one agent."""
    editing = Editing(options)
    resolution = editing.resolution
    section = known_section(options.section, resolution)
    found = switch(resolution, section, options.agent)
    for note in found.notes:
        warn(note)
    if found.edit is None:
        user = options.agent or resolution.agent
        by = f" by {user}" if user else ""
        warn(f"{editing.path}: {options.section} is already in use{by}")
        return 0
    # The switch was tried on the file: looking for problems would take longer than all the rest.
    editing.write(found.edit.apply(editing.document, editing.dialect), look=False)
    return 0
