"""`llm-tui completion`: the script with which a shell completes the command line."""

import os

from llm_tui.tui.commands import UsageError
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stdout import pass_on, say

SHELLS = ("bash", "zsh", "fish")

_FILES = {"bash": "llm-tui.bash", "zsh": "_llm-tui", "fish": "llm-tui.fish"}
"""Each named as its shell finds it in a folder of completions."""


def run(options: Options) -> int:
    """Print or install the script of one shell. It calls `llm-tui complete` at every tab."""
    shell = options.shell or _own_shell()
    path = os.path.join(os.path.dirname(__file__), "completions", _FILES[shell])
    with open(path, encoding="utf-8") as file:
        script = file.read()
    if options.install:
        from llm_tui.tui.commands.completion_files import install

        say(*install(shell, script))
    else:
        pass_on(script)
    return 0


def _own_shell() -> str:
    shell = os.path.basename(os.environ.get("SHELL", ""))
    if shell not in SHELLS:
        raise UsageError(f"name a shell: {', '.join(SHELLS)}")
    return shell
