"""`llm-tui restore`: bring back an earlier version of a file."""

from llm_tui.model.edit import RestoreText
from llm_tui.model.store import saves
from llm_tui.tui.commands import UsageError
from llm_tui.tui.commands.edit import Editing
from llm_tui.tui.commands.options import Options


def run(options: Options) -> int:
    """Restore a version to the byte; what it replaces is kept as a version too."""
    if not options.number.isdecimal():
        raise UsageError(f"{options.number} is not the number of a version; llm-tui log lists them")
    editing = Editing(options, create=True)
    version = saves.version(editing.path, int(options.number))
    text = version.read().data
    return editing.save(lambda now: [RestoreText(now.document.data, text)])
