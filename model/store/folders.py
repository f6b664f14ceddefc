"""The folders of llm-tui: for its settings, and for its state."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress

from llm_tui.model.errors import FileError

_NAME = "llm-tui"


def settings_folder() -> str:
    """The folder of the user's settings of the program: on Linux below `$XDG_CONFIG_HOME`."""
    import platformdirs

    return platformdirs.user_config_dir(_NAME)


def state_folder() -> str:
    """The folder of what the program remembers: on Linux below `$XDG_STATE_HOME`."""
    import platformdirs

    return platformdirs.user_state_dir(_NAME)


def name_for(config: str) -> str:
    """The name that a config file has in the state folder: the same for every link to it."""
    return digest(os.path.realpath(config))[:24]


def digest(text: str) -> str:
    """Hexadecimal digits for a text, always the same and hardly ever those of another one."""
    # Imported here: every command reads the settings, and few keep a state.
    import hashlib

    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


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
