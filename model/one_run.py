"""Using a section for one run of OpenHands, with the file as it is."""

import os
from typing import NamedTuple

from llm_tui.model.dialects.openhands.command_line import run_options, run_warnings
from llm_tui.model.keys import BASE, Path, section_name, write_header
from llm_tui.model.resolve import Resolution
from llm_tui.model.switch import SwitchError, unusable, variables_of_base


class OneRun(NamedTuple):
    """What to add to the command that starts OpenHands, and what it does not do."""

    options: tuple[str, ...]
    warnings: tuple[str, ...]


def one_run(view: Resolution, section: Path, path: str) -> OneRun:
    """How to start OpenHands on a section. Raises SwitchError where nothing does."""
    if section == BASE:
        raise SwitchError("[llm] is what OpenHands takes when it is started without -l")
    if reason := unusable(view, section):
        raise SwitchError(reason)
    warnings = list(run_warnings(view.release))
    own = view.section_of(view.agent)
    if own not in (BASE, section):
        warnings.append(
            f"-l takes the place of [llm] only: {view.agent} is told to use"
            f" {write_header(own)} and keeps it"
        )
    if variables := variables_of_base(view):
        warnings.append(f"{', '.join(variables)} in the environment does not count with -l")
    beside = os.path.abspath(path) == os.path.abspath("config.toml")
    options = run_options(section_name(section), None if beside else path, view.release)
    return OneRun(options, tuple(warnings))
