"""The folders of llm-tui: for its settings, and for its state."""

import os
import sys

from llm_tui.model.errors import FileError

_NAME = "llm-tui"


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


def make_private(folder: str) -> None:
    """Make a folder that only its owner can look into, unless it is there. Raises FileError."""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(f"{folder} could not be made: {reason}") from error
