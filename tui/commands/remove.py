"""`llm-tui remove`: remove a section."""

from collections.abc import Iterable

from llm_tui.model.dialects.mentions import user_at
from llm_tui.model.edit import Edit
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.switching.removal import losses
from llm_tui.model.switching.rename import removed
from llm_tui.model.toml.keys import Path, section_name
from llm_tui.tui.commands.config_file import known_section
from llm_tui.tui.commands.edit import Editing
from llm_tui.tui.commands.options import Options


def run(options: Options) -> int:
    """Remove a section and its subsections, unless others need it and it is not forced."""

    def edits(now: Editing) -> Iterable[Edit]:
        section = known_section(options.section, now.resolution)
        if not options.force:
            _refuse_needed(now, section)
        return removed(now.document, now.dialect, section, None)

    return Editing(options).save(edits)


def _refuse_needed(editing: Editing, section: Path) -> None:
    """Raise LlmTuiError where something refers to the section, or inherits from it."""
    name = section_name(section)
    users = list(map(user_at, editing.dialect.mentions(editing.document.tables, section)))
    if users:
        refer = "refer" if len(users) > 1 else "refers"
        raise LlmTuiError(
            f"{', '.join(users)} {refer} to {name}; change the reference first,"
            " or remove it with --force"
        )
    if lost := "; ".join(map(str, losses(editing.resolution, section))):
        raise LlmTuiError(f"sections inherit from {name}: {lost}; --force removes it all the same")
