"""Any fix in any file: its problem is gone, and nothing else is touched."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from llm_tui.model import Document
from llm_tui.model.check import Checker, fixed
from llm_tui.model.check.problem import Problem
from llm_tui.model.dialects.known import dialect
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.toml.keys import BASE, Path
from llm_tui.model.toml.values import same

LINES = st.sampled_from([
    'model = "gpt-4o"', 'model = "GPT-4o"', 'model = "mine"', "model = 4", 'model = "ollama/x"',
    "max_tokens = 5", "max_output_tokens = 0", 'max-output-tokens = "8k"', "temprature = 0.5",
    "temperature = 9", 'api_key = ""', 'api_key = "sk-xxx"', 'apiKey = "sk-0000000000000000"',
    'provider = "ollama"', 'provider = "nobody"', 'timeout = "30s"', "timeout = 0", "qqqq = 1",
    'base_url = "http://h/v1/chat/completions"', 'api_base = "h"', 'ollama_base_url = "http://h"',
    'api_key_env = "OPENAI_API_KEY"', "completion_kwargs = { stop = 'x' }", "top_p = 'none'",
])  # fmt: skip
NAMES = st.sampled_from(["a", "b", "gpt-4.1", '"c.d"', "llm", "completion_kwargs", "a.b"])
TAILS = st.sampled_from([
    "", "\n[agent]\nllm_config = 'llm.a'\n", "\n[agent.F]\nllm_config = 'A'\n",
    "\n[condenser]\ntype = 'llm'\n", "\n[llms.z]\nseed = 1\n", "\n[LLM]\nseed = 1\n",
])  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A file with a base, some named sections, and things wrong with them."""
    text = ""
    headers = ["llm", *(f"llm.{name}" for name in draw(st.lists(NAMES, unique=True, max_size=4)))]
    for header in headers[draw(st.integers(0, 1)) :]:
        lines = draw(st.lists(LINES, unique_by=lambda line: line.split(" ")[0], max_size=4))
        end = draw(st.sampled_from(["\n", "\n", "   # why\n"]))
        text += f"# {header}\n[{header}]\n" + "".join(line + end for line in lines) + "\n"
    return text + draw(TAILS)


def found(document: Document) -> tuple[Problem, ...]:
    return Checker({}, "2026-01-01").problems(Resolution(document, dialect("openhands"), {}))


def places(document: Document) -> set[tuple[str, Path, str | None]]:
    return {p[:1] + p[2:4] for p in found(document)}


@given(texts(), st.integers(1, 3))
@settings(max_examples=2 * settings().max_examples)
def test_a_section_beside_others_with_the_same_values_has_the_problems_it_has_alone(
    text: str, copies: int
) -> None:
    last = text.rpartition("[llm.")[2].partition("]")[2].partition("\n[")[0].partition("\n#")[0]
    text += "".join(f"\n[llm.copy-{n}]{last}\n" for n in range(copies))
    view = Resolution(Document(text.encode()), dialect("openhands"), {})
    of_the_file = Checker({}, "2026-01-01").problems(view, ())

    alone = [
        problem
        for path in view.paths
        for problem in Checker({}, "2026-01-01").problems(view, (path,))
        if problem not in of_the_file
    ]

    together = [problem for problem in found(view.document) if problem not in of_the_file]
    assert sorted(map(repr, together)) == sorted(map(repr, alone))


@given(texts(), st.data())
@settings(max_examples=3 * settings().max_examples)
def test_a_fix_takes_its_problem_away_and_touches_nothing_else(
    text: str, data: st.DataObject
) -> None:
    document = Document(text.encode())
    assume(document.problem is None)
    fixable = [problem for problem in found(document) if problem.fix]
    assume(fixable)
    problem = data.draw(st.sampled_from(fixable))
    assert problem.fix is not None

    after = document
    for edit in problem.fix.edits:
        after = edit.apply(after)

    assert problem[:1] + problem[2:4] not in places(after)
    comments = [line.strip() for line in text.splitlines() if line.startswith("#")]
    assert [line for line in comments if line not in after.text] == []
    touched = {edit.target.section for edit in problem.fix.edits} | {problem.section}
    touched |= {edit.result.section for edit in problem.fix.edits}
    for path in Resolution(document, dialect("openhands"), {}).paths:
        if path != BASE and not any(path[: len(t)] == t or t[: len(path)] == path for t in touched):
            assert same(after.value(path), document.value(path))


@given(texts())
@settings(max_examples=2 * settings().max_examples)
def test_what_is_fixed_unasked_stays_fixed_and_leaves_no_certain_fix(text: str) -> None:
    document = Document(text.encode())
    assume(document.problem is None)

    after, fixes, _ = fixed(document, dialect("openhands"), found)

    assert after.problem is None
    assert bool(fixes) == (after.data != document.data)
    assert fixed(after, dialect("openhands"), found) == (after, (), True)
