"""`llm-tui get`: one effective value."""

import sys
from collections.abc import Sequence

from llm_tui.model.errors import LlmTuiError
from llm_tui.model.secrets.masking import mask_every_string, mask_value
from llm_tui.model.toml.keys import write_header
from llm_tui.tui.commands.arguments import (
    Parser,
    known_section,
    opened,
)
from llm_tui.tui.text.wording import literal, printable


def run(words: Sequence[str]) -> int:
    """Print the value alone on a line; exit status 1 where it has none."""
    parser = Parser("get")
    parser.add_argument("section")
    parser.add_argument("key")
    parser.add_argument("--reveal", action="store_true")
    options = parser.read(words)
    resolution, path = opened(options)
    section = known_section(options.section, resolution, path)
    dialect = resolution.dialect
    value = resolution.effective(section, options.key)
    if value is None and options.key not in dialect.fields and dialect.fields:
        raise LlmTuiError(
            f"{dialect.title} knows no key {options.key}; llm-tui show --all lists them"
        )
    if value is None:
        raise LlmTuiError(f"{path}: {options.key} has no value in {write_header(section)}")
    if not options.reveal:
        value = mask_every_string(value) if resolution.is_secret(options.key) else mask_value(value)
    text = value if isinstance(value, str) else literal(value)
    print(printable(text) if sys.stdout.isatty() else text)
    return 0
