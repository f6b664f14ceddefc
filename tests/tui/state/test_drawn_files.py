"""Whatever a file says, and whoever reads it: the screen draws it."""

from dataclasses import replace

from hypothesis import example, given
from rich.cells import cell_len

from llm_tui.model import Document
from llm_tui.model.dialects import known
from llm_tui.model.dialects.recognise import Chosen
from llm_tui.model.store.history import History
from llm_tui.tui.drawing.screen import Scroll, draw
from llm_tui.tui.session import Session
from llm_tui.tui.state.derivation import Derivation
from llm_tui.tui.state.state import Place, State
from tests.model.check.test_any_file import DIALECTS, ENVIRONMENTS, FILES

WIDTH, HEIGHT = 80, 24


@given(FILES, DIALECTS, ENVIRONMENTS)
@example("[core]\n[llm]\nmodel = 5\n[llm.a]\nmodel = [1]\n", ("openhands", "0.9.0"), {})
def test_any_file_is_drawn_with_each_of_its_sections(
    text: str, program: tuple[str, str | None], environment: dict[str, str]
) -> None:
    chosen = Chosen(known.dialect(*program), "asked for")
    session, derivation = Session("/config.toml", chosen, environment), Derivation()
    state = State(session, History.of(Document(text.encode())), checked=True)

    for path in derivation(state).facts.view.paths:
        derived = derivation(replace(state, section=path, place=Place.SETTINGS))
        rows = draw(derived.snapshot, WIDTH, HEIGHT, Scroll()).rows
        assert [cell_len("".join(text for text, _ in row)) for row in rows] == [WIDTH] * HEIGHT
