"""Config files of any number of sections: comments, several providers, inherited values."""

from collections.abc import Iterator

SECTIONS = 10
"""How many a file has where its size is not what is measured."""
VALUE = "http://gw.lan/v1"
"""A value of the base: on the screen once the settings show real values."""
COLUMN = 2
"""How many settings are above it in the table."""

_HEAD = f"""\
# Shared by the team; the keys come from the gateway.

[core]
debug = false
max_iterations = 250

[llm]
model = "anthropic/claude-sonnet-4-20250514"
api_key = "sk-sample-0000"
base_url = "{VALUE}"
temperature = 0.25
num_retries = 3
"""

_TAIL = """
[agent]
llm_config = "anthropic0"

[agent.CodeActAgent]
llm_config = "openai1"

[condenser]
type = "llm"
llm_config = "gemini2"
"""

_KINDS = {
    "anthropic": """\
model = "anthropic/claude-3-5-haiku-20241022"
max_output_tokens = 8192  # as much as it gives
""",
    "openai": """\
model = "openai/gpt-4o"
api_key = "sk-sample-0001"
base_url = "https://api.openai.com/v1"
""",
    "gemini": """\
# cheap and quick
model = "gemini/gemini-2.0-flash"
top_p = 0.9
timeout = 60
""",
    "deepseek": """\
model = "deepseek/deepseek-chat"
temperature = 0.0
num_retries = 8
""",
    "groq": """\
model = "groq/llama-3.3-70b-versatile"
api_key = "gsk-sample-0002"
retry_min_wait = 5
retry_max_wait = 60
""",
    "ollama": """\
# on the box under the desk
model = "ollama/llama3"
base_url = "http://127.0.0.1:11434"
timeout = 600
""",
    "mistral": """\
model = "mistral/mistral-large-latest"
disable_vision = true
caching_prompt = false
""",
}
_NAMES = tuple(_KINDS)


def config(sections: int) -> str:
    """Return a file with a base and so many named sections; the same text in every run."""
    return "".join((_HEAD, *_named(sections), _TAIL))


def name(number: int) -> str:
    """Return the name of a section by its place in the file, from 0 on."""
    return f"{_NAMES[number % len(_NAMES)]}{number}"


def _named(sections: int) -> Iterator[str]:
    for number in range(sections):
        yield f"\n# Asked for by team {number % 37}; the bill goes to them.\n"
        yield f"[llm.{name(number)}]\n{_KINDS[_NAMES[number % len(_NAMES)]]}"
        if number % 5 == 4:
            yield f'# model = "openai/o3-mini"  # tried on day {number}\n'
