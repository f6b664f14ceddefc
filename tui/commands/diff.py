"""`llm-tui diff`: the effective values of two sections side by side."""

from llm_tui.model.effective.setting import Setting
from llm_tui.model.secrets.masking import mask_every_string, mask_value
from llm_tui.model.switching.compare import Difference, differences, same_secrets
from llm_tui.model.toml.keys import section_name
from llm_tui.tui.commands.config_file import known_section, opened
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stdout import say, say_json
from llm_tui.tui.text.section_comparison import comparison_rows


def run(options: Options) -> int:
    """Print the settings that differ, with the origin of each value."""
    resolution, _ = opened(options)
    one = known_section(options.section, resolution)
    other = known_section(options.other, resolution)
    found = differences(resolution, one, other)
    secrets = same_secrets(resolution, one, other)
    if options.json:
        report = {
            "sections": [section_name(one), section_name(other)],
            "differences": [_entry(difference) for difference in found],
            "same_secrets": list(secrets),
        }
        say_json(report)
        return 0
    rows = comparison_rows(found, one, other, resolution.dialect)
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows if found else ():
        cells = [f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)]
        say("  ".join([*cells, row[4]]).rstrip())
    if not found:
        say("no differences")
    for key in secrets:
        say(f"{key} is the same")
    return 0


def _entry(difference: Difference) -> dict[str, object]:
    return {
        "key": difference.one.key,
        "secret": difference.one.secret,
        "values": [_value(difference.one), _value(difference.other)],
    }


def _value(setting: Setting) -> dict[str, object]:
    masked = mask_every_string if setting.secret else mask_value
    return {
        "value": masked(setting.value),
        "origin": setting.origin.word,
        "line": setting.line,
    }
