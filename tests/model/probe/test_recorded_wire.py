"""What a test sends by our litellm is what OpenHands sent, but for what litellm has changed since.

On the litellm of that release it is equal without exception: `make test-servers`.
"""

from typing import Any

import pytest

from llm_tui.model.probe.client import Probe
from tests.model.recorded_wire import CASES, sent

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
async def test_the_requests_of_a_section_are_those_that_were_recorded(
    shared_forkserver: None, case: Any
) -> None:
    expected = case.get("ours", case)["requests"]

    assert await sent(Probe({}), case) == expected
