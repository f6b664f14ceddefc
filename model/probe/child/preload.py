"""The imports of the first calls, done before the fork, so that every worker has them at once."""

import contextlib
import importlib

_USED_BY_CALLS = (
    "litellm._service_logger",
    "litellm.integrations.prometheus_services",
    "litellm.integrations.generic_api.generic_api_callback",
    "litellm.litellm_core_utils.default_encoding",
    "litellm.litellm_core_utils.logging_callback_manager",
    "litellm.llms.anthropic.chat.handler",
    "litellm.llms.gemini.common_utils",
    "litellm.llms.openai_like.chat.handler",
    "litellm.llms.vertex_ai.gemini.vertex_and_google_ai_studio_gemini",
    "tiktoken.load",
    "tiktoken_ext.openai_public",
)


def preload() -> None:
    """Import what the first calls import. A module that is missing is left to the call."""
    for name in _USED_BY_CALLS:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    with contextlib.suppress(Exception):
        import openai

        # The client imports four hundred modules when its parts are first accessed.
        _ = openai.OpenAI(api_key="none").chat.completions
        _ = openai.AzureOpenAI(
            api_key="none", azure_endpoint="http://127.0.0.1", api_version="none"
        ).chat.completions
