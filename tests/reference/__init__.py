"""The generated parts of the documentation, each by the data that the program itself runs on."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.reference import commands, licences, releases, screen, theme_colours
from tests.reference.man_page import man_page
from tests.reference.package_index import package_index

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MAN_PAGE = DOCS / "llm-tui.1"
PACKAGE_INDEX = DOCS / "package-index.md"

PARTS: Mapping[Path, Mapping[str, Callable[[], str]]] = {
    DOCS / "commands.md": {
        "commands": commands.command_list,
        "options": commands.options_of_each,
        "exit status": commands.exit_status,
    },
    DOCS / "screen.md": {"keys": screen.keys, "signs": screen.signs},
    DOCS / "releases.md": {
        "keys": releases.keys,
        "rules": releases.rules,
        "changes": releases.changes,
    },
    DOCS / "licences.md": {"licences": licences.licences},
}
"""The function that writes each part, by file and by the name in its markers."""


def with_parts(text: str, parts: Mapping[str, Callable[[], str]]) -> str:
    """A document with each part written anew between its two markers."""
    for name, write in parts.items():
        begin, end = f"<!-- {name}: written by make docs -->\n", f"<!-- /{name} -->"
        before, found, rest = text.partition(begin)
        _, found_end, after = rest.partition(end)
        assert found, f"no marker {begin}"
        assert found_end, f"no marker {end}"
        text = f"{before}{begin}{write()}\n{end}{after}"
    return text


def written() -> Mapping[Path, str]:
    """All documents with generated parts, as they should be."""
    documents = {
        path: with_parts(path.read_text(encoding="utf-8"), parts) for path, parts in PARTS.items()
    }
    return {
        MAN_PAGE: man_page(),
        PACKAGE_INDEX: package_index(),
        theme_colours.PATH: theme_colours.theme_colours(),
        **documents,
    }
