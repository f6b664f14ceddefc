"""Whatever a file and the environment say, and whoever reads it: nothing raises."""

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_tui.model import Document
from llm_tui.model.catalogue.wire import wire_request
from llm_tui.model.check import problems
from llm_tui.model.dialects import known
from llm_tui.model.effective.explanation import explain
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.uses import uses
from llm_tui.model.effective.variables import variables
from llm_tui.model.probe.plan import plan

FIELDS = tuple(known.dialect("openhands").fields)
MODELS = [
    "gpt-4o",
    "o3",
    "azure/x",
    "gemini/gemini-2.5-pro",
    "ollama/q",
    "openhands/x",
    "",
    "/",
    "a/",
]
TEXTS = ["http://[h", "http://h:99999/v1", "http://h:x", "://", "h", "\\u001b[2J", "\\ud7ff", "🙂"]
TOKENS = [
    *("true", "0", "-1", "1.5", "1e400", "nan", "-inf", "9" * 400, "1979-05-27", "07:32:00"),
    *("[]", "[1]", "[[]]", "{}", "{ a = 1 }", "[{ a = 'b' }]", "[{ a = 1 }]", "{ a.b.c = [{}] }"),
]
VALUES = st.one_of(
    st.sampled_from(TOKENS),
    st.sampled_from([f'"{text}"' for text in MODELS + TEXTS]),
)
DIALECTS = st.one_of(
    st.sampled_from([("openmanus", None), ("generic", None)]),
    st.sampled_from([("openhands", version) for version in known.releases("openhands")]),
)
SECTIONS = st.sampled_from(
    [
        *("llm", "llm.a", "llm.llm", "llm.gpt-4.1", "llm.draft_editor", "llm.completion_kwargs"),
        *("LLM", "agent", "agent.X", "condenser", "core", "model_routing", "sandbox"),
    ]
)
OTHERS = ["llm_config", "type", "router_name", "default_agent", "max_tokens", "llms", "x"]
BODIES = st.dictionaries(st.sampled_from([*FIELDS, *OTHERS]), VALUES, max_size=6)
FILES = st.dictionaries(SECTIONS, BODIES, max_size=5).map(
    lambda sections: "".join(
        f"[{name}]\n" + "".join(f"{key} = {token}\n" for key, token in body.items())
        for name, body in sections.items()
    )
)
ENVIRONMENTS = st.dictionaries(
    st.sampled_from([f"LLM_{name.upper()}" for name in [*FIELDS, "x"]]),
    st.sampled_from(
        ["", "1", "yes", "nan", "[1]", "{'a': 1}", "{'a'", "\x1b[2J", "http://[h", "x" * 99]
    ),
    max_size=4,
)


@given(FILES, DIALECTS, ENVIRONMENTS)
@settings(max_examples=4 * settings().max_examples)
def test_any_file_is_shown_checked_explained_and_planned(
    text: str, program: tuple[str, str | None], environment: dict[str, str]
) -> None:
    view = Resolution(Document(text.encode()), known.dialect(*program), environment, "/")

    assert [section.path for section in view.sections] == list(view.paths)
    for problem in problems(view, environment):
        assert problem.message
    reads_variables = view.dialect.variable_prefix is not None
    assert len(variables(view)) == (len(environment) if reads_variables else 0)
    uses(view)
    for path in view.paths:
        planned = plan(view, path, environment)
        assert planned.fingerprint
        assert str(planned.retry_policy)
        wire_request(planned.request.arguments, "hi", stream=True)
        for setting in view.settings(path):
            explain(view, path, setting, planned.request)
