"""The variables that must be set before litellm is imported."""

from collections.abc import Mapping

FORCED = {
    # Otherwise the price map is downloaded, while the import waits.
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_OFFLINE_MODE": "true",
    "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS": "True",
    # Otherwise a streamed answer of a llama model waits half a minute for its tokenizer.
    "HF_HUB_OFFLINE": "1",
    # Otherwise a .env is read, found upwards from litellm's own folder.
    "LITELLM_MODE": "PRODUCTION",
    "PYTHON_DOTENV_DISABLED": "1",
    # Otherwise tracebacks go to stderr; a value that it does not know makes the import fail.
    "LITELLM_LOG": "CRITICAL",
    "LITELLM_TELEMETRY": "False",
}


def probe_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that the probe runs with."""
    return {**environment, **FORCED}
