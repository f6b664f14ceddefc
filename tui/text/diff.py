"""The difference between two texts as lines to print, with the secrets masked."""

from difflib import unified_diff

from llm_tui.model.secrets.masking import mask_text
from llm_tui.model.toml.document import Document
from llm_tui.tui.text.wording import printable


def diff_lines(before: Document, after: Document, name: str) -> list[str]:
    """A unified diff without line endings; empty if the documents are the same.

    A secret that changes shows as two masked lines, also where their masks are alike.
    """
    old, new = before.text.splitlines(), after.text.splitlines()
    lines = unified_diff(old, new, name, name, lineterm="")
    if before.data == after.data:
        return []
    return [line[:1] + printable(mask_text(line[1:])) for line in lines] or ["(line endings only)"]
