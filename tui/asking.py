"""The screen's tests: at most one probe, started when first needed."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.client import Job, Probe, ProbeError, RunningTest
from llm_tui.model.probe.plan import Plan
from llm_tui.model.probe.run import Attempt, Failure, Phase, Run


@dataclass(frozen=True)
class Result:
    """What came of the last test of a section, and of what exactly."""

    run: Run
    fingerprint: str

    def is_stale(self, plan: Plan) -> bool:
        """Has a value changed since that it depended on?"""
        return plan.fingerprint != self.fingerprint


class LiveTest:
    """A test that is under way, as far as the screen knows."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.run = Run(attempts_allowed=plan.retry_policy.attempts)
        self.resume_at: float | None = None
        """When the wait ends, by the monotonic clock; None while there is none."""
        self.handle: RunningTest | None = None
        self.cancel: Callable[[], None] = lambda: None

    def update(self, run: Run) -> None:
        """Take in the next state; a wait begins when it is told of."""
        last = run.last
        wait = last.failure.retry_in if last and last.failure else None
        if run.phase is not Phase.WAITING or wait is None:
            self.resume_at = None
        elif self.run.phase is not Phase.WAITING:
            self.resume_at = time.monotonic() + wait
        self.run = run

    def skip_wait(self) -> None:
        """Go on with the next attempt at once."""
        if self.handle is not None:
            self.handle.skip_wait()


class Asker:
    """Runs tests, and tells each state of each."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._probe = Probe(environment)
        self._running: set[RunningTest] = set()

    def warm_up(self) -> None:
        """Start what takes seconds, while the prompt is typed."""
        self._probe.warm_up()

    async def ask(
        self,
        job: Job,
        tell: Callable[[Run], None],
        started: Callable[[RunningTest], None] = lambda _: None,
    ) -> Run:
        """Run a test; `tell` gets each state. When this is cancelled, so is the test."""
        run = Run(attempts_allowed=job.retry_policy.attempts)
        test: RunningTest | None = None
        try:
            test = await self._probe.start(job)
            self._running.add(test)
            started(test)
            async for event in test.events():
                run = run.after(event)
                tell(run)
        except ProbeError as error:
            failure = Failure(FailureKind.BROKEN, None, str(error))
            run = replace(run, attempts=(Attempt(1, failure=failure),), phase=Phase.ENDED)
            tell(run)
        except asyncio.CancelledError:
            tell(cancelled(run))
            raise
        finally:
            if test is not None:
                self._running.discard(test)
                test.cancel()
        return run

    def close(self) -> None:
        """End everything."""
        for test in self._running:
            test.cancel()
        self._probe.close()


def cancelled(run: Run) -> Run:
    """The run as it is when its user has had enough."""
    if run.phase is Phase.ENDED:
        return run
    last = run.last or Attempt(1)
    if last.failure is None:
        last = replace(last, failure=Failure(FailureKind.CANCELLED, None, "you ended the test"))
    else:
        last = replace(last, failure=last.failure._replace(retry_in=None))
    return replace(run, attempts=(*run.attempts[:-1], last), phase=Phase.ENDED)
