"""The dialect of an imagined program, which is registered here alone: all runs on it unchanged."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from llm_tui.model.dialects import known
from llm_tui.model.dialects.contract import Dialect
from llm_tui.model.dialects.family import Family, Outline
from llm_tui.model.dialects.field import Delivery, Field, FieldKind, Role
from llm_tui.model.dialects.loaded import Fault, Loaded
from llm_tui.model.dialects.mentions import Change, Reference
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE
from llm_tui.model.toml.keys import Path as Place
from llm_tui.model.toml.values import MISSING
from tests.tui.driver import NARROW, WIDE, started
from tests.tui.shell import Shell


def _field(name: str, kind: FieldKind, role: Role | None = None, **own: Any) -> Field:
    delivery = Delivery.RENAMED if role and role.value != name else Delivery.SENT
    return Field(name, kind, True, None, "Keys", f"The {name}.", delivery, role=role, **own)


class Lantern(Dialect):
    """A program without inheritance, in which a section itself says that it is used."""

    name = "lantern"
    program = "Lantern"
    reference_key = "profile"
    fields = {
        field.name: field
        for field in (
            _field("model", FieldKind.TEXT, Role.MODEL),
            _field("endpoint", FieldKind.TEXT, Role.BASE_URL),
            _field("token", FieldKind.SECRET, Role.API_KEY),
            _field("heat", FieldKind.NUMBER, Role.TEMPERATURE, minimum=0, maximum=2),
            _field("default", FieldKind.BOOLEAN)._replace(delivery=Delivery.USED_BY_PROGRAM),
        )
    }

    def load(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> Loaded:
        """A key that it does not know costs the section."""
        content, loaded = self.content(tables), super().load(tables, environment)
        faults = {
            (*BASE, name): tuple(Fault(key, "Lantern has no such key", True) for key in unknown)
            for name, table in content.items()
            if isinstance(table, dict) and (unknown := table.keys() - self.fields.keys())
        }
        configs = {path: found for path, found in loaded.configs.items() if path not in faults}
        return Loaded(configs, faults)

    def in_use(
        self,
        tables: Mapping[str, Any],
        references: tuple[Reference, ...],
        environment: Mapping[str, str],
    ) -> Place | None:
        """The first section with `default = true`."""
        sections = self.content(tables).items()
        marked = (n for n, table in sections if isinstance(table, dict) and table.get("default"))
        return next(((*BASE, name) for name in marked), None)

    def users(self, agent: str) -> tuple[str, ...]:
        """Its agents are called workers."""
        return (f"worker.{agent}",)

    def ways_to_use(
        self, document: Document, section: Place, agent: str | None, started: str | None
    ) -> tuple[tuple[Change, ...], ...]:
        """Move the mark; for a worker, write its profile."""
        if agent:
            return ((Change(("worker", agent), self.reference_key, section[-1]),),)
        marked = [(*BASE, name) for name in self.content(document.tables)]
        old = [path for path in marked if document.value((*path, "default")) is True]
        unset = [Change(path, "default", MISSING) for path in old]
        return ((*unset, Change(section, "default", True)),)


class LanternFamily(Family):
    """One release, and files with workers."""

    sections = frozenset({"worker"})

    def signs(self, outline: Outline) -> tuple[str, ...]:
        """Its workers."""
        return tuple(f"[{name}]" for name in outline.sections if name in self.sections)


FAMILY = LanternFamily(Lantern())

TEXT = """\
[llm.small]
model = "openai/tiny"
endpoint = "http://127.0.0.1:1/v1"
token = "sk-small-000000000003f9a"
default = true

[llm.large]
model = "gpt-4o"

[worker.Finder]
profile = "small"

[worker.Writer]
profile = "large"
"""


@pytest.fixture
def shell(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    monkeypatch.setitem(known.HOMES, "lantern", __name__)
    config.write_text(TEXT)
    return Shell(config, capsys)


def text_of(shell: Shell) -> str:
    return shell.config.read_text()


def test_its_files_are_recognised(shell: Shell) -> None:
    assert shell.run("show") == 0

    assert shell.out.startswith("Lantern: the file has [worker], and no [core]\n")


def test_show_lists_its_own_keys_and_nothing_inherited(shell: Shell) -> None:
    assert shell.run("show", "--json") == 0

    shown = json.loads(shell.out)
    small, large = (s for s in shown["sections"] if s["name"] in ("small", "large"))
    assert shown["dialect"] == "lantern"
    assert [setting["key"] for setting in large["settings"]] == ["model"]
    assert (small["in_use"], small["used_by"]) == (True, ["worker.Finder"])
    assert (large["in_use"], large["used_by"]) == (False, ["worker.Writer"])
    assert "sk-small" not in shell.out


def test_set_knows_the_kinds_of_its_keys(shell: Shell) -> None:
    assert shell.run("set", "large", "heat=0.5", "endpoint=https://h/v1") == 0
    assert shell.run("set", "large", "heat=9") == 1
    assert "heat must be at most 2" in shell.err

    assert 'model = "gpt-4o"\nheat = 0.5\nendpoint = "https://h/v1"\n' in text_of(shell)


def test_a_renamed_section_is_renamed_where_workers_refer_to_it(shell: Shell) -> None:
    assert shell.run("rename", "small", "tiny one") == 0

    expected = TEXT.replace("[llm.small]", '[llm."tiny one"]')
    assert text_of(shell) == expected.replace('profile = "small"', 'profile = "tiny one"')


def test_use_moves_the_mark(shell: Shell) -> None:
    assert shell.run("use", "large") == 0

    expected = TEXT.replace("default = true\n", "")
    assert text_of(shell) == expected.replace('"gpt-4o"\n', '"gpt-4o"\ndefault = true\n')
    assert shell.run("use", "large") == 0
    assert "large is already in use" in shell.err


def test_use_for_one_worker_writes_its_profile(shell: Shell) -> None:
    assert shell.run("use", "large", "--agent", "Finder") == 0

    assert text_of(shell) == TEXT.replace('"small"\n', '"large"\n')


def test_check_finds_wrong_keys_and_references_in_its_own_words(shell: Shell) -> None:
    text = TEXT.replace("endpoint", "base_url").replace('"large"\n', '"lorge"\n')
    shell.config.write_text(text)

    assert shell.run("check", "--json") == 1

    found = {problem["code"]: problem for problem in json.loads(shell.out)["problems"]}
    assert found["unknown-key"]["fix"] == "endpoint"
    assert "Lantern ignores [llm.small]" in found["unknown-key"]["consequence"]
    assert found["unknown-reference"]["fix"] == "large"
    assert "OpenHands" not in shell.out


def test_check_looks_at_the_call_by_the_roles_of_its_keys(shell: Shell) -> None:
    shell.config.write_text(TEXT.replace("http://127.0.0.1:1/v1", "127.0.0.1:1/v1"))

    assert shell.run("check", "--json") == 0

    (found,) = json.loads(shell.out)["problems"]
    assert (found["code"], found["section"], found["key"]) == ("bad-address", "small", "endpoint")
    assert found["fix"] == "http://127.0.0.1:1/v1"


def test_check_fix_repairs_its_file(shell: Shell) -> None:
    shell.config.write_text(TEXT.replace("endpoint", "base_url"))

    assert shell.run("check", "--fix", "-q") == 0

    assert text_of(shell) == TEXT


def test_a_request_takes_its_keys_as_litellm_calls_them(shell: Shell) -> None:
    dialect = known.dialect("lantern")
    values = {"model": "m", "endpoint": "http://h", "token": "k", "heat": 0.5, "default": True}

    request = dialect.request(values)

    assert request.arguments == {
        "model": "openai/m",
        "base_url": "http://h",
        "api_key": "k",
        "temperature": 0.5,
    }


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_the_screen_shows_and_switches_its_sections(
    shell: Shell, size: tuple[int, int]
) -> None:
    async with started(shell.config, size) as user:
        assert "Lantern" in user.screen()
        assert "▶" in user.line("small ")
        await user.press("down")
        assert "http://127.0.0.1" in user.line("endpoint")
        assert "sk-small" not in user.screen()
        await user.press("down", "u")
        assert "▶" in user.line("large ")
        await user.press("s")

    assert 'model = "gpt-4o"\ndefault = true' in text_of(shell)
