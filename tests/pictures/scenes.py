"""The scenes: what is pressed, and where a picture is taken."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from llm_tui.tui.output.depth import Depth

if TYPE_CHECKING:
    from tests.pictures.stage import Stage

WIDE, NARROW = (120, 40), (80, 24)

SESSION = "session"
"""The scene whose frames are a film."""


async def wide(user: "Stage") -> None:
    """The pictures that need room."""
    await user.press("down", "right")
    await user.take("main")
    await user.go_to("api_key")
    await user.press("i")
    await user.take("inheritance")
    await user.press("escape", "left", "n")
    await user.take("ignored")
    await user.press("left", "home", "m")
    await user.until("serves")
    await user.type("gpt4")
    await user.until("4000 (4)")
    await user.take("picker")


async def asking(user: "Stage") -> None:
    """A test of one section, while it waits and after."""
    await user.press("down", "t", "enter")
    await user.play(3)
    await user.until("retry in 8 s")
    await user.pass_time(3, "retry in 5 s")
    await user.take("test-wait")
    await user.play(100)
    await user.until("✓ done")
    await user.take("test")


async def batch(user: "Stage") -> None:
    """Several sections at once."""
    await user.press("b", "enter")
    await user.play_to_the_end(6)
    await user.until("5 passed")
    await user.take("batch")


async def editing(user: "Stage") -> None:
    """An edit on its way into a file that somebody else writes too."""
    await user.press("down")
    await user.go_to("temperature")
    await user.press("enter")
    await user.replace("3")
    await user.take("editing")
    await user.replace("0.2")
    await user.press("enter")
    await user.go_to("max_output_tokens")
    await user.press("enter")
    await user.type("2048")
    await user.press("enter", "d")
    await user.take("diff")
    await user.press("escape")
    user.write('mini"\ntemperature = 0.0', 'mini"\ntemperature = 0.7')
    await user.until("has changed on disk")
    await user.press("s")
    await user.until("Keep which")
    await user.take("conflict")


async def session(user: "Stage") -> None:
    """See what is effective, find out why a section is ignored, fix it, test it and save it."""
    await user.show(1.8)
    await user.show(0.6, "down", "down")
    await user.show(0.4, "right", "down", "down")
    await user.show(0.6, "left")
    await user.show(3, "n")
    await user.show(1.8, "f")
    await user.show(0.6, "t")
    await user.press("enter")
    await user.play(2)
    await user.until("1/4  … asking")
    await user.show(0.5)
    await user.play(1)
    await user.until("retry in 8 s")
    await user.show(0.5)
    for left in range(7, 0, -1):
        await user.pass_time(1, f"retry in {left} s")
        await user.show(0.2)
    await user.play(1)
    await user.until("2/4  … asking")
    await user.show(0.6)
    await user.play(3)
    await user.until("✓ done")
    await user.show(2)
    await user.show(0.6, "escape")
    await user.show(4, "s")


class Scene(NamedTuple):
    """A run of the program."""

    act: Callable[["Stage"], Awaitable[None]]
    pictures: Mapping[str, str]
    """Those that are taken, each with its title."""
    size: tuple[int, int] = NARROW
    depth: Depth = Depth.FULL
    theme: str | None = None


def _main(name: str, looks: str, **kind: Any) -> Scene:
    """A scene with one picture of the main screen."""

    async def act(user: "Stage") -> None:
        await user.press("down", "right")
        await user.take(name)

    return Scene(act, {name: f"The main screen {looks}"}, **kind)


SCENES = {
    "wide": Scene(
        wide,
        {
            "main": "The main screen: sections, their effective values, and where each comes from",
            "inheritance": "Where a value comes from, layer by layer",
            "ignored": "A section that is ignored, why, what is used instead, and the fix",
            "picker": "Models that the endpoint serves, and those that litellm knows",
        },
        WIDE,
    ),
    "asking": Scene(
        asking,
        {
            "test-wait": "A test that waits before it tries again",
            "test": "The same test with its answer, times, tokens and cost",
        },
    ),
    "batch": Scene(batch, {"batch": "All sections, tested at once"}),
    "editing": Scene(
        editing,
        {
            "editing": "A value that is refused where it is typed",
            "diff": "What saving would write",
            "conflict": "A value that another program has changed too",
        },
    ),
    "narrow": _main("main-80x24", "of 80 columns"),
    "light": _main("main-light", "in light colours", size=WIDE, theme="textual-light"),
    "narrow-light": _main(
        "main-80x24-light", "of 80 columns, in light colours", theme="textual-light"
    ),
    "256-colours": _main("main-256-colours", "in 256 colours", depth=Depth.INDEXED),
    "16-colours": _main("main-16-colours", "in the terminal's own 16", depth=Depth.BASIC),
    "no-colour": _main("main-no-colour", "without colour", depth=Depth.NONE),
    SESSION: Scene(session, {}),
}
