"""What a command prints: the only way to stdout, so that no character in it acts on a terminal."""

import os
import sys
from contextlib import suppress
from typing import Any

from llm_tui.tui.text.safe_text import json_text, printable, printable_lines


def say(*lines: str) -> None:
    """Print lines; one that holds a line feed stays one line."""
    for line in lines:
        sys.stdout.write(f"{printable(line)}\n")


def say_json(value: Any) -> None:
    """Print a value as JSON on one line, at once: a program may wait for it."""
    sys.stdout.write(f"{json_text(value)}\n")
    sys.stdout.flush()


def pass_on(text: str) -> None:
    """Print a text at once, and exactly as it is where a program reads it and no terminal."""
    sys.stdout.write(printable_lines(text) if sys.stdout.isatty() else text)
    sys.stdout.flush()


def discard_output() -> None:
    """Print nothing any more: what is still buffered has nowhere to go."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
