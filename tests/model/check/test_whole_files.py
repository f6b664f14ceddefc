"""Problems of the file as a whole, and the order and place of all."""

import pytest

from llm_tui.model.check import Checker, fixed
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.dialects.known import dialect
from llm_tui.model.edit import RenameSection, SetValue, UnsetValue
from llm_tui.model.toml.document import Document
from llm_tui.model.toml.keys import BASE as BASE_PATH
from tests.model.check.cases import BASE, named
from tests.model.check.checking import TODAY, after_fix, codes, found, only, resolved


def test_an_old_release_ignores_a_file_without_core() -> None:
    problem = only(BASE, "no-core", release="0.15.0")

    assert (problem.section, problem.line, problem.severity) == ((), None, Severity.ERROR)
    assert problem.consequence.startswith("OpenHands ignores all of this file: it runs on ")
    assert problem.fix is not None
    assert (problem.fix.label, problem.fix.certain) == ("add [core]", True)
    assert "no-core" not in codes(after_fix(problem, BASE), release="0.15.0")


@pytest.mark.parametrize("text", ["", "[core]\n" + BASE, "[agent]\nx = 1\n"])
def test_a_file_with_core_or_without_sections_loses_none(text: str) -> None:
    assert "no-core" not in codes(text, release="0.15.0")


def test_a_release_that_reads_no_section_is_said_to_with_the_way_out() -> None:
    text = BASE + "[llm.a]\nbogus = 1\n"
    problem = only(text, "ignored-file", release="1.7.0")

    assert problem.message == "OpenHands 1.7.0 does not read [llm]"
    assert "OpenHands 1.6.0 was the last to" in problem.consequence
    assert "profile" in problem.consequence
    assert codes(text, release="1.7.0") == ["ignored-file"]
    assert "ignored-file" not in codes(text, release="1.6.0")
    assert codes("[core]\n", release="1.7.0") == []


def test_a_section_that_replaces_the_base_is_checked_in_its_place() -> None:
    text = BASE + '\n[llm.llm]\nseed = 1\nbase_url = "h"\ntemperature = 9\nmodel = "mine"\n'
    text = text.replace("api_key", 'base_url = "http://h/v1"\ntemperature = 0.5\napi_key')

    problems = [p for p in found(text) if p.severity is not Severity.NOTE]

    assert [p.code for p in problems] == [
        *("replaced-base", "bad-address", "out-of-range", "unplaced-model")
    ]
    assert {p.section for p in problems} == {("llm", "llm")}
    assert problems[0].severity is Severity.WARNING
    assert "replaced-base" not in codes(named("seed = 1\n", "llm2"))


@pytest.mark.parametrize(
    ("text", "name", "code", "consequence"),
    [
        (BASE + "seed = \n", "openhands", "syntax", "OpenHands ignores all of this file"),
        (BASE + "seed = \n", "openmanus", "syntax", "OpenManus stops when it starts."),
        (BASE + "\n[core]\nclé = 1\n", "openhands", "syntax", "OpenHands reads it anyway, but"),
        (BASE + 's = [1, "a"]\n', "openhands", "parser", "OpenHands ignores all of this file"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(
    text: str, name: str, code: str, consequence: str
) -> None:
    problem = only(text, code, name)

    assert (problem.section, problem.key, problem.severity) == ((), None, Severity.ERROR)
    assert problem.line in (4, 6)
    assert problem.consequence.startswith(consequence)


def test_one_that_stops_at_a_section_reports_it_once() -> None:
    assert codes("[llm]\nmodel = 4\n", "openmanus", "0.3.0").count("stop") == 0
    assert codes("llm = 4\n", "openmanus", "0.3.0") == ["stop"]
    assert codes(named("qqqq = 1\n") + "\n[sandbox]\nqqq = 1\n") == ["unknown-key", "stop"]


@pytest.mark.parametrize(
    ("added", "place", "line"),
    [
        ("[sandbox]\nqqq = 1\n", ("sandbox", "qqq"), 6),
        ("[sandbox.qqq]\na = 1\n", ("sandbox", "qqq"), 5),
        ("[[sandbox]]\na = 1\n", ("sandbox",), 5),
        ("[core]\n[core.llms]\na = 1\n", ("core", "llms"), 6),
    ],
)
def test_what_stops_the_program_has_a_place_and_can_be_removed(
    added: str, place: tuple[str, ...], line: int
) -> None:
    text = f"{BASE}\n{added}"
    problem = only(text, "stop")

    assert ((*problem.section, problem.key), problem.line) == (place, line)
    assert problem.fix is not None
    assert not problem.fix.certain
    assert "stop" not in codes(after_fix(problem, text))


def test_the_values_of_a_file_that_is_not_read_are_not_checked() -> None:
    text = BASE + 'timeout = 0\nx = [1, "a"]\n'

    assert [p.code for p in found(text, LLM_TIMEOUT="0") if p.key is None] == ["parser"]
    assert "zero-timeout" not in [p.code for p in found(text, LLM_TIMEOUT="0")]


def test_the_values_of_a_section_that_is_lost_with_another_are_not_checked() -> None:
    text = "[core]\n" + named("qqqq = 1\n") + "[llm.b]\nmodel = 'gpt-4o'\n"

    assert [p.code for p in found(text, release="0.20.0")] == ["unknown-key", "lost-section"]


def test_a_base_does_not_repeat_itself_where_another_section_takes_its_place() -> None:
    text = BASE + 'base_url = "http://h/v1"\n\n[llm.default]\nmodel = "n"\n'

    assert found(text, "openmanus", "0.3.0") == ()


def test_errors_come_in_the_order_of_the_file_and_notes_last() -> None:
    text = BASE + "\n[llm.b]\nmodel = 'gpt-4o'\nzzzz = 1\n\n[llm.a]\nmodel = 'gpt-4o'\nseed = 'x'\n"
    text += "\n[llm.c]\nmodel = 'gpt-4o'\n\n[LLM]\nseed = 1\n\n[agent]\nllm_config = 'a'\n"

    problems = found(text)

    assert [(p.code, p.line) for p in problems] == [
        ("unknown-key", 7),
        ("bad-value", 11),
        ("misnamed-section", 16),
        ("repeated", 14),
        ("lost-reference", 20),
    ]


def test_overrides_that_repeat_the_base_are_noted() -> None:
    text = BASE + "temperature = 1\n\n[llm.a]\ntemperature = 1.0\nseed = 1\n"

    problem = only(text, "repeated")

    assert (problem.key, problem.severity) == ("temperature", Severity.NOTE)
    assert problem.fix is not None
    assert not problem.fix.certain
    assert found(BASE + "temperature = 1\n\n[llm.a]\nqqqq = 1\ntemperature = 1\n")[-1].key == "qqqq"
    assert found(named("temperature = 0\n")) == ()


def test_what_was_found_holds_only_for_the_same_surroundings() -> None:
    checker = Checker({}, TODAY)
    mine = 'model = "mine"\n'
    for text in (
        named("seed = 1\n"),
        named("seed = 1\nqqqq = 1\n"),
        named("seed = 1\nqqqq = 1\n") + "[agent]\nllm_config = 'a'\n",
        named(mine) + "[agent]\nllm_config = 'a'\n",
        named(mine),
        named(mine).replace("api_key", "max_tokens = 1\napi_key"),
        named(mine).replace("api_key", 'custom_llm_provider = "openai"\napi_key'),
        named(mine) + "x = [1, 'a']\n",
        named(mine),
    ):
        assert checker.problems(resolved(text)) == found(text)
    assert checker.problems(resolved(named(mine), release="0.40.0")) == found(
        named(mine), release="0.40.0"
    )


LOST = BASE + "max_tokens = 1\n\n[llm.a]\nseed = 1\n"


@pytest.mark.parametrize(
    ("before", "after", "release"),
    [
        # How many sections lose something with the base.
        (LOST, LOST + "\n[llm.b]\nseed = 1\n", None),
        # Whether the name that was meant is free.
        (named("x = 1\n", "v4.1"), named("x = 1\n", "v4.1") + '\n[llm."v4.1"]\nx = 1\n', None),
        # Whether the section is ignored because of another.
        (f"[core]\n{named('seed = 1')}", f"[core]\n{named('zzzz = 1')}", "0.20.0"),
    ],
)
def test_a_change_of_one_section_is_seen_in_the_problems_of_others(
    before: str, after: str, release: str | None
) -> None:
    other = "\n[llm.other]\nmodel = 'gpt-4o'\n"
    checker = Checker({}, TODAY)
    checker.problems(resolved(before + other, release=release))

    problems = checker.problems(resolved(after + other, release=release))

    assert problems == found(after + other, release=release)


def applied(text: str, *fixes: Fix | None) -> tuple[str, int]:
    """The text after the fixes of problems, and how many were applied."""
    problems = [Problem("x", Severity.ERROR, (), None, None, "", "", fix) for fix in fixes]
    document, done, _ = fixed(Document(text.encode()), dialect("openhands"), lambda _: problems)
    return document.text, len(done)


def test_fixes_are_applied_if_they_are_certain_and_can_be() -> None:
    section = (*BASE_PATH, "a")
    text = named("seed = 1\ntop_k = 1\n")
    unset = Fix("", (UnsetValue(section, "seed"),), "")
    unsure = unset._replace(certain=False)
    impossible = Fix("", (UnsetValue(section, "top_k"), RenameSection(("x",), ("y",))), "")
    idle = Fix("", (SetValue(section, "seed", 1),), "")

    assert applied(text, unset) == (named("top_k = 1\n"), 1)
    assert applied(text, None, unsure, impossible, idle) == (text, 0)
    assert applied(text, impossible, unset) == (named("top_k = 1\n"), 1)


def test_fixes_that_there_is_no_time_for_are_left_to_the_next_time() -> None:
    text = LOST.replace("max_tokens", "max-tokens")

    in_no_time = fixed(
        Document(text.encode()), dialect("openhands"), lambda document: found(document.text), -1
    )

    assert (in_no_time.document.text, in_no_time.fixes) == (text, ())
    assert not in_no_time.is_all


def test_what_a_fix_reveals_is_fixed_too() -> None:
    text = named("max_tokens = '8k'\napi_version = 1\n")

    document, fixes, _ = fixed(
        Document(text.encode()), dialect("openhands"), lambda document: found(document.text)
    )

    assert document.text == named("max_tokens = '8k'\napi_version = \"1\"\n")
    assert len(fixes) == 1
