"""The terminal that measured programs believe in."""

import pytest

from tests.bench.emulator import Emulator, changed


def test_text_and_attributes_reach_the_screen() -> None:
    emulator = Emulator(10, 2)

    emulator.feed(b"\x1b[2;3H\x1b[1mhi")

    assert emulator.text() == "\n  hi"
    assert emulator.cells()[1][2].bold


def test_only_cells_that_differ_count_as_changed() -> None:
    emulator = Emulator(10, 2)
    emulator.feed(b"abcdef")
    before = emulator.cells()

    emulator.feed(b"\x1b[Habcxef")
    assert changed(before, emulator.cells()) == 1

    emulator.feed(b"\x1b[H\x1b[7mab")
    assert changed(before, emulator.cells()) == 3


def test_moving_the_cursor_changes_nothing() -> None:
    emulator = Emulator(10, 2)
    before = emulator.cells()

    emulator.feed(b"\x1b[2;2H\x1b[?25l")

    assert changed(before, emulator.cells()) == 0


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (b"\x1b[c", b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"),
        (b"\x1b[?2026$p", b"\x1b[?2026;0$y"),
        (b"\x1b[2;4H\x1b[6n", b"\x1b[2;4R"),
        (b"\x1b]11;?\x07", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
        (b"\x1b[18t", b"\x1b[8;2;10t"),
        (b"\x1b[?u", b""),
    ],
)
def test_it_answers_as_a_plain_xterm(question: bytes, answer: bytes) -> None:
    emulator = Emulator(10, 2)

    assert emulator.feed(question) == answer
    assert emulator.text().strip() == ""


@pytest.mark.parametrize("cut", range(1, 20))
def test_output_may_be_cut_anywhere(cut: int) -> None:
    output = b"\x1b[>1u\x1b[?2026$pa\x1b[3bz"
    emulator = Emulator(10, 2)

    answers = emulator.feed(output[:cut]) + emulator.feed(output[cut:])

    assert emulator.text() == "aaaaz\n"
    assert answers == b"\x1b[?2026;0$y"


def test_the_cursor_keys_follow_the_mode() -> None:
    emulator = Emulator(10, 2)
    assert not emulator.wants_application_keys

    emulator.feed(b"\x1b[?1h")

    assert emulator.wants_application_keys
