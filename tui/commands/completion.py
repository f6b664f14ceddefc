"""`llm-tui completion`: the script with which a shell completes the command line."""

import os
import sys

from llm_tui.tui.commands.options import Options

SHELLS = ("bash", "zsh", "fish")


def run(options: Options) -> int:
    """Print the script of one shell. The script calls `llm-tui complete` at every tab."""
    path = os.path.join(os.path.dirname(__file__), f"completion.{options.shell}")
    with open(path, encoding="utf-8") as file:
        sys.stdout.write(file.read())
    return 0
