"""`llm-tui remove`: remove a section."""

from llm_tui.model.dialects.mentions import user_at
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.switching.rename import removed
from llm_tui.model.toml.keys import section_name
from llm_tui.tui.commands.config_file import known_section
from llm_tui.tui.commands.edit import Editing
from llm_tui.tui.commands.options import Options


def run(options: Options) -> int:
    """Remove a section and its subsections, unless something refers to it."""
    editing = Editing(options)
    section = known_section(options.section, editing.resolution)
    users = list(map(user_at, editing.dialect.mentions(editing.document.tables, section)))
    if users:
        refer = "refer" if len(users) > 1 else "refers"
        raise LlmTuiError(
            f"{', '.join(users)} {refer} to {section_name(section)}; change the reference first"
        )
    return editing.save(removed(editing.document, editing.dialect, section, None))
