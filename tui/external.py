"""The user's own editor."""

import os
import shlex
import subprocess

_PLUS_LINE = {
    "vi",
    "vim",
    "nvim",
    "view",
    "nano",
    "emacs",
    "emacsclient",
    "micro",
    "joe",
    "kak",
    "ne",
    "mg",
}


def editor_command(path: str, line: int | None) -> list[str]:
    """The command that opens a file, at a line where the editor is known to take one."""
    words = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi") or ["vi"]
    if line is None:
        return [*words, path]
    name = os.path.basename(words[0])
    if name in _PLUS_LINE:
        return [*words, f"+{line}", path]
    return [*words, f"{path}:{line}"] if name in ("hx", "helix") else [*words, path]


def run_editor(path: str, line: int | None) -> str | None:
    """Run the editor until it ends; the reason if it can't be run or failed."""
    command = editor_command(path, line)
    try:
        # The command is the user's own $EDITOR.
        status = subprocess.run(command, check=False).returncode  # noqa: S603
    except OSError as error:
        return f"{command[0]} can't be run: {(error.strerror or '').lower()}; set $EDITOR"
    return f"{command[0]} ended with status {status}" if status else None
