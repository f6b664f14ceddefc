"""Where the program keeps what is its own: the user's settings of it, and what it remembers."""

import os

from llm_tui.model.errors import FileError

_NAME = "llm-tui"


def settings_folder() -> str:
    """Where the user's settings of the program are: `$XDG_CONFIG_HOME` or `~/.config`.

    On Linux this is what platformdirs says. Every command reads its settings, and importing
    platformdirs takes half as long as Python takes to start.
    """
    home = os.environ.get("XDG_CONFIG_HOME", "")
    # The XDG specification wants relative paths to be ignored.
    return os.path.join(home if os.path.isabs(home) else os.path.expanduser("~/.config"), _NAME)


def state_folder() -> str:
    """Where the program keeps what it remembers: `$XDG_STATE_HOME`, or the system's own place."""
    import platformdirs

    return platformdirs.user_state_dir(_NAME)


def make_private(folder: str) -> None:
    """Make a folder that only its owner can look into, unless it is there. Raises FileError."""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(f"{folder} could not be made: {reason}") from error
