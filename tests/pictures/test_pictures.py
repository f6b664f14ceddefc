"""The pictures show the program as it is; `make screenshots` takes them again."""

import re
from collections.abc import Mapping
from html import unescape

import pytest

from tests.bench.emulator import Cells
from tests.pictures import FOLDER
from tests.pictures.capture import ROOT, capture, text_of
from tests.pictures.cast import cast, replay
from tests.pictures.files import CAST, FILM, TITLE
from tests.pictures.film import Frame, film
from tests.pictures.scenes import SCENES, SESSION
from tests.pictures.svg import DRAWN, HEIGHT, WIDTH

TEXT = re.compile(r'<text class="\w+" x="([\d.]+)" y="(\d+)"[^>]*>([^<]*)</text>')
GROUP = re.compile(r'<g class="k (k\d+)">\n(.*?)\n</g>\n', re.DOTALL)
STEPS = re.compile(r"@keyframes (k\d+)\{((?:[\d.]+%\{visibility:\w+\})+)\}")
STEP = re.compile(r"([\d.]+)%\{visibility:(\w+)\}")
STILL = re.compile(r"\.(k\d+)\{animation-name:\1;visibility:(\w+)\}")

FILES = {f"{name}.svg" for scene in SCENES.values() for name in scene.pictures} | {CAST, FILM}


def lines(picture: str, height: int) -> list[str]:
    """The texts of a picture where they are."""
    rows = [""] * height
    found = (
        (int(y) // HEIGHT, round(float(x) / WIDTH), text) for x, y, text in TEXT.findall(picture)
    )
    for y, x, text in sorted(found):
        rows[y] = rows[y].ljust(x) + unescape(text)
    return rows


def texts(cells: Cells) -> list[str]:
    """The same of a screen: without lines and blocks, which a picture draws."""
    drawn = dict.fromkeys(map(ord, DRAWN), " ")
    return [line.translate(drawn).rstrip() for line in text_of(cells)]


def shown(picture: str, states: Mapping[str, str]) -> str:
    """What is seen of a film in some state of its groups."""
    return GROUP.sub(lambda group: group[2] if states[group[1]] == "visible" else "", picture)


def read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name, scene in SCENES.items() if scene.pictures])
def test_a_picture_shows_what_the_program_shows(name: str) -> None:
    shots = capture(name)

    assert [shot.label for shot in shots] == list(SCENES[name].pictures)
    for label, cells in shots:
        assert lines(read(f"{label}.svg"), len(cells)) == texts(cells), "make screenshots"


def test_the_recording_shows_what_the_program_shows() -> None:
    shots = capture(SESSION)

    frames = [(frame.seconds, text_of(frame.cells)) for frame in replay(read(CAST))]
    assert frames == [(float(label), text_of(cells)) for label, cells in shots], "make screenshots"


def test_a_recording_that_is_replayed_is_recorded_as_the_same() -> None:
    assert cast(replay(read(CAST)), TITLE) == read(CAST)


def test_the_film_is_that_of_the_recording() -> None:
    assert film(replay(read(CAST)), TITLE) == read(FILM), "make screenshots"


def test_the_film_shows_each_screen_for_its_time() -> None:
    picture, frames = read(FILM), replay(read(CAST))
    steps = {name: STEP.findall(rules) for name, rules in STEPS.findall(picture)}
    total, start = sum(frame.seconds for frame in frames), 0.0
    for frame in frames:
        now = 100 * (start + frame.seconds / 2) / total
        states = {
            name: [state for percent, state in rules if float(percent) <= now][-1]
            for name, rules in steps.items()
        }
        assert lines(shown(picture, states), len(frame.cells)) == texts(frame.cells)
        start += frame.seconds


def test_where_nothing_moves_the_film_is_a_picture_of_its_last_screen() -> None:
    picture, last = read(FILM), replay(read(CAST))[-1].cells

    assert lines(shown(picture, dict(STILL.findall(picture))), len(last)) == texts(last)
    assert re.findall(r"(@media \([^)]*\))\{\.k\{animation:", picture) == [
        "@media (prefers-reduced-motion:no-preference)"
    ]


def test_the_recording_takes_about_twenty_seconds() -> None:
    assert 18 <= sum(frame.seconds for frame in replay(read(CAST))) <= 22


def test_every_picture_is_small_and_shown_in_a_document() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    linked = "\n".join(path.read_text(encoding="utf-8") for path in documents)

    assert {path.name for path in FOLDER.iterdir()} == FILES
    for name in FILES:
        assert (FOLDER / name).stat().st_size < 100_000
        assert f"screenshots/{name}" in linked, name


def test_frames_that_repeat_are_drawn_once() -> None:
    one, other = (frame.cells for frame in replay(read(CAST))[:2])
    twice = film([Frame(1, one), Frame(1, other), Frame(1, one)], "")

    assert twice.count("<text") < 1.5 * film([Frame(1, one)], "").count("<text")
