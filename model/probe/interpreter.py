"""The interpreter of the program that reads the file, whose litellm is the one that counts.

Nothing is run to find it: what is installed for an interpreter can be read off its folders.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from llm_tui.model.dialects.surroundings import folders_around, project_text
from llm_tui.model.digest import sha256

OLDEST = (1, 50)
"""The oldest release of litellm that a test runs on."""

_ENVIRONMENTS = (".venv", "venv")
_LITELLM = re.compile(r"litellm-((\d+)\.(\d+)[^-]*)\.dist-info")


class Interpreter(NamedTuple):
    """An interpreter with litellm, besides ours."""

    path: str
    is_named: bool
    """Has the user named it? One that is only found gives way to ours where it fails."""


class Asker(NamedTuple):
    """The litellm that a test runs on."""

    litellm: str | None
    """Its version; None where that is not recorded."""
    python: str | None
    """The interpreter that it is installed for; None if it is ours."""


def asker(interpreter: Interpreter | None) -> Asker:
    """The litellm of an interpreter, as far as its folders show; None: ours."""
    if interpreter is None:
        # `importlib.metadata` says the same, and takes a megabyte for it.
        return Asker(_version(chain.from_iterable(map(_entries, sys.path))), None)
    place = os.path.dirname(os.path.dirname(interpreter.path))
    return Asker(_version(_installed(place)), interpreter.path)


def _version(installed: Iterable[str]) -> str | None:
    """The version of litellm that is among what lies beside packages."""
    return next((match[1] for match in map(_LITELLM.fullmatch, installed) if match), None)


def interpreter_for(
    file: str, distributions: Sequence[str], environment: Mapping[str, str], named: str | None
) -> Interpreter | None:
    """The interpreter to test a config file on; None for ours.

    distributions: the names that the program is installed under; none where it has no litellm.
    named: the one that the user names, by its path or that of its environment.
    """
    if named is None:
        return _found(file, distributions, environment)
    path = os.path.abspath(os.path.expanduser(named))
    return Interpreter(_python_of(path) if os.path.isdir(path) else path, is_named=True)


def _found(
    file: str, distributions: Sequence[str], environment: Mapping[str, str]
) -> Interpreter | None:
    """The interpreter nearest above the file that has the program installed."""
    for folder in folders_around(file) if distributions else ():
        is_checkout = _is_project(folder, distributions)
        places = [os.path.join(folder, name) for name in _ENVIRONMENTS]
        if is_checkout:
            places += _of_poetry(folder, distributions, environment)
        for place in places:
            if _is_ours_to_run(place) and _serves(place, distributions, is_checkout=is_checkout):
                return Interpreter(_python_of(place), is_named=False)
    return None


def _python_of(place: str) -> str:
    return os.path.join(place, "bin", "python")


def _is_project(folder: str, distributions: Sequence[str]) -> bool:
    """Is the folder a checkout of the program?"""
    found = re.search(r'^name\s*=\s*["\']([^"\']+)', project_text(folder), re.MULTILINE)
    return found is not None and found[1].lower().replace("_", "-") in distributions


def _of_poetry(
    folder: str, distributions: Sequence[str], environment: Mapping[str, str]
) -> Iterator[str]:
    """The environments that poetry keeps for a project, which it names after its folder."""
    root = environment.get("POETRY_VIRTUALENVS_PATH") or os.path.join(
        environment.get("POETRY_CACHE_DIR") or os.path.expanduser("~/.cache/pypoetry"),
        "virtualenvs",
    )
    # Here: most interpreters are not Poetry's.
    import base64

    digest = bytes.fromhex(sha256(os.path.realpath(folder).encode()))
    mark = base64.urlsafe_b64encode(digest).decode()[:8]
    prefixes = tuple(f"{name}-{mark}-py" for name in distributions)
    for entry in sorted(_entries(root), reverse=True):
        if entry.startswith(prefixes):
            yield os.path.join(root, entry)


def _is_ours_to_run(place: str) -> bool:
    """Does the environment belong to the user, or to root? It gets to see the API key."""
    try:
        owner = os.stat(_python_of(place), follow_symlinks=False).st_uid
    except OSError:
        return False
    return owner in (0, os.getuid())


def _serves(place: str, distributions: Sequence[str], *, is_checkout: bool) -> bool:
    """Has an environment the program, and a litellm that a test runs on?"""
    installed = _installed(place)
    marks = tuple(f"{name.replace('-', '_')}-" for name in distributions)
    has_program = is_checkout or any(
        entry.startswith(marks) and entry.endswith(".dist-info") for entry in installed
    )
    versions = (match for entry in installed if (match := _LITELLM.fullmatch(entry)))
    return has_program and any((int(v[2]), int(v[3])) >= OLDEST for v in versions)


def _installed(place: str) -> list[str]:
    """What lies beside the packages of an environment."""
    library = os.path.join(place, "lib")
    return [
        entry
        for python in _entries(library)
        for entry in _entries(os.path.join(library, python, "site-packages"))
    ]


def _entries(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
