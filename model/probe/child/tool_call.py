"""The second step of a test: does the model call a tool?"""

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.child.answer_errors import OwnLimitError
from llm_tui.model.probe.child.classify import Failure, classify
from llm_tui.model.probe.child.completion import complete_with_tools
from llm_tui.model.probe.child.outcome import succeeded
from llm_tui.model.probe.child.traffic import TRAFFIC
from llm_tui.model.probe.events import AttemptFailed, AttemptSucceeded
from llm_tui.model.probe.job import Job
from llm_tui.model.secrets.redactor import Redactor

TOOL = "report_weather"

_TOOLS = [
    {
        "type": "function",
        "function": {
            "name": TOOL,
            "description": "Report the weather in a city.",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string"}, "celsius": {"type": "number"}},
                "required": ["city", "celsius"],
            },
        },
    }
]
_PROMPT = "It is 21 degrees Celsius in Lyon. Report it with the tool."


def request_tool_call(job: Job, redactor: Redactor) -> AttemptSucceeded | AttemptFailed:
    """Offer the model a tool, and return whether it called that."""
    TRAFFIC.begin()
    try:
        answer = complete_with_tools(job, _PROMPT, _TOOLS)
    except (Exception, OwnLimitError) as error:  # noqa: BLE001
        return _failed(classify(error, redactor, TRAFFIC.reply))
    if TOOL not in answer.tools_called:
        said = redactor.text(answer.text)[:200]
        message = f"it answered in words: {said}" if said else "it answered nothing"
        return _failed(Failure(FailureKind.NO_TOOL_CALL, None, message))
    return succeeded(job, answer, number=1, step="tools", tool_call=TOOL)


def _failed(failure: Failure) -> AttemptFailed:
    return AttemptFailed(number=1, step="tools", **failure._asdict())
