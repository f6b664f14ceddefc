"""The releases of OpenManus, and the one in a checkout around a config file.

Its last tag is 0.3.0; most people run what is on its main branch, which reads two more sections.
"""

import os
import re
from typing import NamedTuple

from llm_tui.model.dialects.family import Assumed

_CONFIG = os.path.join("app", "config.py")
_NEEDS_DAYTONA = r"(?m)^\s*daytona_api_key\s*:\s*str\s*(?:#.*)?$"
_LARGEST = 1_000_000
"""Bytes of an app/config.py; no real one is larger."""


class Release(NamedTuple):
    """One release of OpenManus."""

    version: str
    sections: tuple[str, ...]
    """The sections that it reads besides `[llm]`, in its order."""
    required: tuple[tuple[str, str], ...]
    """Keys of these without which it does not start, each with its section."""


RELEASES = {
    release.version: release
    for release in (
        Release("0.3.0", ("browser", "search", "sandbox", "mcp"), ()),
        Release(
            "main",
            ("browser", "search", "sandbox", "daytona", "mcp", "runflow"),
            (("daytona", "daytona_api_key"),),
        ),
    )
}
NEWEST = list(RELEASES)[-1]


def release_around(file: str) -> Assumed:
    """The release whose source a config file lies in, or one level below; else the newest."""
    folder = os.path.dirname(os.path.abspath(file))
    for root in (folder, os.path.dirname(folder)):
        path = os.path.join(root, _CONFIG)
        try:
            with open(path, "rb") as source:
                text = source.read(_LARGEST).decode("utf-8", "replace")
        except OSError:
            continue
        if re.search(_NEEDS_DAYTONA, text):
            return Assumed(NEWEST, f"{_CONFIG} there needs daytona_api_key")
        if "LLMSettings" in text:
            return Assumed("0.3.0", f"{_CONFIG} there needs no daytona_api_key")
    return Assumed(NEWEST, f"its {NEWEST} branch is assumed")
