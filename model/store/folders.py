"""The folders of llm-tui: for its settings, and for its state."""

import os

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


def make_private(folder: str) -> None:
    """Make a folder that only its owner can look into, unless it is there. Raises FileError."""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(f"{folder} could not be made: {reason}") from error
