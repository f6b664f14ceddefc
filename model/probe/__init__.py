"""The test of a section: its request, sent by litellm in processes of their own.

The chain, from a section to a result:

- `Plan` (`plan`): what testing a section means: its request, its retry policy, and their faults.
- `Job` (`job`): a plan with a prompt, as it is handed to a worker.
- `Probe` (`client`): our end of the processes. It starts a forkserver when first needed, and
  returns a `WorkerHandle` for each job.
- `Forkserver` (`forkserver_process`): the process that imports litellm once, seen from outside.
- `child/`: the code of the processes. The forkserver forks a worker for each job; a worker has its
  own variables and globals, and can be killed at any instant.
- `Event` (`events`): one step of a test, sent by the worker as a line of JSON.
- `Run` (`run`): the state that the events add up to.

litellm takes seconds and 170 MB to import, prints, reads `.env` and sets globals: only `child/`
imports it.
"""
