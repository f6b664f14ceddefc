"""Two sections side by side, in rows for the screen and the command alike."""

from collections.abc import Sequence

from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.switching.compare import Difference
from llm_tui.model.toml.keys import Path, section_name
from llm_tui.tui.text.wording import origin_text, printable, value_text


def comparison_rows(
    found: Sequence[Difference], one: Path, other: Path, dialect: Dialect
) -> list[tuple[str, str, str, str, str]]:
    """Headings, then for each key its two values, each with its origin; secrets masked."""
    heading = ("KEY", printable(section_name(one)), "FROM", printable(section_name(other)), "FROM")
    return [heading, *(_row(difference, one, other, dialect) for difference in found)]


def _row(
    difference: Difference, one: Path, other: Path, dialect: Dialect
) -> tuple[str, str, str, str, str]:
    first, second = difference
    values = [value_text(first), value_text(second)]
    if first.secret and first.value and second.value:
        # Two keys may end in the same characters.
        values[1] += " (different)"
    return (
        first.key,
        values[0],
        origin_text(first, one, dialect),
        values[1],
        origin_text(second, other, dialect),
    )
