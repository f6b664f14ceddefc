"""The release of the OpenHands checkout around a config file."""

import os
import re
from collections.abc import Iterator

from llm_tui.model.dialects.family import Assumed
from llm_tui.model.dialects.openhands.release import newest, order, releases
from llm_tui.model.toml.bounded_file import read_bounded
from llm_tui.model.toml.syntax import parse

PROJECTS = ("openhands-ai", "openhands", "opendevin")
ENVIRONMENTS = (".venv", "venv")
_PACKAGE = re.compile(r"openhands_ai-(?P<version>[^-]+)\.dist-info")
_NUMBERS = re.compile(r"\d+(?:\.\d+)*")
_LARGEST = 1_000_000
"""Bytes of a pyproject.toml; no real one is larger."""


def release_around(file: str) -> Assumed:
    """The release of the checkout or environment nearest above a config file, else the newest."""
    for folder in _folders(file):
        for version, place in (_of_project(folder), _of_environment(folder)):
            if version and (numbers := _NUMBERS.match(version)):
                return _known(version, numbers[0], _short(place))
    return Assumed(newest(), "no checkout of OpenHands around the file: the newest known release")


def _folders(file: str) -> Iterator[str]:
    """The folder of a file and those above it."""
    folder = os.path.dirname(os.path.abspath(file))
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _of_project(folder: str) -> tuple[str | None, str]:
    """The version of OpenHands' own pyproject.toml in a folder."""
    path = os.path.join(folder, "pyproject.toml")
    try:
        text = read_bounded(path, _LARGEST)[:_LARGEST].decode("utf-8", "replace")
    except OSError:
        return None, path
    # Most files here are other people's: the parser is for those that name OpenHands.
    if not any(project in text.lower() for project in PROJECTS):
        return None, path
    content = parse(text.encode()).tables
    for table in (content.get("project"), _at(content, "tool", "poetry")):
        name = str(_at(table, "name")).lower().replace("_", "-")
        version = _at(table, "version")
        if name in PROJECTS and isinstance(version, str):
            return version, path
    return None, path


def _at(content: object, *keys: str) -> object:
    for key in keys:
        content = content.get(key) if isinstance(content, dict) else None
    return content


def _of_environment(folder: str) -> tuple[str | None, str]:
    """The version of the package that is installed in a virtual environment in a folder."""
    for name in ENVIRONMENTS:
        library = os.path.join(folder, name, "lib")
        for python in _entries(library):
            packages = os.path.join(library, python, "site-packages")
            for entry in _entries(packages):
                if match := _PACKAGE.fullmatch(entry):
                    return match["version"], os.path.join(folder, name)
    return None, folder


def _entries(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _known(version: str, numbers: str, place: str) -> Assumed:
    """The release to go by for a version, which need not be one of those known."""
    found = f"version {version} in {place}"
    if numbers in releases():
        return Assumed(numbers, found)
    below = [known for known in releases() if order(known) <= order(numbers)]
    nearest = below[-1] if below else releases()[0]
    if order(numbers) >= (1,):
        why = "OpenHands 1 reads no config.toml"
    elif below:
        why = "it is not known here"
    else:
        why = "it is too old"
    return Assumed(nearest, f"{found}; {why}, so the rules of {nearest} apply")


def _short(path: str) -> str:
    home = os.path.expanduser("~")
    return f"~{path.removeprefix(home)}" if path.startswith(home + os.sep) else path
