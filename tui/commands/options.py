"""The options that a command is run with."""

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from llm_tui.model.store.preferences import Preferences

if TYPE_CHECKING:
    from llm_tui.model.effective.env_file import EnvFile


class Options(argparse.Namespace):
    """Options and arguments by the names in the table, with what they are completed by.

    Declared here is what several commands have; the other attributes are those of the table.
    """

    file: str | None
    dialect: str | None
    release: str | None
    env_path: str | None
    dry_run: bool
    quiet: bool
    path: str | None = None
    """The config file, once a command has settled on it: errors name it."""
    preferences: Preferences
    """The user's settings of llm-tui."""
    complaints: tuple[str, ...]
    """A line on each thing that is wrong with them."""
    env_file: "EnvFile | None"
    """The variables of `--env-file`."""
    environment: Mapping[str, str]
    """The environment of the program whose file it is, with those variables."""
