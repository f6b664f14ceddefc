"""The providers: one record for each, with all that is known of it.

Adding a provider is adding a record here. One without a record is taken for a provider at an
unknown address that lists its models like OpenAI.
"""

from functools import lru_cache

from llm_tui.model.catalogue.provider import (
    KeyShape,
    ListFormat,
    ModelList,
    Provider,
    WireFormat,
)

SHARED_KEY_SHAPE = KeyShape("sk-")
"""The shape of keys from OpenAI, DeepSeek, LiteLLM and others: it names no owner."""

_OLLAMA = Provider(
    "ollama",
    "Ollama",
    address="http://localhost:11434",
    address_variable="OLLAMA_API_BASE",
    appended_paths=("/api/generate", "/api/chat", "/api"),
    refuses_v1=True,
    needs_key=False,
    key_header="",
    wire=WireFormat.OLLAMA_GENERATE,
    model_list=ModelList(("/api/tags",), ListFormat.OLLAMA),
    starter={"model": "ollama/MODEL", "base_url": "http://localhost:11434"},
)

_RECORDS = (
    Provider(
        "openai",
        "OpenAI",
        address="https://api.openai.com/v1",
        appended_paths=("/chat/completions",),
        key_variables=("OPENAI_API_KEY",),
        key_shapes=(KeyShape("sk-proj-"), KeyShape("sk-svcacct-")),
        shares_servers=True,
        is_asked_by_openai_client=True,
        wire=WireFormat.OPENAI,
        starter={"model": "openai/gpt-5", "api_key": ""},
    ),
    Provider(
        "azure",
        "Azure OpenAI",
        address_variable="AZURE_API_BASE",
        host_suffixes=(".openai.azure.com", ".cognitiveservices.azure.com"),
        needs_address=True,
        appended_paths=("/chat/completions", "/openai"),
        refuses_v1=True,
        key_variables=("AZURE_API_KEY",),
        key_header="api-key",
        is_asked_by_openai_client=True,
        wire=WireFormat.AZURE,
        model_list=None,
        starter={
            "model": "azure/DEPLOYMENT",
            "api_key": "",
            "base_url": "https://RESOURCE.openai.azure.com",
            "api_version": "2024-12-01-preview",
        },
    ),
    Provider("azure_ai", "Azure AI", model_list=None),
    Provider(
        "anthropic",
        "Anthropic",
        address="https://api.anthropic.com",
        appended_paths=("/v1/messages", "/messages"),
        refuses_v1=True,
        key_variables=("ANTHROPIC_API_KEY",),
        key_shapes=(KeyShape("sk-ant-"),),
        key_header="x-api-key",
        headers={"anthropic-version": "2023-06-01"},
        wire=WireFormat.ANTHROPIC,
        model_list=ModelList(("/v1/models?limit=1000",)),
        starter={"model": "anthropic/claude-sonnet-4-5", "api_key": ""},
    ),
    Provider(
        "gemini",
        "Google Gemini",
        address="https://generativelanguage.googleapis.com/v1beta",
        appended_paths=("/models",),
        key_variables=("GEMINI_API_KEY", "GOOGLE_API_KEY"),
        key_shapes=(KeyShape("AIza", r"[A-Za-z0-9_-]{30,}"),),
        key_header="x-goog-api-key",
        wire=WireFormat.GEMINI,
        model_list=ModelList(("/models?pageSize=1000",), ListFormat.GEMINI),
        starter={"model": "gemini/gemini-2.5-pro", "api_key": ""},
    ),
    Provider(
        "groq",
        "Groq",
        address="https://api.groq.com/openai/v1",
        key_variables=("GROQ_API_KEY",),
        key_shapes=(KeyShape("gsk_", r"[A-Za-z0-9]{16,}"),),
        wire=WireFormat.OPENAI,
        limit_name="max_tokens",
        starter={"model": "groq/openai/gpt-oss-120b", "api_key": ""},
    ),
    Provider(
        "openrouter",
        "OpenRouter",
        address="https://openrouter.ai/api/v1",
        key_variables=("OPENROUTER_API_KEY",),
        key_shapes=(KeyShape("sk-or-"), KeyShape("sk-or-v1-")),
        wire=WireFormat.OPENAI,
        extra_body={"usage": {"include": True}},
        starter={"model": "openrouter/openai/gpt-5", "api_key": ""},
    ),
    Provider(
        "deepseek",
        "DeepSeek",
        address="https://api.deepseek.com/beta",
        key_variables=("DEEPSEEK_API_KEY",),
        wire=WireFormat.OPENAI,
        model_list=ModelList(address="https://api.deepseek.com"),
        starter={"model": "deepseek/deepseek-chat", "api_key": ""},
    ),
    Provider(
        "mistral",
        "Mistral",
        address="https://api.mistral.ai/v1",
        key_variables=("MISTRAL_API_KEY",),
        wire=WireFormat.OPENAI,
        limit_name="max_tokens",
    ),
    Provider(
        "xai",
        "xAI",
        address="https://api.x.ai/v1",
        key_variables=("XAI_API_KEY",),
        key_shapes=(KeyShape("xai-", r"[A-Za-z0-9]{16,}"),),
    ),
    _OLLAMA,
    _OLLAMA._replace(
        name="ollama_chat",
        label="Ollama's chat",
        appended_paths=("/api/chat", "/api/generate", "/api"),
        wire=WireFormat.OLLAMA_CHAT,
        starter={},
    ),
    Provider(
        "vllm",
        "vLLM or SGLang",
        needs_address=True,
        needs_key=False,
        shares_servers=True,
        starter={
            "model": "openai/MODEL",
            "api_key": "EMPTY",
            "base_url": "http://localhost:8000/v1",
        },
    ),
    Provider(
        "hosted_vllm",
        "a vLLM server",
        address_variable="HOSTED_VLLM_API_BASE",
        needs_address=True,
        falls_back_to="api.openai.com",
        needs_key=False,
        shares_servers=True,
        wire=WireFormat.OPENAI,
    ),
    Provider(
        "lm_studio",
        "LM Studio",
        address_variable="LM_STUDIO_API_BASE",
        needs_address=True,
        falls_back_to="api.openai.com",
        needs_key=False,
        shares_servers=True,
        wire=WireFormat.OPENAI,
    ),
    Provider("llamafile", "llamafile", needs_key=False),
    Provider(
        "litellm_proxy",
        "LiteLLM proxy",
        address_variable="LITELLM_PROXY_API_BASE",
        needs_address=True,
        falls_back_to="api.openai.com",
        appended_paths=("/chat/completions",),
        key_variables=("LITELLM_PROXY_API_KEY",),
        shares_servers=True,
        is_asked_by_openai_client=True,
        wire=WireFormat.OPENAI,
        starter={
            "model": "litellm_proxy/MODEL",
            "api_key": "",
            "base_url": "http://localhost:4000",
        },
    ),
    Provider(
        "bedrock",
        "Amazon Bedrock",
        key_shapes=(KeyShape("AKIA", r"[A-Z0-9]{12,}"),),
        model_list=None,
        starter={
            "model": "bedrock/us.anthropic.claude-haiku-4-5-20251001-v1:0",
            "aws_access_key_id": "",
            "aws_secret_access_key": "",
            "aws_region_name": "us-east-1",
        },
    ),
    Provider("sagemaker", "Amazon SageMaker", model_list=None),
    Provider("vertex_ai", "Google Vertex AI", model_list=None),
)

PROVIDERS = {provider.name: provider for provider in _RECORDS}
"""The records by prefix, in the order in which their starters are offered."""


def provider_record(name: str | None) -> Provider:
    """The record of a provider by its prefix; one without facts where there is none."""
    return PROVIDERS.get(name or "") or _without_facts(name or "")


@lru_cache(maxsize=256)
def _without_facts(name: str) -> Provider:
    return Provider(name, name)
