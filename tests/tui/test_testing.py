"""The test pane, and several tests at once, against servers on loopback."""

import asyncio
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from llm_tui.model.dialects.recognise import DialectSpec
from llm_tui.model.probe import client
from llm_tui.model.probe.forkserver_process import Forkserver
from tests.loopback.openai import OpenAI
from tests.loopback.provider import TOKENS_IN, TOKENS_OUT
from tests.loopback.server import TEXT, Loopback, serving
from tests.tui.driver import LIMIT, NARROW, WIDE, User, started

pytestmark = pytest.mark.usefixtures("shared_forkserver")

KEY = "sk-loop-SECRET0123456789abcdef"


def written(config: Path, server: Loopback, more: str = "") -> Path:
    """A file whose sections are asked of this server."""
    config.write_text(f"""\
[llm]
model = "openai/gpt-4o"
api_key = "{KEY}"
base_url = "{server.url}/v1"
num_retries = 2
retry_min_wait = 60
input_cost_per_token = 0.5
output_cost_per_token = 0.25
{more}
[llm.mini]
model = "openai/gpt-4o-mini"
""")
    return config


async def until(happened: Callable[[], bool]) -> None:
    """Look again and again, for some seconds at most."""
    async with asyncio.timeout(LIMIT):
        while not happened():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def ask(user: User) -> None:
    """Open the pane and send its prompt."""
    await user.press("t", "enter")


@pytest.mark.parametrize(
    ("installed", "asks"),
    [
        ("litellm-1.77.7", "· asked by litellm 1.77.7 of "),
        ("litellm-1.80.7", "0.62.0 runs litellm 1.77.7"),
        ("litellm-1.49.0", f"· asked by litellm {version('litellm')} of llm-tui; OpenHands 0.62.0"),
    ],
    ids=["pinned", "another", "too old"],
)
async def test_the_litellm_that_will_ask_is_named_before_anything_is_sent(
    config: Path, installed: str, asks: str
) -> None:
    config.write_text('[llm]\nmodel = "openai/gpt-4o"\napi_key = "sk-1"\n')
    packages = config.parent / ".venv" / "lib" / "python3.12" / "site-packages"
    for name in ("openhands_ai-0.62.0", installed):
        (packages / f"{name}.dist-info").mkdir(parents=True)
    python = config.parent / ".venv" / "bin" / "python"
    python.parent.mkdir()
    python.symlink_to("/nonexistent")

    async with started(config, WIDE) as user:
        await user.press("t")
        await user.until(asks)


async def test_a_release_that_reads_no_section_has_nothing_to_send(config: Path) -> None:
    config.write_text('[llm]\nmodel = "openai/gpt-4o"\napi_key = "sk-1"\n')

    async with started(config, WIDE, wish=DialectSpec(None, "1.7.0")) as user:
        await user.press("b")
        await user.until("OpenHands 1.7.0 does not read [llm]. Export the sections")
        await ask(user)
        await user.until("Not sent: 1 problem")

        assert "Send anyway" not in user.screen()
        assert "asked by" not in user.screen()


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_two_keys_ask_the_model_and_show_answer_times_tokens_and_cost(
    config: Path, size: tuple[int, int]
) -> None:
    async with serving(OpenAI()) as server, started(written(config, server), size) as user:
        await ask(user)
        await user.until("1/2  ✓ done")

        assert TEXT in user.screen()
        assert f"litellm {version('litellm')} of llm-tui" in user.screen()
        assert f"{TOKENS_IN} → {TOKENS_OUT} tokens   $11.00" in user.line("1/2  ✓")
        assert "Test [llm] · openai/gpt-4o" in user.screen()
        assert [request.json["model"] for request in server.received] == ["gpt-4o"]
        assert "Say hello" in server.received[0].json["messages"][0]["content"]


async def test_a_prompt_of_ones_own_and_unsaved_values_are_what_is_sent(config: Path) -> None:
    async with serving(OpenAI()) as server, started(written(config, server)) as user:
        await user.go_to("temperature")
        await user.press("enter")
        await user.replace("0.75")
        await user.press("enter", "t")
        await user.replace("ping")
        await user.press("enter")
        await user.until("1/2  ✓")

        (request,) = server.received
        assert request.json["messages"] == [{"role": "user", "content": "ping"}]
        assert request.json["temperature"] == 0.75


async def test_the_last_result_stays_in_the_tree_and_is_stale_once_a_value_has_changed(
    config: Path,
) -> None:
    async with serving(OpenAI()) as server, started(written(config, server)) as user:
        await ask(user)
        await user.until("✓", beside="llm  gpt-4o")
        assert "s?" not in user.line("llm  gpt-4o")

        await user.press("escape")
        await user.go_to("temperature")
        await user.press("enter")
        await user.replace("1.5")
        await user.press("enter")
        assert "s?" in user.line("llm  gpt-4o")
        await user.press("h", "t")
        assert "stale" in user.screen()

        await user.press("escape", "z")
        assert "s?" not in user.line("llm  gpt-4o")


async def test_a_refused_key_is_reported_with_what_to_do_and_without_the_key(config: Path) -> None:
    async with serving(OpenAI(), "401 echo") as server, started(written(config, server)) as user:
        await ask(user)
        await user.until("✗ 401", beside="llm  gpt-4o")

        assert "401 key refused" in user.screen()
        assert "Incorrect API key provided" in user.screen()
        assert "→ Check api_key" in user.screen()
        assert "SECRET" not in user.screen()


async def test_a_wait_is_counted_down_and_can_be_skipped(config: Path) -> None:
    async with serving(OpenAI(), "503") as server, started(written(config, server)) as user:
        await ask(user)
        await user.until("retry in ")
        assert "1/2  ✗ 503 provider fault" in user.screen()
        assert "…" in user.line("llm  gpt-4o")
        first = user.line("retry in ")
        await until(lambda: user.line("retry in ") != first)

        await user.press("s")
        await user.until("2/2  ✓")


@pytest.mark.parametrize(
    ("fault", "sign"), [("hang", "1/2  … asking"), ("drip", "1/2  … asking"), ("503", "retry in")]
)
async def test_escape_ends_a_test_wherever_it_is_and_then_closes_the_pane(
    config: Path, fault: str, sign: str
) -> None:
    async with serving(OpenAI(), fault) as server, started(written(config, server)) as user:
        await ask(user)
        await user.until(sign)
        await until(lambda: bool(server.received))
        await user.press("escape")
        await user.until("✗ cancelled" if fault != "503" else "✗ 503")
        assert "retry in" not in user.screen()

        await user.press("escape")
        assert "Test [llm]" not in user.screen()
        assert len(server.received) == 1


async def test_it_can_be_ended_before_it_has_begun(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One that is still importing litellm: the shared one would ask before escape arrives.
    monkeypatch.setattr(client, "Forkserver", Forkserver)
    async with serving(OpenAI()) as server, started(written(config, server)) as user:
        await user.press("t", "enter", "escape")
        await user.until("✗ cancelled")

        assert server.received == []


async def test_another_section_is_asked_while_the_first_one_waits(config: Path) -> None:
    async with serving(OpenAI(), "503") as server, started(written(config, server)) as user:
        await ask(user)
        await user.until("retry in ")
        await user.press("h", "down")
        assert "Test [llm.mini]" in user.screen()
        await ask(user)
        await user.until("1/2  ✓")

        await user.press("h", "up")
        assert "retry in" in user.screen()
        assert "✓" in user.line("mini ")


async def test_a_key_that_would_go_to_another_company_is_sent_only_if_one_insists(
    config: Path,
) -> None:
    config.write_text(f'[llm]\nmodel = "litellm_proxy/gpt-4o"\napi_key = "{KEY}"\n')
    async with started(config) as user:
        await ask(user)
        assert "Not sent: 1 problem in [llm]" in user.screen()
        assert "api.openai.com" in user.screen()
        await user.press("escape")

        assert "Not sent:" not in user.screen()
        assert "asking" not in user.screen()


async def test_one_who_insists_may_send_it(config: Path) -> None:
    async with serving(OpenAI()) as server, started(written(config, server)) as user:
        await user.go_to("base_url")
        await user.press("enter")
        await user.replace(f"{server.url}/v1/chat/completions")
        await user.press("enter")
        await ask(user)
        assert "Not sent:" in user.screen()
        await user.press("s")
        await user.until("1/2  ✓")

        assert server.received[0].path == "/v1/chat/completions/chat/completions"


async def test_a_tool_call_is_asked_for_if_wanted_and_the_answer_judged(config: Path) -> None:
    async with serving(OpenAI()) as server, started(written(config, server)) as user:
        await user.press("t", "tab", "f", "enter")
        await user.until("tool  ✓ called report_weather")

        assert len(server.received) == 2


async def test_the_answer_is_asked_for_whole_unless_it_is_switched_to_pieces_for_good(
    config: Path,
) -> None:
    async with serving(OpenAI()) as server:
        async with started(written(config, server)) as user:
            await user.press("t", "enter")
            await user.until("1/2  ✓ done")
            await user.press("o", "enter")
            await user.until("1/2  ✓ first token")
        async with started(config) as user:
            await user.press("t", "enter")
            await user.until("1/2  ✓ first token")

        assert [asked.json.get("stream") for asked in server.received] == [None, True, True]


async def test_the_request_is_shown_before_anything_is_sent(config: Path) -> None:
    async with serving(OpenAI()) as server:
        written(config, server, 'reasoning_effort = "low"')
        async with started(config) as user:
            await user.press("t", "tab", "w")
            screen = user.screen()
            assert '"••••••••cdef"' in screen
            assert "SECRET" not in screen
            assert "Retries: 2 attempts" in screen
            await user.press("pagedown")
            assert "curl" in user.screen()
            assert "$LLM_API_KEY" in user.screen()

        assert server.received == []


async def test_control_characters_of_an_answer_never_reach_the_terminal(config: Path) -> None:
    wild = "text a\x1b[31mb\x9b2J\x07c"
    async with serving(OpenAI(), wild) as server, started(written(config, server)) as user:
        await ask(user)
        await user.until("1/2  ✓")

        assert "a\\u001b[31mb\\u009b2J\\u0007c" in user.screen()


async def test_control_characters_of_a_model_and_address_never_reach_the_terminal(
    config: Path,
) -> None:
    config.write_text("""\
[llm]
model = "openai/a\\u001b[31mb"
base_url = "http://127.0.0.1:1/\\u009b2J"
""")
    async with started(config, WIDE) as user:
        await user.press("t")
        assert "Test [llm] · openai/a\\u001b[31mb" in user.screen()

        await user.press("tab", "w")
        await user.press("pagedown")
        assert "curl 'http://127.0.0.1:1/\\u009b2J/chat/completions'" in user.screen()


async def test_several_sections_are_asked_in_one_table(config: Path) -> None:
    async with serving(OpenAI(), *["401 echo"]) as server:
        written(config, server, "\n".join(f"[llm.s{number}]" for number in range(6)))
        async with started(config) as user:
            await user.press("b")
            assert "Test 8 sections, 4 at a time?" in user.screen()
            assert "About $" in user.screen()
            await user.press("t")
            await user.until("8 of 8 tested, 7 passed")

            assert "✗ 401" in user.screen()
            assert "SECRET" not in user.screen()
            assert TEXT[:12] in user.line("mini")
            assert f"{TOKENS_IN}/{TOKENS_OUT}" in user.line("mini")
            assert "$11.00" in user.line("mini")

            await user.press("enter")
            assert "1/2" in user.screen()
            await user.press("escape", "escape")
            assert "✓" in user.line("mini ")


async def test_the_table_opens_again_without_asking_again_and_is_filtered(config: Path) -> None:
    async with serving(OpenAI()) as server:
        written(config, server, "[llm.a]\n[llm.b]\n")
        async with started(config, NARROW) as user:
            await user.press("space", "down", "down", "space", "b", "t")
            await user.until("2 of 2 tested, 2 passed")
            await user.press("escape", "b")
            assert "2 of 2 tested, 2 passed" in user.screen()
            assert "✓" in user.line(" llm ")

            await user.press("slash")
            await user.type("llm")
            assert len(server.received) == 2
            assert " b " not in user.screen()

            await user.press("enter", "t")
            assert "Test 2 sections" in user.screen()


async def test_all_are_offered_for_a_test_while_one_of_them_is_untested(config: Path) -> None:
    async with serving(OpenAI()) as server:
        written(config, server, "[llm.a]\n")
        async with started(config) as user:
            await ask(user)
            await user.until("1/2  ✓")
            await user.press("escape", "b")
            assert "Test 3 sections" in user.screen()

            await user.press("escape")
            assert "1 of 3 tested, 1 passed" in user.screen()


async def test_only_marked_sections_are_asked_and_rows_can_be_sorted(config: Path) -> None:
    async with serving(OpenAI()) as server:
        written(config, server, "[llm.a]\n[llm.b]\n")
        async with started(config) as user:
            await user.press("space", "down", "down", "space", "b")
            assert "Test 2 sections" in user.screen()
            await user.press("t")
            await user.until("2 of 2 tested, 2 passed")
            await user.press("o")
            assert "Section▾" in user.screen()
            lines = user.screen().splitlines()
            first, second = (
                next(i for i, line in enumerate(lines) if line.split()[:1] == [name])
                for name in ("b", "llm")
            )
            assert first < second


async def test_at_most_four_are_asked_at_once_and_leaving_ends_them(config: Path) -> None:
    async with serving(OpenAI(), *["hang"] * 6) as server:
        written(config, server, "\n".join(f"[llm.s{number}]" for number in range(6)))
        async with started(config) as user:
            await user.press("b", "t")
            await until(lambda: len(server.received) == 4)
            assert user.screen().count("not tested") == 4
            await user.press("escape")
            assert "4 tests are running" in user.screen()
            await user.press("e")
            assert "Effective value" in user.screen()


async def test_several_are_not_asked_without_a_yes(config: Path) -> None:
    async with serving(OpenAI()) as server, started(written(config, server)) as user:
        await user.press("b", "escape")
        assert "Effective value" in user.screen()
        assert server.received == []


async def test_leaving_in_the_middle_of_a_test_ends_it(config: Path) -> None:
    async with serving(OpenAI(), "hang") as server:
        async with started(written(config, server)) as user:
            await ask(user)
            await user.until("… asking")
            await until(lambda: bool(server.received))
            await user.press("q")
        await server.closed.wait()


async def test_the_call_and_its_curl_line_show_no_password_of_the_address(config: Path) -> None:
    config.write_text("""\
[llm]
model = "openai/gpt-4o"
base_url = "http://user:pass1234word@127.0.0.1:1/v1?token=abcd1234efgh"
""")
    async with started(config, WIDE) as user:
        await user.press("t", "tab", "w")
        shown = user.screen()
        await user.press("pagedown")
        shown += user.screen()
        await user.press("y")

        assert '-u "$LLM_LOGIN"' in shown
        for secret in ("pass1234word", "abcd1234efgh"):
            assert secret not in shown
            assert secret not in user.app.clipboard


async def test_an_interpreter_around_the_file_that_cannot_be_started_gives_way_to_ours(
    config: Path,
) -> None:
    packages = config.parent / ".venv" / "lib" / "python3.12" / "site-packages"
    for name in ("openhands_ai-0.62.0", "litellm-1.77.7"):
        (packages / f"{name}.dist-info").mkdir(parents=True)
    (config.parent / ".venv" / "bin").mkdir()
    (config.parent / ".venv" / "bin" / "python").symlink_to("/nonexistent")
    async with serving(OpenAI()) as server, started(written(config, server)) as user:
        await user.press("t", "enter")
        await user.until("1/2  ✓ done")

        assert f"litellm {version('litellm')} of llm-tui" in user.screen()
