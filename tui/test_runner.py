"""The tests of the screen: one probe for all, started when first needed."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.probe.client import Probe, WorkerHandle
from llm_tui.model.probe.events import AttemptFailed
from llm_tui.model.probe.forkserver_process import ProbeError
from llm_tui.model.probe.interpreter import Interpreter
from llm_tui.model.probe.job import Job
from llm_tui.model.probe.plan import Plan
from llm_tui.model.probe.run import Attempt, Phase, Run


@dataclass(frozen=True)
class Result:
    """The last test of a section, and the fingerprint of what was tested."""

    run: Run
    fingerprint: str

    def is_stale(self, plan: Plan) -> bool:
        """Has a value changed since that it depended on?"""
        return plan.fingerprint != self.fingerprint


class SectionTest:
    """A test that is under way, as far as the screen knows."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.run = Run(attempts_allowed=plan.retry_policy.attempts)
        self.began = time.monotonic()
        self.resume_at: float | None = None
        """When the wait ends, by the monotonic clock; None while there is none."""
        self.worker: WorkerHandle | None = None
        self.cancel: Callable[[], None] = lambda: None

    def update(self, run: Run) -> None:
        """Take in the next state; a wait begins when its event arrives."""
        last = run.last
        wait = last.failure.retry_in if last and last.failure else None
        if run.phase is not Phase.WAITING or wait is None:
            self.resume_at = None
        elif self.run.phase is not Phase.WAITING:
            self.resume_at = time.monotonic() + wait
        self.run = run

    def skip_wait(self) -> None:
        """Start the next attempt at once."""
        if self.worker is not None:
            self.worker.skip_wait()


class TestRunner:
    """Runs tests, and reports each state of each."""

    def __init__(
        self, environment: Mapping[str, str], interpreter: Interpreter | None = None
    ) -> None:
        """interpreter: the one whose litellm is used; None: ours."""
        self._probe = Probe(environment, interpreter)
        self._workers: set[WorkerHandle] = set()

    def warm_up(self) -> None:
        """Start what takes seconds, while the prompt is typed."""
        self._probe.warm_up()

    async def run(
        self,
        job: Job,
        report: Callable[[Run], None],
        started: Callable[[WorkerHandle], None] = lambda _: None,
    ) -> Run:
        """Run a test; `report` gets each state. When this is cancelled, so is the test."""
        run = Run(attempts_allowed=job.retry_policy.attempts)
        worker: WorkerHandle | None = None
        try:
            worker = await self._probe.start(job)
            self._workers.add(worker)
            started(worker)
            async for event in worker.events():
                run = run.after(event)
                report(run)
        except ProbeError as error:
            run = _broken(run, str(error))
            report(run)
        except asyncio.CancelledError:
            report(cancelled(run))
            raise
        finally:
            if worker is not None:
                self._workers.discard(worker)
                worker.cancel()
        return run

    def close(self) -> None:
        """End everything."""
        for worker in self._workers:
            worker.cancel()
        self._probe.close()


def _broken(run: Run, message: str) -> Run:
    """The run where the test itself failed."""
    failure = AttemptFailed(number=0, kind=FailureKind.TEST_FAULT, status=None, message=message)
    return replace(run, attempts=(Attempt(1, failure=failure),), phase=Phase.ENDED)


def cancelled(run: Run) -> Run:
    """The run as it is when its user cancels it."""
    if run.phase is Phase.ENDED:
        return run
    last = run.last or Attempt(1)
    failure = AttemptFailed(
        number=last.number, kind=FailureKind.CANCELLED, status=None, message="cancelled by the user"
    )
    if last.failure is not None:
        failure = replace(last.failure, retry_in=None)
    last = replace(last, failure=failure)
    return replace(run, attempts=(*run.attempts[:-1], last), phase=Phase.ENDED)
