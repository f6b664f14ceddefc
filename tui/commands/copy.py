"""`llm-tui copy`: copy a section to a new one."""

from llm_tui.model.edit import CopySection
from llm_tui.model.switching.rename import free_name
from llm_tui.tui.commands.config_file import known_section, section_path
from llm_tui.tui.commands.edit import Editing
from llm_tui.tui.commands.options import Options


def run(options: Options) -> int:
    """Copy a section, with its inner comments, to a new one below it."""

    def edits(now: Editing) -> list[CopySection]:
        section = known_section(options.section, now.resolution)
        name = str(section_path(options.new)[-1])
        return [CopySection(section, free_name(now.document, now.dialect, name))]

    return Editing(options).save(edits)
