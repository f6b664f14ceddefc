"""Using a section for one run, with the file as it is."""

import os

from llm_tui.model.dialects.calls import OneRun
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.switching.use import SwitchError, unusable
from llm_tui.model.toml.keys import Path


def one_run(view: Resolution, section: Path, path: str) -> OneRun:
    """How to start the program on a section. Raises SwitchError where nothing does."""
    if reason := unusable(view, section):
        raise SwitchError(reason)
    beside = os.path.abspath(path) == os.path.abspath("config.toml")
    file = None if beside else path
    run = view.dialect.one_run(section, file, view.read.tables, view.loaded, view.environment)
    if run is None:
        program = view.dialect.program
        raise SwitchError(f"{program} has no option that takes a section for one run")
    if run.refusal is not None:
        raise SwitchError(run.refusal)
    return run
