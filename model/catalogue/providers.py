"""What is known of the providers: where each listens, and whose a key or an address is."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

ADDRESSES: Mapping[str, str] = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "gemini": "https://generativelanguage.googleapis.com/v1beta",
    "groq": "https://api.groq.com/openai/v1",
    "openrouter": "https://openrouter.ai/api/v1",
    "deepseek": "https://api.deepseek.com/beta",
    "mistral": "https://api.mistral.ai/v1",
    "xai": "https://api.x.ai/v1",
    "ollama": "http://localhost:11434",
    "ollama_chat": "http://localhost:11434",
}
"""What litellm takes for `base_url` where none is set, of the providers with one address."""

KEY_VARIABLES: Mapping[str, tuple[str, ...]] = {
    "openai": ("OPENAI_API_KEY",),
    "azure": ("AZURE_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "gemini": ("GEMINI_API_KEY", "GOOGLE_API_KEY"),
    "groq": ("GROQ_API_KEY",),
    "openrouter": ("OPENROUTER_API_KEY",),
    "deepseek": ("DEEPSEEK_API_KEY",),
    "mistral": ("MISTRAL_API_KEY",),
    "xai": ("XAI_API_KEY",),
    "litellm_proxy": ("LITELLM_PROXY_API_KEY",),
}
"""Where litellm looks for a key that the section does not have."""

ADDRESS_VARIABLES: Mapping[str, str] = {
    "litellm_proxy": "LITELLM_PROXY_API_BASE",
    "hosted_vllm": "HOSTED_VLLM_API_BASE",
    "lm_studio": "LM_STUDIO_API_BASE",
    "ollama": "OLLAMA_API_BASE",
    "ollama_chat": "OLLAMA_API_BASE",
}
"""Where litellm looks for an address that the section does not have."""

_HOSTS = {urlsplit(address).hostname: provider for provider, address in ADDRESSES.items()}
_OPENAI_LIKE = frozenset({"openai", "litellm_proxy", "hosted_vllm", "lm_studio", "vllm"})
_KEY_SHAPES = (
    (re.compile(r"sk-ant-"), "anthropic"),
    (re.compile(r"sk-or-"), "openrouter"),
    (re.compile(r"sk-proj-|sk-svcacct-"), "openai"),
    (re.compile(r"gsk_"), "groq"),
    (re.compile(r"xai-"), "xai"),
    (re.compile(r"AIza[A-Za-z0-9_-]{30}"), "gemini"),
)


def host_of(address: str) -> str:
    """The host that an address names; empty where it names none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def host_owner(address: str) -> str | None:
    """The provider whose own host an address names; None for any other host."""
    host = host_of(address)
    if host.endswith((".openai.azure.com", ".cognitiveservices.azure.com")):
        return "azure"
    return None if host in ("localhost", "127.0.0.1") else _HOSTS.get(host)


def key_owner(key: str) -> str | None:
    """The provider whose keys look like this one; None where several have such keys."""
    return next((provider for shape, provider in _KEY_SHAPES if shape.match(key)), None)


def speak_alike(one: str, other: str) -> bool:
    """Would one server understand what litellm sends to either provider?"""
    if one.removesuffix("_chat") == other.removesuffix("_chat"):
        return True
    return {one, other} <= _OPENAI_LIKE
