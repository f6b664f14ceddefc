"""Every text that is made of a section, looked through for a planted key."""

import random
import unicodedata
from collections.abc import Iterator

from llm_tui.model import Document, EditError, SetValue
from llm_tui.model.catalogue.wire import wire_request
from llm_tui.model.check import problems
from llm_tui.model.effective.explanation import explain
from llm_tui.model.effective.resolution import Resolution
from llm_tui.model.effective.uses import uses
from llm_tui.model.probe.plan import plan
from llm_tui.model.secrets.masking import mask_value
from llm_tui.model.switching.export import FORMATS, export, written
from llm_tui.model.toml.keys import Path
from llm_tui.tui.text.diff import diff_lines
from llm_tui.tui.text.explanations import environment_lines, explanation_lines, use_lines
from llm_tui.tui.text.problem_lines import problem_lines
from llm_tui.tui.text.test_report import plan_lines, request_lines
from llm_tui.tui.text.wording import overrides_text, value_text

PLANTED = "sk-planted0Aa1Bb2Cc3Dd4Ee5Ff6Gg7Hh8"
_ACTING = ("Cc", "Cf", "Zl", "Zp")
PLACES = (
    ("api_key", PLANTED),
    ("aws_secret_access_key", PLANTED),
    ("base_url", f"http://user:{PLANTED}@127.0.0.1/v1"),
    ("base_url", f"http://127.0.0.1/{PLANTED}/v1"),
    ("base_url", f"http://127.0.0.1/v1?api_key={PLANTED}"),
    ("model", f"openai/{PLANTED}"),
    ("custom_tokenizer", PLANTED),
)


def acting(text: str) -> bool:
    """Does anything in the text act on a terminal?"""
    return any(c != "\n" and unicodedata.category(c) in _ACTING for c in text)


def try_out(view: Resolution, chance: random.Random) -> None:
    """Plant a key, and look for it in all that is shown. Raises AssertionError."""
    section, (key, value) = chance.choice(view.paths), chance.choice(PLACES)
    try:
        planted = SetValue(section, key, value).apply(view.document)
    except EditError:
        planted = view.document
    after = Resolution(planted, view.dialect, view.environment, view.directory)
    for text in texts(after, section if section in after.paths else after.paths[0], view.document):
        assert PLANTED not in text, text
        assert PLANTED[:-4] not in text, text


def texts(view: Resolution, section: Path, before: Document) -> Iterator[str]:
    """What is shown of a section."""
    yield from diff_lines(before, view.document, "config.toml")
    for problem in problems(view, {}):
        yield from problem_lines(problem)
    made = plan(view, section, {})
    for setting in view.settings(section):
        yield from (value_text(setting), overrides_text(setting))
        why = explain(view, section, setting, made.request)
        yield from (line.text for line in explanation_lines(why, made, view, None))
    for use in uses(view):
        yield from (line.text for line in use_lines(use, view.dialect.program))
    yield from (line.text for line in environment_lines(view, None))
    yield from (line.text for line in (*plan_lines(made), *request_lines(made)))
    wire = wire_request(made.request.arguments, "hello", stream=True)
    yield str(mask_value(wire.curl())) if wire else ""
    found = export(view, section)
    for form in FORMATS:
        yield written(found, form)[0]
