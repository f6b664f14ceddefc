"""Providers that a program itself translates for litellm."""

from llm_tui.model.dialects.contract import Dialect


def own_provider(dialect: Dialect, model: object) -> str | None:
    """The program's own provider that serves a model; None where litellm names the provider."""
    prefix, slash, _ = str(model).partition("/")
    return prefix if slash and prefix in dialect.own_providers else None
