"""`llm-tui export`: a section's effective values as environment variables."""

import sys
from collections.abc import Sequence

from llm_tui.model.check.phrases import loss
from llm_tui.model.switching.export import FORMATS, export, written
from llm_tui.tui.commands.arguments import (
    Parser,
    known_section,
    opened,
    warn,
)


def run(words: Sequence[str]) -> int:
    """Print the variables; what they can't carry is said on stderr."""
    parser = Parser("export")
    parser.add_argument("section")
    parser.add_argument("--as", dest="form", choices=tuple(FORMATS), required=True)
    parser.add_argument("--reveal", action="store_true")
    options = parser.read(words)
    resolution, path = opened(options)
    section = known_section(options.section, resolution, path)
    text, notes = written(export(resolution, section), options.form, reveal=options.reveal)
    sys.stdout.write(text)
    if resolution.status(section).lost:
        warn(loss(resolution, section))
    for note in notes:
        warn(note)
    return 0
