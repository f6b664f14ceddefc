"""The providers that the tests ask, each with a model of its, and where litellm should send it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.loopback.anthropic import Anthropic
from tests.loopback.bedrock import Bedrock
from tests.loopback.gemini import Gemini
from tests.loopback.ollama import Ollama
from tests.loopback.openai import Azure, Groq, OpenAI, OpenRouter
from tests.loopback.provider import Provider

KEY = "sk-loop-SECRET0123456789abcdef"


@dataclass(frozen=True)
class Case:
    """One way to set up a section, and how the server must be called."""

    name: str
    provider: Callable[[], Provider]
    settings: Mapping[str, Any]
    path: str
    """Of a request that is not streamed."""
    streamed_path: str = ""
    """Where it is another one."""
    base: str = ""
    """The path of the section's base_url."""
    key: str | None = KEY
    """The API key that the provider must find where it looks for one."""
    values: Mapping[str, Any] = field(default_factory=dict)

    def section(self, url: str) -> dict[str, Any]:
        """The effective values of the section, with the server's address."""
        return {
            "temperature": 0.0,
            "top_p": 1.0,
            "drop_params": True,
            "modify_params": True,
            "max_output_tokens": 1024,
            "seed": 42,
            "api_key": KEY,
            "base_url": url + self.base,
            **self.settings,
        }


_BEDROCK = "anthropic.claude-3-5-sonnet-20240620-v1:0"

CASES = (
    Case("openai", OpenAI, {"model": "openai/gpt-4o"}, "/v1/chat/completions", base="/v1"),
    Case("openai bare", OpenAI, {"model": "gpt-4o-mini"}, "/v1/chat/completions", base="/v1"),
    Case("openai o3", OpenAI, {"model": "o3-mini"}, "/v1/chat/completions", base="/v1"),
    Case("vllm", OpenAI, {"model": "openai/Qwen/Qwen3-8B"}, "/v1/chat/completions", base="/v1"),
    Case(
        "sglang",
        OpenAI,
        {"model": "my-model", "custom_llm_provider": "openai"},
        "/v1/chat/completions",
        base="/v1",
    ),
    Case(
        "hosted_vllm",
        OpenAI,
        {"model": "hosted_vllm/Qwen/Qwen3-8B"},
        "/v1/chat/completions",
        base="/v1",
    ),
    Case(
        "azure",
        Azure,
        {"model": "azure/my-deployment", "api_version": "2024-12-01-preview"},
        "/openai/deployments/my-deployment/chat/completions",
    ),
    Case("anthropic", Anthropic, {"model": "anthropic/claude-sonnet-4-20250514"}, "/v1/messages"),
    Case(
        "gemini",
        Gemini,
        {"model": "gemini/gemini-2.0-flash"},
        "/models/gemini-2.0-flash:generateContent",
        "/models/gemini-2.0-flash:streamGenerateContent",
    ),
    Case(
        "groq",
        Groq,
        {"model": "groq/llama-3.3-70b-versatile"},
        "/openai/v1/chat/completions",
        base="/openai/v1",
    ),
    Case(
        "openrouter",
        OpenRouter,
        {
            "model": "openrouter/anthropic/claude-sonnet-4",
            "openrouter_site_url": "https://site.example",
            "openrouter_app_name": "My app",
        },
        "/api/v1/chat/completions",
        base="/api/v1",
    ),
    Case("deepseek", OpenAI, {"model": "deepseek/deepseek-chat"}, "/chat/completions"),
    Case("ollama", Ollama, {"model": "ollama/llama3"}, "/api/generate", key=None),
    Case("ollama_chat", Ollama, {"model": "ollama_chat/llama3"}, "/api/chat", key=None),
    Case("litellm_proxy", OpenAI, {"model": "litellm_proxy/fake"}, "/chat/completions"),
    Case(
        "bedrock",
        Bedrock,
        {
            "model": f"bedrock/{_BEDROCK}",
            "aws_access_key_id": "AKIALOOPBACK00000000",
            "aws_secret_access_key": "loop/SECRET/aws/0123456789abcdef",
            "aws_region_name": "eu-west-3",
            "api_key": None,
        },
        f"/model/{_BEDROCK.replace(':', '%3A')}/converse",
        f"/model/{_BEDROCK.replace(':', '%3A')}/converse-stream",
        key="AKIALOOPBACK00000000",
    ),
)
