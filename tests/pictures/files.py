"""The files of each scene."""

from collections.abc import Sequence

from tests.pictures.capture import Shot
from tests.pictures.cast import cast, replay
from tests.pictures.film import Frame, film
from tests.pictures.scenes import SCENES, SESSION
from tests.pictures.svg import still

CAST, FILM = f"{SESSION}.cast", f"{SESSION}.svg"
TITLE = "llm-tui: see what is effective, find out why a section is ignored, fix and test it"
"""Of the film."""


def files_of(scene: str, shots: Sequence[Shot]) -> dict[str, str]:
    """The names and contents of the files that show a scene."""
    if scene != SESSION:
        titles = SCENES[scene].pictures
        return {f"{shot.label}.svg": still(shot.cells, titles[shot.label]) for shot in shots}
    frames = [Frame(float(shot.label), shot.cells) for shot in shots]
    recording = cast(frames, TITLE)
    # The film shows the recording, so that one can't be newer than the other.
    return {CAST: recording, FILM: film(replay(recording), TITLE)}
