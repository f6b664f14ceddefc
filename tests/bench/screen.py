"""What is pressed, and what the screen of llm-tui shows then.

All that the measurements know of that screen is here.
"""

from typing import NamedTuple

from tests.bench import sample

UP, DOWN, RIGHT, LEFT, HOME, END = (f"\x1b[{final}" for final in "ABCDHF")
PAGE_DOWN, PAGE_UP, CTRL_HOME, BACK_TAB = (f"\x1b[{rest}" for rest in ("6~", "5~", "1;5H", "Z"))
TAB, ENTER, ESCAPE, BACKSPACE = "\t", "\r", "\x1b", "\x7f"
CTRL_C, CTRL_Q, CTRL_S, CTRL_X = "\x03", "\x11", "\x13", "\x18"

# What the screen of llm-tui shows, and only in this state.
PICKER = "Known to litellm"
HELP = "Edit the selected value"
MAIN = "Effective value"


def title(section: str) -> str:
    """Return what is on the screen only while this section is selected."""
    return f"[llm.{section}]"


# Its keys.
CLEAR = "\x05\x15"
"""To the end of the line that is typed, and delete all before."""
TEST, STREAM, SAVE, QUIT, PICK_MODEL = "t", "o", CTRL_S, "q", "m"
SHOW_HELP, SHOW_ALL, FILTER = "?", "a", "/"
TO_VALUE = RIGHT + HOME + DOWN * sample.COLUMN
"""From the sections to the setting that `sample.VALUE` is in."""


class Step(NamedTuple):
    """A key to press, and the name that its output is kept under."""

    name: str
    key: str
    times: int = 1
    held: int = 1
    """How often it is written each time, with `pause` seconds between."""
    pause: float = 0


def _lists(top: str) -> tuple[Step, ...]:
    """Return the steps through both lists, where a key goes to the top of the second."""
    return (
        Step("section", DOWN, sample.SECTIONS - 1),
        *(Step("focus", TAB), Step("focus", BACK_TAB)) * 3,
        Step("", TAB),
        Step("setting", DOWN, 12),
        Step("", top),
        Step("held", DOWN, held=30, pause=1 / 33),
    )


KEYS = (
    *_lists(HOME),
    Step("", TO_VALUE),
    Step("editor", ENTER),
    *(Step("letter", letter) for letter in "abcdef"),
    Step("", ESCAPE),
)
KEYS_WITHOUT_HELP = (
    *(Step("", TEST), Step("", TAB), Step("", RIGHT + HOME)),
    Step("setting", DOWN, 9),
)
"""The open test covers the help."""
MINIMAL_KEYS = _lists(CTRL_HOME)

_WALK = (*(DOWN,) * 5, TAB, *(DOWN,) * 8, PAGE_DOWN, PAGE_UP, END, HOME)
MIXED = (
    *(*_WALK, *(DOWN,) * sample.COLUMN, ENTER, *"abc", *(BACKSPACE,) * 3, ESCAPE),
    *(FILTER, *"te", ESCAPE, SHOW_ALL, SHOW_ALL, SHOW_HELP, ESCAPE, LEFT, *(UP,) * 5),
)
MINIMAL_MIXED = (*_WALK, BACK_TAB, *(UP,) * 5)
