"""The README as the package index shows it, where a relative link leads nowhere."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]

_PICTURE = re.compile(r"^!\[[^\]]*\]\((?!https?:)[^)]*\)\n\n?", re.MULTILINE)
_LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|#)([^)]*)\)")


def package_index() -> str:
    """The README, with links to the sources if `[project.urls]` says where they are."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        urls = tomllib.load(file)["project"].get("urls", {})
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return long_description(readme, urls.get("Source"))


def long_description(readme: str, source: str | None) -> str:
    """A text with absolute links; without an address of the sources, without links or pictures."""
    if source is None:
        return _LINK.sub(r"\2", _PICTURE.sub("", readme))

    def absolute(link: re.Match[str]) -> str:
        kind = "raw" if link[1] else "blob"
        return f"{link[1]}[{link[2]}]({source}/{kind}/HEAD/{link[3]})"

    return _LINK.sub(absolute, readme)
