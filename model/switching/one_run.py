"""Using a section for one run, with the file as it is."""

import os

from llm_tui.model.dialects.contract import OneRun
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.switching.use import SwitchError, unusable, variables_of_base
from llm_tui.model.toml.keys import BASE, Path, section_name, write_header


def one_run(view: Resolution, section: Path, path: str) -> OneRun:
    """How to start the program on a section. Raises SwitchError where nothing does."""
    program = view.dialect.program
    if section == BASE:
        raise SwitchError(f"[llm] is what {program} takes when no section is asked for")
    if reason := unusable(view, section):
        raise SwitchError(reason)
    beside = os.path.abspath(path) == os.path.abspath("config.toml")
    run = view.dialect.one_run(section_name(section), None if beside else path)
    if run is None:
        raise SwitchError(f"{program} has no option that takes a section for one run")
    warnings = list(run.warnings)
    own = view.section_of(view.agent) if view.agent else None
    if own not in (None, BASE, section):
        warnings.append(
            f"-l takes the place of [llm] only: {view.agent} is told to use"
            f" {write_header(own)} and keeps it"
        )
    if variables := variables_of_base(view):
        warnings.append(f"{', '.join(variables)} in the environment does not count with -l")
    return OneRun(run.options, tuple(warnings))
