"""Writing lines that look like those around them."""

from collections.abc import Sequence

from llm_tui.model.toml.lines import Kind, Line, Span, members


def join(lines: Sequence[Line]) -> str:
    """The text of these lines."""
    return "".join(line.text for line in lines)


def insert(lines: Sequence[Line], index: int, texts: Sequence[str]) -> str:
    """The text with new lines, each with its ending, put before the line at `index`."""
    before, after = join(lines[:index]), join(lines[index:])
    if before and not before.endswith("\n"):
        before += ending(lines)
    return before + "".join(texts) + after


def ending(lines: Sequence[Line], near: int | None = None) -> str:
    """The line ending in use: that of the nearest line from `near` upwards, or of the first one."""
    order = reversed(lines[: near + 1]) if near is not None else iter(lines)
    for line in (*order, *lines):
        if line.ending:
            return line.ending
    return "\r\n" if any("\r\n" in line.text for line in lines) else "\n"


def key_line(key: str, value: str, like: Line | None, block: Sequence[Line], end: str) -> str:
    """A line that sets a key, with the indent and the equals sign of the line it is to look like.

    block: the lines around it; where they align their equals signs, the new one is aligned too.
    """
    if like is None:
        return f"{key} = {value}{end}"
    before, after = equals_style(like)
    if aligns_equals(like, block):
        before = " " * max(1, like.value[0] - len(after) - 1 - len(like.indent) - len(key))
    return f"{like.indent}{key}{before}={after}{value}{end}"


def equals_style(line: Line) -> tuple[str, str]:
    """The white space before and after the equals sign of a line that sets a key."""
    between = line.text[line.parts[-1][1] : line.value[0]]
    before, _, after = between.partition("=")
    return before, after


def aligns_equals(like: Line, block: Sequence[Line]) -> bool:
    """Does a line keep its equals sign below that of its neighbours?"""
    return any(line.value[0] == like.value[0] and _is_padded(line) for line in (like, *block))


def _is_padded(line: Line) -> bool:
    """Is more than one blank before the equals sign?"""
    before, _ = equals_style(line)
    return len(before) > 1 and set(before) == {" "}


def replace_value(lines: Sequence[Line], index: int, span: Span, token: str) -> str:
    """The text with one value replaced; a comment after it keeps its column."""
    line = lines[index]
    head = line.text[: span[0]] + token
    if span == line.value:
        return replace_head(lines, index, head)
    return join(lines[:index]) + head + line.text[span[1] :] + join(lines[index + 1 :])


def replace_head(lines: Sequence[Line], index: int, head: str) -> str:
    """The text with a line replaced up to its value's end; its comment keeps its column."""
    line = lines[index]
    tail = line.text[line.value[1] :]
    column = comment_column(line)
    if column is not None and "\n" not in head:
        sharing = [other for other in block_around(lines, index) if comment_column(other) == column]
        if len(sharing) > 1:
            tail = " " * max(1, column - len(head)) + tail.lstrip(" ")
    return join(lines[:index]) + head + tail + join(lines[index + 1 :])


def comment_column(line: Line) -> int | None:
    """Where the comment after a value begins, if blanks separate the two."""
    if "\n" in line.text[: line.value[1]]:
        return None
    tail = line.text[line.value[1] :]
    comment = tail.lstrip(" ")
    gap = len(tail) - len(comment)
    return line.value[1] + gap if comment.startswith("#") and gap else None


def block_around(lines: Sequence[Line], index: int) -> Sequence[Line]:
    """The lines around one that no blank line or header separates from it."""
    start = end = index
    while start > 0 and lines[start - 1].kind in (Kind.KEY, Kind.COMMENT):
        start -= 1
    while end + 1 < len(lines) and lines[end + 1].kind in (Kind.KEY, Kind.COMMENT):
        end += 1
    return lines[start : end + 1]


def add_member(text: str, container: Span, key: str, value: str) -> str:
    """A line's text with an entry added at the end of the inline table written at `container`."""
    entries = list(members(text, container))
    if not entries:
        return text[: container[0]] + f"{{ {key} = {value} }}" + text[container[1] :]
    last = entries[-1]
    equals = text[last.parts[-1][1] : last.value[0]]
    comma = ", "
    if len(entries) > 1:
        comma = text[entries[-2].value[1] : last.parts[0][0]]
    return text[: last.value[1]] + comma + key + equals + value + text[last.value[1] :]


def drop_member(text: str, container: Span, value: Span) -> str:
    """A line's text without the entry of an inline table whose value is written at `value`."""
    entries = list(members(text, container))
    at = next(index for index, entry in enumerate(entries) if entry.value == value)
    if len(entries) == 1:
        return text[: container[0]] + "{}" + text[container[1] :]
    if at == 0:
        return text[: entries[0].parts[0][0]] + text[entries[1].parts[0][0] :]
    return text[: entries[at - 1].value[1]] + text[value[1] :]
