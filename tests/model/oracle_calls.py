"""Where our calls, retries and profiles differ from those that OpenHands was seen to make."""

from collections.abc import Iterator
from typing import Any

from llm_tui.model import Document
from llm_tui.model.dialects.known import dialect
from llm_tui.model.dialects.openhands.release import release
from llm_tui.model.dialects.openhands.retries import retry_policy
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE, Path
from tests.model.oracle import data

CALLS = data("requests")
REQUESTS = [(version, row) for row in CALLS["arguments"] for version in row["releases"]]
RETRIES = [(version, row) for row in CALLS["retries"] for version in row["releases"]]
PROFILES = data("profiles")["sections"]

_SAID = {
    "presence_penalty": "completion_kwargs.presence_penalty",
    "allowed_openai_params": "thinking",
    "max_completion_tokens": "max_output_tokens",
    "extra_headers": "openrouter_app_name",
}
"""Arguments that are reported by the name of what is behind them."""


def request_differences(version: str, row: Any) -> Iterator[str]:
    """Where the arguments of a recorded call differ."""
    view = Resolution(Document(CALLS["file"].encode()), dialect("openhands", version), {})
    call = dialect("openhands", version).request(
        view.values(_path(row["section"])), row.get("environment", {})
    )
    # A limit that OpenHands takes from litellm's table is a fact of that table.
    left_out = row.get("not_compared")
    wanted, got = row["arguments"], {k: v for k, v in call.arguments.items() if k != left_out}
    for key in wanted.keys() | got.keys():
        if wanted.get(key, "absent") != got.get(key, "absent"):
            yield f"{key} is {got.get(key, 'absent')}, not {wanted.get(key, 'absent')}"


def retry_differences(version: str, row: Any) -> Iterator[str]:
    """Where the attempts and waits after an exception differ."""
    chosen = release(version)
    defaults = {field.name: field.default for field in chosen.fields.values()}
    found = retry_policy(defaults, chosen).after(row["error"])
    if (found.attempts, found.waits) != (row["attempts"], row["waits"]):
        yield f"{found}, not {row['attempts']} attempts, waits {row['waits']}"


def profile_differences(name: str) -> Iterator[str]:
    """Where a profile differs from the one that the SDK of OpenHands 1 was seen to load.

    What the SDK then calls otherwise than the section was called has to be reported.
    """
    recorded, row = data("profiles"), PROFILES[name]
    program = dialect("openhands", recorded["release"])
    view = Resolution(Document(recorded["file"].encode()), program, {})
    found = program.profile(view.values(_path(name)))
    assert found is not None
    for key in row["profile"].keys() | found.fields.keys():
        if row["profile"].get(key, "absent") != found.fields.get(key, "absent"):
            yield f"{key} is {found.fields.get(key)}, not {row['profile'].get(key)}"
    yield from (f"{key} is not reported" for key in row["lacking"] if key not in found.lacking)
    said = " ".join([*found.lacking, *found.notes])
    for key in row["different"]:
        if _SAID.get(key, key) not in said:
            yield f"the difference in {key} is not reported"
    for key in row["changed_by_saving"]:
        if key not in said and key != "stream_idle_timeout":
            yield f"that saving changes {key} is not reported"


def _path(name: str) -> Path:
    return BASE if name == "llm" else (*BASE, name)
