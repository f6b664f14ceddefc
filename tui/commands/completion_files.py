"""Where the completion script of a user goes, and the line that makes the shell read it."""

import os
import shlex
from collections.abc import Iterator
from typing import NamedTuple

from llm_tui.model.errors import FileError
from llm_tui.model.store import saving, storage


class Place(NamedTuple):
    """The files that installing a script writes."""

    script: str
    startup: str | None
    """The file that the shell reads when it starts; None where it finds the script by itself."""


def place(shell: str) -> Place:
    """The place of a shell's script, by the variables that the shell itself follows."""
    if shell == "fish":
        return Place(_folder("XDG_CONFIG_HOME", "~/.config", "fish/completions/llm-tui.fish"), None)
    data = _folder("XDG_DATA_HOME", "~/.local/share", "")
    if shell == "zsh":
        startup = _folder("ZDOTDIR", "~", ".zshrc")
        return Place(os.path.join(data, "zsh/site-functions/_llm-tui"), startup)
    # bash-completion, where it is installed, finds the script there before the line is needed.
    folder = _folder("BASH_COMPLETION_USER_DIR", os.path.join(data, "bash-completion"), "")
    return Place(os.path.join(folder, "completions/llm-tui"), os.path.expanduser("~/.bashrc"))


def install(shell: str, script: str) -> Iterator[str]:
    """Write the script, and the line that reads it; yields what was done. Raises FileError."""
    files = place(shell)
    try:
        os.makedirs(os.path.dirname(files.script), exist_ok=True)
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
        raise FileError(f"{files.script} was not written: {reason}") from error
    storage.write(files.script, script.encode())
    yield f"Wrote {files.script}"
    if files.startup is not None:
        line = f"source {shlex.quote(files.script)}"
        if _add_line(files.startup, line):
            yield f"Added to {files.startup}: {line}"
    yield f"New {shell} shells complete llm-tui."


def _folder(variable: str, default: str, rest: str) -> str:
    return os.path.join(os.environ.get(variable) or os.path.expanduser(default), rest)


def _add_line(path: str, line: str) -> bool:
    """Append a line to a file, unless it is there."""
    data: bytes | None = None
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise FileError(f"{path} could not be read: {error.strerror}") from error
    before = data or b""
    if line.encode() in before.splitlines():
        return False
    end = b"" if not before or before.endswith(b"\n") else b"\n"
    saving.save(path, before + end + line.encode() + b"\n", data)
    return True
