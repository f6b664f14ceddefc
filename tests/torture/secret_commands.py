"""Every command, asked in all ways for a file with fifteen keys in it: none is printed."""

import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.torture.planted import ENVIRONMENT, Search
from tests.torture.tally import Tally

PROGRAM = str(Path(sys.executable).with_name("llm-tui"))

WORDS: dict[str, Sequence[str]] = {
    "open": ("--version", ""),
    "list": ("", "--json"),
    "show": ("", "--all", "--json", "--all --json", "--origin", "llm", "login", "parameter"),
    "get": ("llm api_key", "ignored my_token", "login base_url", "parameter base_url --origin",
            "named completion_kwargs", "llm aws_access_key_id"),
    "set": ("llm seed=1", "-n llm api_key=sk-other", "-n ignored my_token=x y=z", "llm aws_secret=",
            "-n ignored my_number=2", "-n llm retry_min_wait=1", "-n beside completion_kwargs={}",
            "-n named completion_kwargs={}", "-n login base_url=http://user:new@127.0.0.1"),
    "unset": ("-n llm api_key", "-n login base_url", "-n named completion_kwargs", "llm seed"),
    "add": ("more model=gpt-4o", "more model=gpt-4o", "llm"),
    "copy": ("llm other", "named other2", "login other3"),
    "rename": ("-n named othername", "-n login othername"),
    "remove": ("named", "-n --force named", "-n login", "-n parameter"),
    "use": ("-n named", "-n login", "--agent CoderAgent parameter"),
    "check": ("", "-v", "-v --json", "--fix -n"),
    "diff": ("llm login", "llm named --json", "login parameter --json"),
    "test": ("llm", "llm --json", "llm --stream --json --insist", "login parameter --insist",
             "named --json --insist", "--all --json --insist", "llm --tools --insist"),
    "request": ("llm", "login --curl", "parameter --curl", "named --json", "llm --curl",
                "parameter --json", "login"),
    "models": ("gpt-4o", "--section llm", "--section login --json", "--section parameter",
               "--section named --json"),
    "export": tuple(f"{name} --as {form}" for name in ("llm", "login", "parameter", "named")
                    for form in ("env", "docker", "shell", "json", "profile")),
    "schema": ("",),
    "log": ("", "-p", "--json", "-p --json"),
    "restore": ("-n 1", "1", "99"),
    "completion": ("bash", "zsh", "fish"),
    "complete": ("-- get llm ", "-- set llm api_key=", "-- set login base_url=", "-- restore "),
}  # fmt: skip
"""The words after each command, more than one way for most."""

REVEALED = {
    "show --reveal --json llm": ("base", "aws_id", "aws", "file", "variable"),
    "get llm aws_access_key_id --reveal": ("aws_id",),
    "get login base_url --reveal": ("login",),
    "request named --json --reveal": ("named", "nested", "aws_id", "aws", "file", "variable"),
}
"""Commands that are asked for keys, and those that they may print."""

_LIMIT = 120


async def try_out(config: Path, env_file: Path, tally: Tally, search: Search) -> None:
    """Run each command, in the order of the table: edits come before what they leave behind."""
    for words in command_lines():
        output = await _output(words, config, env_file)
        tally.count(f"llm-tui {' '.join(words)}", search.hits(output))
    for line, allowed in REVEALED.items():
        output = await _output(line.split(), config, env_file)
        loss = search.hits(output, allowed)
        if not loss and search.hits(output) is None:
            loss = "the search finds nothing in what is revealed"
        tally.count(f"llm-tui {line}", loss)


def command_lines() -> Iterator[list[str]]:
    """The words of each command line, for a file that is named by `-f`."""
    for name, lines in WORDS.items():
        for line in lines:
            yield [name, *line.split(" ")] if line else [name]


def arguments(words: Sequence[str], config: Path, env_file: Path) -> list[str]:
    """The words of a command line with those that name the files."""
    if words[0] in {"completion", "complete"}:
        return list(words)
    return [words[0], "-f", str(config), "--env-file", str(env_file), *words[1:]]


async def _output(words: Sequence[str], config: Path, env_file: Path) -> str:
    environment = {**os.environ, **ENVIRONMENT, "SHELL": "/bin/bash"}
    process = await asyncio.create_subprocess_exec(
        PROGRAM,
        *arguments(words, config, env_file),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=environment,
        cwd=config.parent,
    )
    async with asyncio.timeout(_LIMIT):
        output, _ = await process.communicate()
    return output.decode(errors="replace")
