"""`llm-tui export`: a section's effective values as environment variables."""

from llm_tui.model.check.phrases import loss
from llm_tui.model.switching.export import export, written
from llm_tui.tui.commands.config_file import known_section, opened
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stderr import warn
from llm_tui.tui.commands.stdout import pass_on


def run(options: Options) -> int:
    """Print the variables; settings that they cannot carry are reported on stderr."""
    resolution, _ = opened(options)
    section = known_section(options.section, resolution)
    text, notes = written(export(resolution, section), options.form, reveal=options.reveal)
    pass_on(text)
    if resolution.status(section).ignored:
        warn(loss(resolution, section))
    for note in notes:
        warn(note)
    return 0
