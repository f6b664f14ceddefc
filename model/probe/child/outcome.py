"""The event of an answer."""

from llm_tui.model.probe.child.completion import Answer
from llm_tui.model.probe.child.cost import cost
from llm_tui.model.probe.child.traffic import TRAFFIC
from llm_tui.model.probe.events import AttemptSucceeded, Step
from llm_tui.model.probe.job import Job


def succeeded(
    job: Job, answer: Answer, *, number: int, step: Step | None = None, tool_call: str | None = None
) -> AttemptSucceeded:
    """The event of an attempt, or of a second step, that succeeded."""
    prompt_tokens, completion_tokens = answer.tokens
    return AttemptSucceeded(
        number=number,
        step=step,
        first_token_s=answer.first_token_s,
        total_s=answer.total_s,
        prompt_tokens=prompt_tokens,
        completion_tokens=completion_tokens,
        finish_reason=answer.finish_reason,
        tool_call=tool_call,
        cost_usd=cost(job, answer, TRAFFIC.reply),
        requests=TRAFFIC.requests,
    )
