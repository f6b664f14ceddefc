"""What to do where litellm can't be imported or used."""

import sys
from importlib import metadata

_DISTRIBUTION = "llm-tui"


def explain(error: BaseException) -> str:
    """Why litellm can't be used, and the command that installs it."""
    if isinstance(error, ModuleNotFoundError) and error.name == "litellm":
        return f"litellm is not installed; install it with: {_pip_install()}"
    reason = (str(error).splitlines() or [""])[0]
    return (
        f"litellm can't be used: {type(error).__name__}: {reason}; "
        f"reinstall it with: {_pip_install('--force-reinstall')}"
    )


def _pip_install(*options: str) -> str:
    words = [sys.executable, "-m", "pip", "install", *options, f"'{_requirement()}'"]
    return " ".join(words)


def _requirement() -> str:
    """Return litellm with the versions that the program was installed for."""
    try:
        required = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return "litellm"
    return next((name for name in required if name.startswith("litellm")), "litellm")
