"""Messages of a command on stderr: one line each, after the name of the program."""

import sys


def warn(message: str) -> None:
    """Print a line on stderr."""
    print(f"llm-tui: {message}", file=sys.stderr)
