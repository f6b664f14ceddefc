"""`llm-tui get`: one effective value."""

from llm_tui.model.errors import LlmTuiError
from llm_tui.model.secrets.masking import mask_every_string, mask_value
from llm_tui.model.toml.keys import write_header
from llm_tui.tui.commands.config_file import known_section, opened
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stdout import pass_on
from llm_tui.tui.text.wording import literal


def run(options: Options) -> int:
    """Print the value alone on a line; exit status 1 where it has none."""
    resolution, _ = opened(options)
    section = known_section(options.section, resolution)
    dialect = resolution.dialect
    value = resolution.effective(section, options.key)
    if value is None and options.key not in dialect.fields and dialect.fields:
        raise LlmTuiError(f"{dialect.title} has no key {options.key}; show --all lists the keys")
    if value is None:
        raise LlmTuiError(f"{options.key} has no value in {write_header(section)}")
    if not options.reveal:
        value = mask_every_string(value) if resolution.is_secret(options.key) else mask_value(value)
    pass_on(f"{value if isinstance(value, str) else literal(value)}\n")
    return 0
