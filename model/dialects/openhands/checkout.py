"""The release of the OpenHands checkout around a config file.

From version 1 on three packages share the name: `openhands-ai` is the program that reads the file,
`openhands` a command line of its own (CLI), and `openhands-sdk` the library under both.
"""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from llm_tui.model.dialects.family import Assumed
from llm_tui.model.dialects.openhands.release import assumed, order, release, releases
from llm_tui.model.dialects.surroundings import PROJECT, folders_around, project_text
from llm_tui.model.toml.syntax import parse

PROGRAM = "openhands-ai"
PROJECTS = (PROGRAM, "openhands", "openhands-sdk", "opendevin")
ENVIRONMENTS = (".venv", "venv")
_PACKAGE = r"(?P<name>openhands(?:_ai|_sdk)?)-(?P<version>[^-]+)\.dist-info"
_NO_READERS = {"openhands": "the OpenHands CLI", "openhands-sdk": "the OpenHands SDK"}
"""Packages that read no config.toml in any version from 1 on."""
_NUMBERS = r"\d+(?:\.\d+)*"


class _Found(NamedTuple):
    """A package of OpenHands."""

    name: str
    version: str
    place: str

    @property
    def numbers(self) -> str:
        """The numbers of its version; empty where it has none."""
        match = re.match(_NUMBERS, self.version)
        return match[0] if match else ""

    @property
    def reads_no_file(self) -> bool:
        """Is it one of those beside the program?"""
        return self.name in _NO_READERS and order(self.numbers) >= (1,)


def release_around(file: str) -> Assumed:
    """The release of the checkout or environment nearest above a file, else the assumed one."""
    others = []
    for folder in folders_around(file):
        for found in (*_of_project(folder), *_of_environment(folder)):
            if not found.numbers:
                continue
            if not found.reads_no_file:
                return _known(found.version, found.numbers, _short(found.place))
            others.append(found)
    reason = f"no checkout of OpenHands around the file: {assumed()} is assumed"
    if others:
        nearest = others[0]
        other = f"{_NO_READERS[nearest.name]} {nearest.version} in {_short(nearest.place)}"
        reason += f"; {other} reads no config.toml"
    return Assumed(assumed(), reason)


def _of_project(folder: str) -> Iterator[_Found]:
    """The package of OpenHands whose pyproject.toml is in a folder."""
    text = project_text(folder)
    # Most files here are other people's: the parser is for those that name OpenHands.
    if not any(project in text.lower() for project in PROJECTS):
        return
    content = parse(text.encode()).tables
    for table in (content.get("project"), _at(content, "tool", "poetry")):
        name = str(_at(table, "name")).lower().replace("_", "-")
        version = _at(table, "version")
        if name in PROJECTS and isinstance(version, str):
            yield _Found(name, version, os.path.join(folder, PROJECT))
            return


def _at(content: object, *keys: str) -> object:
    for key in keys:
        content = content.get(key) if isinstance(content, dict) else None
    return content


def _of_environment(folder: str) -> Iterator[_Found]:
    """The packages that are installed in a virtual environment in a folder, the program first."""
    found = []
    for name in ENVIRONMENTS:
        library = os.path.join(folder, name, "lib")
        for python in _entries(library):
            packages = os.path.join(library, python, "site-packages")
            for entry in _entries(packages):
                if match := re.fullmatch(_PACKAGE, entry):
                    package = match["name"].replace("_", "-")
                    found.append(_Found(package, match["version"], os.path.join(folder, name)))
    yield from sorted(found, key=lambda package: package.name != PROGRAM)


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
    if not release(nearest).reads_sections:
        why = f"{nearest} and later ignore [llm]"
    elif below:
        why = "it is not known here"
    else:
        why = "it is too old"
    return Assumed(nearest, f"{found}; {why}, so the rules of {nearest} apply")


def _short(path: str) -> str:
    home = os.path.expanduser("~")
    return f"~{path.removeprefix(home)}" if path.startswith(home + os.sep) else path
