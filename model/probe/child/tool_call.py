"""The second step of a test: does the model call a tool?"""

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.child.classify import Failure, classify
from llm_tui.model.probe.child.completion import complete_with_tools
from llm_tui.model.probe.child.cost import cost
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


async def request_tool_call(
    job: Job, provider: str, redactor: Redactor
) -> AttemptSucceeded | AttemptFailed:
    """Offer the model a tool, and return whether it called that."""
    try:
        answer = await complete_with_tools(job, _PROMPT, _TOOLS)
    except Exception as error:  # noqa: BLE001
        return _failed(classify(error, redactor))
    if TOOL not in answer.tools_called:
        said = redactor.text(answer.text)[:200]
        message = f"it answered in words: {said}" if said else "it answered nothing"
        return _failed(Failure(FailureKind.NO_TOOL_CALL, None, message))
    return AttemptSucceeded(
        number=1,
        step="tools",
        first_token_s=answer.first_token_s,
        total_s=answer.total_s,
        prompt_tokens=answer.prompt_tokens,
        completion_tokens=answer.completion_tokens,
        finish_reason=answer.finish_reason,
        tool_call=TOOL,
        cost_usd=cost(job, provider, answer),
    )


def _failed(failure: Failure) -> AttemptFailed:
    return AttemptFailed(number=1, step="tools", **failure._asdict())
