"""The folders of llm-tui: for its settings, and for its state."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress

from llm_tui.model.errors import FileError

_NAME = "llm-tui"

COPIES = "interrupted"
"""The folder, in the state folder, of the copies of files that are written in place."""


def settings_folder() -> str:
    """The folder of the user's settings of the program: on Linux below `$XDG_CONFIG_HOME`."""
    if home := _linux_home("XDG_CONFIG_HOME", "~/.config"):
        return os.path.join(home, _NAME)
    import platformdirs

    return platformdirs.user_config_dir(_NAME)


def state_folder() -> str:
    """The folder of what the program remembers: on Linux below `$XDG_STATE_HOME`."""
    if home := _linux_home("XDG_STATE_HOME", "~/.local/state"):
        return os.path.join(home, _NAME)
    import platformdirs

    return platformdirs.user_state_dir(_NAME)


def _linux_home(variable: str, default: str) -> str | None:
    """A base folder by the XDG specification; None where another system has its own rules.

    Every command needs it, and to import platformdirs takes a third as long as Python itself.
    """
    if sys.platform != "linux" or "ANDROID_ROOT" in os.environ:
        return None
    path = os.environ.get(variable, "").strip()
    return path if os.path.isabs(path) else os.path.expanduser(default)


def file_id(path: str) -> str:
    """A name for what is kept about a file: the same for every path that leads to the file."""
    from llm_tui.model.digest import sha256

    real = os.path.realpath(path).encode(errors="surrogateescape")
    return sha256(real)[:24]


def make_private(folder: str) -> None:
    """Make the state folder, or one in it, that only its owner can look into.

    Folders that are there already and let others in are closed to them. Raises FileError.
    """
    try:
        os.makedirs(os.path.dirname(state_folder()), exist_ok=True)
        for path in _from_state_folder(folder):
            # What is not a folder is found out by whoever writes into it.
            with suppress(FileExistsError):
                os.mkdir(path, 0o700)
            # The state folder of somebody else can be used, and is theirs to close.
            mode = os.stat(path).st_mode
            with suppress(PermissionError):
                if stat.S_ISDIR(mode) and mode & 0o077:
                    os.chmod(path, 0o700)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(f"{folder} could not be made: {reason}") from error


def _from_state_folder(folder: str) -> Iterator[str]:
    """The state folder, and each folder from there down to `folder`."""
    path = state_folder()
    yield path
    below = os.path.relpath(folder, path)
    for part in below.split(os.sep) if below != os.curdir else ():
        path = os.path.join(path, part)
        yield path
