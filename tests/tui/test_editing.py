"""Changing values, and what the file is after a save."""

from pathlib import Path

import pytest

from tests.tui.driver import started

TEXT = """\
# mine
[llm]
model = 'gpt-4o'   # the base
api_key = "sk-base-000000000003f9a"
#timeout = 30  # seconds
caching_prompt = true

[llm.cheap]
model = "gpt-4o-mini"
completion_kwargs = { a = 1 } # more
"""


@pytest.fixture(autouse=True)
def _file(config: Path) -> None:
    config.write_text(TEXT)


async def test_text_is_edited_in_place(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("model")
        await user.press("enter")
        await user.replace("o3")
        await user.press("enter", "s")

    assert config.read_text() == TEXT.replace("'gpt-4o'  ", "'o3'  ")


async def test_a_number_is_refused_where_it_is_typed(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("temperature")
        await user.press("enter")
        await user.replace("3")
        assert "✗ temperature must be at most 2" in user.screen()

        await user.press("enter")
        assert "✗ temperature must be at most 2" in user.screen()

        await user.replace("0.7")
        await user.press("enter")
        assert "▌ temperature" in user.line("0.7")


async def test_a_commented_out_value_is_filled_in(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("timeout")
        await user.press("enter")
        await user.replace("60")
        await user.press("enter", "s")

    assert config.read_text() == TEXT.replace("#timeout = 30", "timeout = 60")


async def test_space_switches_what_is_true_or_false(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("caching_prompt")
        await user.press("space")

        assert "false" in user.line("▌ caching_prompt")


async def test_what_is_true_or_false_is_chosen(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("drop_params")
        await user.press("enter", "f", "enter")

        assert "false" in user.line("▌ drop_params")


async def test_a_table_is_edited_as_toml(config: Path) -> None:
    async with started(config) as user:
        await user.press("down")
        await user.go_to("completion_kwargs")
        await user.press("enter")
        assert "{ a = 1 }" in user.screen()

        await user.press("end", "backspace", "backspace")
        await user.type(", b ")
        await user.press("equals_sign", "space", "2", "right_curly_bracket", "ctrl+s")
        await user.press("s")

    assert "completion_kwargs = { a = 1, b = 2} # more" in config.read_text()


async def test_a_secret_is_typed_masked_and_an_empty_one_keeps_the_old(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("api_key")
        await user.press("enter", "enter")
        assert "3f9a" in user.line("▌ api_key")

        await user.press("enter")
        await user.type("sk-new-11111111wxyz")
        assert "sk-new" not in user.screen()

        await user.press("enter", "d")
        assert "sk-" not in user.screen()
        assert '+api_key = "••••••••wxyz"' in user.screen()


async def test_escape_leaves_a_value_as_it_was(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("model")
        await user.press("enter")
        await user.replace("o3")
        await user.press("escape")

        assert "gpt-4o" in user.line("▌ model")
        assert "unsaved" not in user.screen()


async def test_an_unset_key_is_inherited_again(config: Path) -> None:
    async with started(config) as user:
        await user.press("down")
        await user.go_to("model")
        await user.press("x")
        assert "[llm] :3" in user.line("↑ model")

        await user.press("s")

    assert config.read_text() == TEXT.replace('model = "gpt-4o-mini"\n', "")


async def test_a_changed_value_is_marked_until_it_is_saved(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("caching_prompt")
        await user.press("space")
        assert "●▌ caching_prompt" in user.screen()
        assert "1 unsaved" in user.screen()

        await user.press("s")
        assert "●" not in user.screen()
        assert "unsaved" not in user.screen()


async def test_undo_and_redo_cross_a_save(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("caching_prompt")
        await user.press("space", "s", "z")
        assert "true" in user.line("~ caching_prompt")
        assert "1 unsaved" in user.screen()

        await user.press("y")
        assert "false" in user.line("▌ caching_prompt")
        assert "unsaved" not in user.screen()


async def test_the_diff_shows_what_saving_will_write(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("caching_prompt")
        await user.press("space", "d")
        assert "-caching_prompt = true" in user.screen()
        assert "+caching_prompt = false" in user.screen()
        assert user.style_of("+caching").color != user.style_of("-caching").color

        await user.press("s")

    assert "caching_prompt = false" in config.read_text()


async def test_opening_and_saving_without_a_change_writes_nothing(config: Path) -> None:
    before = config.stat()
    async with started(config) as user:
        await user.press("s", "q")

    assert config.stat() == before


async def test_a_file_that_changed_meanwhile_keeps_both_changes(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("caching_prompt")
        await user.press("space")
        config.write_text(TEXT.replace("gpt-4o-mini", "theirs"))
        await user.press("s")

    expected = TEXT.replace("gpt-4o-mini", "theirs").replace("prompt = true", "prompt = false")
    assert config.read_text() == expected


@pytest.mark.parametrize(("answer", "kept"), [("m", "o3"), ("f", "theirs")])
async def test_a_key_that_changed_in_the_file_too_is_a_question(
    config: Path, answer: str, kept: str
) -> None:
    async with started(config) as user:
        await user.go_to("model")
        await user.press("enter")
        await user.replace("o3")
        await user.press("enter")
        config.write_text(TEXT.replace("'gpt-4o'", "'theirs'"))
        await user.press("s")
        assert "model in [llm] was changed in the file too" in user.screen()

        await user.press(answer)

    assert f"model = '{kept}'" in config.read_text()


async def test_the_question_can_be_put_off(config: Path) -> None:
    theirs = TEXT.replace("'gpt-4o'", "'theirs'")
    async with started(config) as user:
        await user.go_to("model")
        await user.press("enter")
        await user.replace("o3")
        await user.press("enter")
        config.write_text(theirs)
        await user.press("s", "escape")

        assert "o3" in user.line("▌ model")
        assert "1 unsaved" in user.screen()

    assert config.read_text() == theirs


async def test_leaving_asks_only_if_something_is_unsaved(config: Path) -> None:
    async with started(config) as user:
        await user.press("q")
        assert user.app._exit

    async with started(config) as user:
        await user.go_to("caching_prompt")
        await user.press("space", "q")
        assert "1 edit is not in the file yet" in user.screen()
        await user.press("escape")
        assert not user.app._exit
        await user.press("q", "s")
        assert user.app._exit

    assert "caching_prompt = false" in config.read_text()


async def test_leaving_can_discard(config: Path) -> None:
    async with started(config) as user:
        await user.go_to("caching_prompt")
        await user.press("space", "q", "d")

    assert config.read_text() == TEXT


async def test_a_read_only_file_says_so_before_anything_is_edited(config: Path) -> None:
    config.chmod(0o444)
    async with started(config) as user:
        assert "read-only" in user.screen().splitlines()[0]
        await user.go_to("model")
        await user.press("enter")
        assert "no permission to write" in user.notices()


async def test_read_only_can_be_asked_for(config: Path) -> None:
    async with started(config, read_only=True) as user:
        await user.go_to("model")
        await user.press("x")

        assert "--read-only" in user.notices()

    assert config.read_text() == TEXT


PARTLY_SECRET = {
    "base_url": "base_url = 'http://user:correct-horse-battery@127.0.0.1/v1'\n",
    "completion_kwargs": "completion_kwargs = {api_key = 'correct-horse-battery'}\n",
    "no_such_key": "no_such_key = 'http://user:correct-horse-battery@127.0.0.1/v1'\n",
}


@pytest.mark.parametrize("key", PARTLY_SECRET)
async def test_the_editor_shows_a_secret_in_a_value_only_once_it_is_revealed(
    config: Path, key: str
) -> None:
    text = f"[llm]\n\n[llm.a]\n{PARTLY_SECRET[key]}"
    config.write_text(text)
    async with started(config) as user:
        await user.press("down")
        await user.go_to(key)
        await user.press("enter")
        await user.until("It holds a secret, which is not shown")
        assert "correct-horse" not in user.screen()

        await user.press("escape", "v", "enter")
        assert "correct-horse" in user.screen()
        assert "It holds a secret" not in user.screen()

    assert config.read_text() == text


async def test_a_value_with_a_secret_stays_if_nothing_is_typed_and_is_replaced_by_what_is(
    config: Path,
) -> None:
    config.write_text(f"[llm]\n{PARTLY_SECRET['base_url']}")
    async with started(config) as user:
        await user.go_to("base_url")
        await user.press("enter", "enter")
        assert "unsaved" not in user.screen()

        await user.press("enter")
        await user.type("http://127.0.0.1/v1")
        await user.press("enter", "s")

    assert config.read_text() == "[llm]\nbase_url = 'http://127.0.0.1/v1'\n"
