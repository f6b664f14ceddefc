"""Where OpenHands stops at its start, and where it goes on: recorded runs of its own loader."""

from typing import Any

import pytest

from llm_tui.model.dialects.openhands.release import release
from llm_tui.model.dialects.openhands.strict import first_stop
from tests.model.oracle import data, resolved, start_differences

STARTS = data("starts")


@pytest.mark.parametrize(
    "run", STARTS, ids=[f"{run['release']}-{index}" for index, run in enumerate(STARTS)]
)
def test_a_release_stopped_or_went_on_as_is_said(run: Any) -> None:
    assert start_differences(run) == []


SERVER = 'name = "a", command = "npx"'
STOPS: list[tuple[str, str, str, tuple[str | int, ...]]] = [
    ("0.62.0", '[mcp]\nsse_servers = [{ url = "http://a" }, {}]', "url: it is missing",
     ("mcp", "sse_servers", 1)),
    ("0.62.0", '[mcp]\nsse_servers = ["http://a", "http://a"]', "its url is there twice",
     ("mcp", "sse_servers", 1)),
    ("0.50.0", '[mcp]\nstdio_servers = [{ name = "a" }]', "command: it is missing",
     ("mcp", "stdio_servers", 0)),
    ("0.62.0", '[mcp]\nstdio_servers = [{ name = "a b", command = "c" }]', "name: it must be",
     ("mcp", "stdio_servers", 0)),
    ("0.62.0", '[mcp]\nshttp_servers = [{ url = "http://a", timeout = 0 }]', "timeout: it must be",
     ("mcp", "shttp_servers", 0)),
    ("0.62.0", "[core]\ncache_dir = 5", "cache_dir in [core]: it must", ("core", "cache_dir")),
    ("0.62.0", '[core]\nworkspace_base = "w"\nworkspace_mount_rewrite = "x"', "it must be old:new",
     ("core", "workspace_mount_rewrite")),
    ("0.62.0", "[core]\nruntime = 1", "runtime in [core]", ("core", "runtime")),
    ("0.62.0", "[core]\nfile_store_path = 1", "file_store_path in", ("core", "file_store_path")),
    ("0.62.0", '[sandbox]\nvolumes = "a"', "volumes in [sandbox]", ("sandbox", "volumes")),
    ("0.20.0", "[core]\nsandbox = 1", "its settings belong in [sandbox]", ("core", "sandbox")),
    ("0.62.0", "[core]\nllms = { a = 1 }", "llms in [core]", ("core", "llms")),
]  # fmt: skip


@pytest.mark.parametrize(("version", "text", "reason", "path"), STOPS)
def test_a_stop_has_its_reason_and_its_place(
    version: str, text: str, reason: str, path: tuple[str | int, ...]
) -> None:
    found = resolved(f"{text}\n[llm]\n".encode(), version, {}).loaded

    assert reason in (found.stops or "")
    assert found.stops_at == path


@pytest.mark.parametrize(
    ("version", "text"),
    [
        ("0.50.0", '[mcp]\nstdio_servers = [{ name = "a b", command = "c d" }]'),
        ("0.50.0", '[mcp]\nshttp_servers = [{ url = "http://a", timeout = 0 }]'),
        ("0.62.0", f'[mcp]\nstdio_servers = [{{ {SERVER}, args = "-y x", env = "A=b" }}]'),
        ("0.62.0", "[mcp]\nsse_servers = [1]"),
        ("0.62.0", '[core]\nworkspace_mount_rewrite = "x"'),
        ("0.62.0", "[core]\nllms = { a = 1 }\n[llm.a]"),
        ("0.26.0", "[core]\nllms = 5\n[sandbox]\nbogus = 1"),
        ("0.26.0", "[core]\nruntime = 1"),
    ],
)
def test_what_looks_wrong_and_stops_nothing_is_no_stop(version: str, text: str) -> None:
    assert resolved(f"{text}\n[llm]\n".encode(), version, {}).loaded.stops is None


def test_a_variable_wins_over_the_file_and_has_no_line() -> None:
    tables, chosen = {"sandbox": {"volumes": "a"}}, release("0.62.0")

    assert first_stop(tables, chosen, {"SANDBOX_VOLUMES": "a:b"}, ()) is None
    stop = first_stop({}, chosen, {"SANDBOX_VOLUMES": "a"}, ())
    assert stop is not None
    assert (stop.path, "$SANDBOX_VOLUMES" in stop.reason) == ((), True)
