"""`llm-tui get`: one effective value."""

from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.secrets.masking import mask_every_string, mask_value
from llm_tui.model.toml.keys import Path, write_header
from llm_tui.tui.commands.config_file import known_section, opened
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stdout import pass_on
from llm_tui.tui.text.wording import literal, origin_place


def run(options: Options) -> int:
    """Print the value alone on a line; exit status 1 where it has none, or is a secret."""
    resolution, _ = opened(options)
    section = known_section(options.section, resolution)
    dialect = resolution.dialect
    value = resolution.effective(section, options.key)
    if value is None and options.key not in dialect.fields and dialect.fields:
        raise LlmTuiError(f"{dialect.title} has no key {options.key}; show --all lists the keys")
    if value is None:
        raise LlmTuiError(f"{options.key} has no value in {write_header(section)}")
    secret = resolution.is_secret(options.key)
    masked = mask_every_string(value) if secret else mask_value(value)
    if masked != value and not options.reveal:
        raise LlmTuiError(
            f"{options.key} of {write_header(section)} is a secret; --reveal prints it"
        )
    text = value if isinstance(value, str) else literal(value)
    if options.origin:
        text = f"{_origin(resolution, section, options)}\t{text}"
    pass_on(f"{text}\n")
    return 0


def _origin(resolution: Resolution, section: Path, options: Options) -> str:
    """Where the value comes from; a key beyond those that are known is in the section itself."""
    settings = resolution.settings(section)
    setting = next((one for one in settings if one.key == options.key), None)
    return origin_place(setting, str(options.path), resolution.dialect)
