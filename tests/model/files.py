"""Hypothesis strategies: config files in every layout that TOML allows, and edits to them."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from llm_tui.model import (
    AddSection,
    CopySection,
    Document,
    RemoveSection,
    RenameKey,
    RenameSection,
    SetValue,
    UnsetValue,
)
from llm_tui.model.toml.keys import Path, write_header, write_key

NAMES = st.sampled_from(["a", "b", "fast", "gpt-4.1", "claude 3", "é", "draft_editor"])
KEYS = st.sampled_from(["model", "api_key", "timeout", "top_p", "x", "key with space"])
ROOTS = st.sampled_from(["llm", "llm", "llm", "agent", "core"])

SCALARS = st.sampled_from(
    ['"m"', "'lit'", "1", "1_000", "0x1F", "2.5", "1e-6", "true", "2024-01-31", '"a # b"', '"é\\n"',
     '"""\nlong\n"""', "'''raw\n'''", '""', "inf"]
)  # fmt: skip
ARRAYS = st.sampled_from(['["p", "q"]', "[]", '[\n  "p", # one\n  "q",\n]', "[[1], [2]]"])
INLINE = st.sampled_from(['{ k = 1, l = "x" }', "{k=1}", "{}", "{ a.b = 1 }", "{ i = { j = 2 } }"])
TOKENS = st.one_of(SCALARS, SCALARS, SCALARS, ARRAYS, INLINE)

VALUES: st.SearchStrategy[Any] = st.one_of(
    st.text("abc \"'\\\n#,=[]{}é", max_size=8),
    st.integers(-5, 2**40),
    st.floats(allow_nan=False, width=32),
    st.booleans(),
    st.lists(st.sampled_from(["p", "q", "r"]), max_size=4),
    st.dictionaries(st.sampled_from(["k", "l", "i"]), st.integers(0, 9), max_size=3),
)

NOISE = st.sampled_from(
    ["", "", "\n", "\n\n", "# note\n", "\n# note\n\n", "# timeout = 30\n", "#top_p = None\n",
     "\n# ---- banner ----\n", "# [llm.old]\n# model = 'o'\n", "#x = [\n#  1,\n#]\n"]
)  # fmt: skip
TRAILERS = st.sampled_from(["", "", "", "  # c", "     # column", "#tight"])


@st.composite
def key_lines(draw: st.DrawFn, prefix: str = "") -> str:
    """Some lines that set keys, below each other."""
    indent = draw(st.sampled_from(["", "", "", "  ", "\t"]))
    equals = draw(st.sampled_from([" = ", " = ", "=", "   = "]))
    text = ""
    for key in draw(st.lists(KEYS, unique=True, max_size=4)):
        name = prefix + write_key(key)
        text += f"{indent}{name}{equals}{draw(TOKENS)}{draw(TRAILERS)}\n{draw(NOISE)}"
    return text


@st.composite
def headed_sections(draw: st.DrawFn) -> str:
    """One section with a header: plain, nested, spaced, or an element of an array of tables."""
    path = [draw(ROOTS), *draw(st.lists(NAMES, max_size=2))]
    header = write_header(tuple(path))
    if len(path) > 1 and draw(st.integers(0, 9)) == 0:
        header = f"[{header}]"
    if draw(st.integers(0, 9)) == 0:
        header = header.replace(".", " . ", 1)
    body = draw(key_lines())
    if draw(st.integers(0, 5)) == 0:
        body += draw(key_lines(prefix=write_key(draw(NAMES)) + "."))
    return f"{draw(NOISE)}{header}{draw(TRAILERS)}\n{draw(NOISE)}{body}{draw(NOISE)}"


@st.composite
def documents(draw: st.DrawFn, newlines: Sequence[str] = ("\n",) * 4 + ("\r\n",)) -> Document:
    """A file that is TOML, whatever else it is, with one of these ends of a line."""
    text = draw(NOISE)
    if draw(st.integers(0, 4)) == 0:
        names = draw(st.lists(NAMES, max_size=2))
        for name in ["", *names]:
            prefix = f"llm.{write_key(name)}." if name else "llm."
            text += draw(key_lines(prefix=prefix))
    elif draw(st.integers(0, 6)) == 0:
        text += f"llm = {draw(INLINE)}{draw(TRAILERS)}\n"
    text += "".join(draw(st.lists(headed_sections(), max_size=5)))
    if draw(st.integers(0, 4)) == 0:
        text = text.rstrip("\n")
    text = text.replace("\n", draw(st.sampled_from(newlines)))
    if draw(st.integers(0, 6)) == 0:
        text = "\ufeff" + text
    return Document(text.encode())


def sections_of(tables: Any, above: Path = ()) -> list[Path]:
    """The paths of all tables, those inside arrays too."""
    found: list[Path] = []
    items = tables.items() if isinstance(tables, dict) else enumerate(tables)
    for key, value in items:
        path = (*above, key)
        if isinstance(value, dict):
            found.append(path)
        if isinstance(value, dict | list):
            found += sections_of(value, path)
    return found


@st.composite
def edits(draw: st.DrawFn, document: Document) -> Any:
    """An edit that a user could ask for on this file."""
    sections = [path for path in sections_of(document.tables) if path[0] == "llm"]
    section = draw(st.sampled_from(sections)) if sections else ("llm",)
    content = document.value(section)
    present = [key for key in content if isinstance(key, str)] if sections else []
    kind = draw(
        st.sampled_from(["set", "set", "add", "unset", "key", "new", "remove", "rename", "copy"])
    )
    fresh = draw(st.sampled_from(["new", "n.m", "n m"]))
    if kind == "unset" and present:
        return UnsetValue(section, draw(st.sampled_from(present)))
    if kind == "key" and present:
        return RenameKey(section, draw(st.sampled_from(present)), draw(KEYS))
    if kind == "new":
        return AddSection((*draw(st.sampled_from([("llm",), section])), fresh), {"model": "m"})
    if kind == "remove" and sections:
        return RemoveSection(section, draw(st.booleans()))
    if kind == "rename" and len(section) > 1:
        above = draw(st.sampled_from([section[:-1], ("llm",)]))
        return RenameSection(section, (*above, fresh))
    if kind == "copy" and sections:
        above = draw(st.sampled_from([section[:-1], section])) or section
        return CopySection(section, (*above, fresh))
    if kind == "set" and present:
        return SetValue(section, draw(st.sampled_from(present)), draw(VALUES))
    return SetValue(section, draw(KEYS), draw(VALUES))
