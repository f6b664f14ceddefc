"""Sections besides `[llm]` in which one wrong key makes OpenHands stop at its start.

Source: `SandboxConfig.from_toml_section` and `SecurityConfig.from_toml_section` raise ValueError
from 0.27.0 on, which nothing catches. The keys are those of all releases since, together: a key
that one release does not know yet or no more is not told apart here.
"""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.openhands.coerce import coerce
from llm_tui.model.errors import ValueRefusedError

_KEYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sandbox": {
        "bool": (
            "enable_auto_lint",
            "enable_gpu",
            "force_rebuild_runtime",
            "initialize_plugins",
            "keep_runtime_alive",
            "pause_closed_runtimes",
            "remote_runtime_enable_retries",
            "rm_all_containers",
            "use_host_network",
        ),
        "int": (
            "close_delay",
            "remote_runtime_api_timeout",
            "remote_runtime_init_timeout",
            "remote_runtime_resource_factor",
            "timeout",
            "user_id",
            "vscode_port",
        ),
        "str": (
            "api_key",
            "base_container_image",
            "browsergym_eval_env",
            "cuda_visible_devices",
            "local_runtime_url",
            "platform",
            "remote_runtime_api_url",
            "remote_runtime_class",
            "runtime_binding_address",
            "runtime_container_image",
            "runtime_extra_deps",
            "selected_repo",
            "volumes",
        ),
        "any": (
            "additional_networks",
            "docker_runtime_kwargs",
            "runtime_extra_build_args",
            "runtime_startup_env_vars",
            "trusted_dirs",
        ),
    },
    "security": {
        "bool": ("confirmation_mode", "enable_security_analyzer"),
        "str": ("security_analyzer",),
    },
}


def strict_fault(tables: Mapping[str, Any]) -> str | None:
    """Which key outside `[llm]` makes OpenHands stop at its start, and why; None if none does."""
    for section, by_kind in _KEYS.items():
        content = tables.get(section, {})
        kinds = {key: kind for kind, keys in by_kind.items() for key in keys}
        if not isinstance(content, dict):
            continue
        for key, value in content.items():
            if reason := _refusal(kinds.get(key), value):
                return f"{key} in [{section}]: {reason}"
    return None


def _refusal(kind: str | None, value: Any) -> str | None:
    if kind is None:
        return "OpenHands knows no such key"
    if kind == "any":
        return None
    try:
        coerce(kind, value)
    except ValueRefusedError as refusal:
        return str(refusal)
    return None
