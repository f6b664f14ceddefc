"""Jobs as a line of JSON."""

import datetime as dt
from types import MappingProxyType

from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.retry_policy import RetryPolicy, Waits
from llm_tui.model.probe.job import Job

POLICY = RetryPolicy(
    3,
    1.5,
    4,
    float("inf"),
    ("RateLimitError", "Timeout"),
    raises_temperature=True,
    random=True,
    apart={"RateLimitError": Waits(60, 120)},
)


def job(arguments: object) -> Job:
    request = Request(arguments, {"seed": "not sent"}, {"OR_APP_NAME": "x"}, True)  # type: ignore[arg-type]
    return Job(
        request,
        POLICY,
        "hello\n",
        15,
        stream=False,
        tools=True,
        prices=(0.5, None),
        listed_prices={"input_cost_per_token": 1e-6},
    )


def test_a_job_is_one_line_and_comes_back_equal() -> None:
    sent = job({"model": "openai/gpt-4o", "api_key": "sk-1", "seed": None, "stop": ["a"]})
    line = sent.encode()

    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    restored = Job.decode(line)
    assert restored == sent
    assert isinstance(restored.retry_policy.apart["RateLimitError"], Waits)
    assert isinstance(restored.request, Request)


def test_values_that_json_lacks_are_sent_as_the_nearest_value() -> None:
    sent = job(MappingProxyType({"model": "m", "since": dt.date(2025, 1, 2)}))

    restored = Job.decode(sent.encode())

    assert restored.request.arguments == {"model": "m", "since": "2025-01-02"}
