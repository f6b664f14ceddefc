"""The folders around a file, and the projects that they hold."""

import os
from collections.abc import Iterator

from llm_tui.model.toml.bounded_file import read_bounded

PROJECT = "pyproject.toml"

_LARGEST = 1_000_000
"""Bytes of a project's file that are looked at; no real one is larger."""


def folders_around(file: str) -> Iterator[str]:
    """The folder of a file and those above it."""
    folder = os.path.dirname(os.path.abspath(file))
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def project_text(folder: str) -> str:
    """The text of the pyproject.toml in a folder; empty where there is none to read."""
    try:
        data = read_bounded(os.path.join(folder, PROJECT), _LARGEST)
    except OSError:
        return ""
    return data[:_LARGEST].decode("utf-8", "replace")
