"""Testing a section of a file as the test pane does, from its text to the last event."""

import unicodedata

from llm_tui.model.dialects import known
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.probe.client import Probe
from llm_tui.model.probe.events import Event
from llm_tui.model.probe.plan import plan
from llm_tui.model.probe.run import Run
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE
from tests.model.probing import outcome

KEY = "sk-real-SECRET0123456789abcdef"
"""The API key of the servers."""

WRONG_KEY = "sk-wrong-SECRET9876543210fedcba"
NOISE = "temperature = 1.0\ntop_p = 1.0\nmax_output_tokens = 256\n"
"""Settings with which a random model answers at random, and with every kind of character."""


def section(model: str, base_url: str, key: str = KEY, more: str = "") -> str:
    """A file with one section."""
    return f"""\
[llm]
model = "{model}"
base_url = "{base_url}"
api_key = "{key}"
seed = 42
num_retries = 2
retry_min_wait = 0
retry_max_wait = 0
{more}"""


async def ask(
    probe: Probe, text: str, *, stream: bool = True, tools: bool = False
) -> tuple[Run, list[Event]]:
    """Test its section, and return the last state and every event."""
    planned = plan(Resolution(Document(text.encode()), known.dialect("openhands"), {}), BASE, {})
    assert planned.obstacles == ()
    return await outcome(probe, planned.job("hello", limit=60, stream=stream, tools=tools))


def control_characters(text: str) -> set[str]:
    """Those that a terminal acts on, but for the end of a line and the tabulator."""
    return {char for char in text if unicodedata.category(char) == "Cc" and char not in "\n\t"}
