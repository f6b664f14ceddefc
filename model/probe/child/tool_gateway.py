"""A stand-in for litellm's gateway to tool servers (MCP), which no test uses.

litellm imports its own before each call of the Responses API, and before each call with tools; that
needs packages that litellm does not bring.
"""

import sys
from importlib.util import find_spec
from types import ModuleType

_HANDLER = "litellm.responses.mcp.litellm_proxy_mcp_handler"
_COMPLETIONS = "litellm.responses.mcp.chat_completions_handler"


class NoGateway:
    """The gateway where no tool is of a server behind it."""

    @staticmethod
    def should_use_litellm_mcp_gateway(*_: object, **__: object) -> bool:
        """Is a tool behind the gateway?"""
        return False


def stand_in() -> None:
    """Put it in the place of litellm's, where the packages that this needs are not installed."""
    if find_spec("mcp") is not None:
        return
    handler, completions = ModuleType(_HANDLER), ModuleType(_COMPLETIONS)
    handler.LiteLLM_Proxy_MCP_Handler = NoGateway  # type: ignore[attr-defined]
    completions.acompletion_with_mcp = None  # type: ignore[attr-defined]
    sys.modules |= {_HANDLER: handler, _COMPLETIONS: completions}
