"""`llm-tui test`, as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.asking import KEY, NOISE, control_characters, section

PROGRAM = str(Path(sys.executable).with_name("llm-tui"))


def run(*words: str, config: Path) -> subprocess.CompletedProcess[str]:
    """A test of sections of a file; whatever it prints, the key is not in it."""
    process = subprocess.run(
        [PROGRAM, "test", *words, "-f", config],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"HOME": os.environ["HOME"]},
        timeout=120,
    )
    assert KEY not in process.stdout + process.stderr
    assert process.stderr == ""
    return process


def test_it_asks_litellms_proxy_for_each_section(proxy: str, config: Path) -> None:
    limited = '[llm.limited]\nmodel = "litellm_proxy/limited"\n'
    config.write_text(section("litellm_proxy/answers", proxy, more=limited))

    process = run("llm", "limited", "--json", config=config)

    assert process.returncode == 1
    printed = [
        (event["section"], event["event"], event.get("text") or event.get("kind"))
        for event in map(json.loads, process.stdout.splitlines())
        if event["event"] in ("succeeded", "failed")
    ]
    assert printed == [
        ("llm", "succeeded", "Hello from behind the proxy."),
        ("limited", "failed", "rate limited"),
        ("limited", "failed", "rate limited"),
    ]


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["text", "json"])
def test_it_prints_no_control_character_of_llama_cpps_noise(
    llama: str, config: Path, options: list[str]
) -> None:
    config.write_text(section("openai/noise", f"{llama}/v1", more=NOISE))

    process = run("llm", *options, config=config)

    assert process.returncode == 0
    assert "\\u00" in process.stdout
    assert control_characters(process.stdout) == set()
