"""`llm-tui use`: make the program use a section."""

from llm_tui.model.switching.use import switch
from llm_tui.model.toml.document import Document
from llm_tui.tui.commands.config_file import known_section
from llm_tui.tui.commands.edit import Editing
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import warn


def run(options: Options) -> int:
    """Make the program use a section, or that of one agent."""
    editing = Editing(options)
    messages: list[str] = []

    def change(now: Editing) -> Document:
        found = switch(
            now.resolution, known_section(options.section, now.resolution), options.agent
        )
        messages[:] = found.notes
        if found.edit is not None:
            return found.edit.apply(now.document, now.dialect)
        user = options.agent or now.resolution.agent
        by = f" by {user}" if user else ""
        messages.append(f"{now.path}: {options.section} is already in use{by}")
        return now.document

    # The switch was tried on the file: looking for problems would take longer than all the rest.
    editing.write(change, look=False)
    for message in messages:
        warn(message)
    return 0
