"""The colours that are used follow from what the terminal says of itself."""

import pytest

from llm_tui.tui.output.depth import Depth, depth


@pytest.mark.parametrize(
    ("environment", "terminfo", "wanted"),
    [
        ({"TERM": "xterm-256color"}, 256, Depth.INDEXED),
        ({"TERM": "tmux-256color"}, None, Depth.INDEXED),
        ({"TERM": "screen-256color"}, 8, Depth.INDEXED),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, 256, Depth.FULL),
        ({"TERM": "xterm"}, 8, Depth.BASIC),
        ({"TERM": "linux"}, 8, Depth.BASIC),
        ({"TERM": "vt100"}, -1, Depth.NONE),
        ({"TERM": "dumb"}, None, Depth.NONE),
        ({}, None, Depth.NONE),
        ({"TERM": "xterm-of-next-year"}, None, Depth.INDEXED),
        ({"TERM": "xterm-256color", "COLORTERM": "24bit", "NO_COLOR": "1"}, 256, Depth.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, 256, Depth.INDEXED),
    ],
)
def test_the_depth(environment: dict[str, str], terminfo: int | None, wanted: Depth) -> None:
    assert depth(environment, terminfo) is wanted
