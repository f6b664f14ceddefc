"""`llm-tui unset`: remove keys from a section."""

from collections.abc import Iterator

from llm_tui.model.edit import UnsetValue
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.toml.keys import write_header
from llm_tui.model.toml.values import MISSING
from llm_tui.tui.commands.config_file import known_section
from llm_tui.tui.commands.edit import Editing
from llm_tui.tui.commands.options import Options


def run(options: Options) -> int:
    """Remove all keys, or none if one of them is not set."""

    def edits(now: Editing) -> Iterator[UnsetValue]:
        section = known_section(options.section, now.resolution)
        for key in options.keys:
            if now.document.value((*section, key)) is MISSING:
                raise LlmTuiError(f"{key} is not set in {write_header(section)}")
            yield UnsetValue(section, key)

    return Editing(options).save(edits)
