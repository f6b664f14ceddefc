"""`llm-tui completion`: what a shell reads to complete llm-tui's command line."""

import os
import sys
from collections.abc import Sequence

from llm_tui.tui.commands.arguments import Parser

SHELLS = ("bash", "zsh", "fish")


def run(words: Sequence[str]) -> int:
    """Print the script of one shell. It asks `llm-tui complete` at every tab."""
    parser = Parser("completion")
    parser.add_argument("shell", choices=SHELLS)
    options = parser.read(words)
    path = os.path.join(os.path.dirname(__file__), f"completion.{options.shell}")
    with open(path, encoding="utf-8") as file:
        sys.stdout.write(file.read())
    return 0
