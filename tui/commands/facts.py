"""Facts of other modules that options are made of, imported for the command that has the option."""

from collections.abc import Mapping


def dialects() -> Mapping[str, str]:
    """The dialects by name."""
    from llm_tui.model.dialects.known import names

    return dict.fromkeys(names(), "")


def export_formats() -> Mapping[str, str]:
    """The formats of an export by name."""
    from llm_tui.model.switching.export import EXPORT_FORMATS

    return dict.fromkeys(EXPORT_FORMATS, "")


def starters() -> Mapping[str, str]:
    """The providers that a new section can be started for, each with its full name."""
    from llm_tui.model.catalogue.starters import starters

    return {starter.name: starter.label for starter in starters()}


def shells() -> Mapping[str, str]:
    """The shells that completion exists for."""
    from llm_tui.tui.commands.completion import SHELLS

    return dict.fromkeys(SHELLS, "")


def prompt() -> str:
    """The prompt of a test."""
    from llm_tui.model.probe.plan import PROMPT

    return PROMPT


def time_limit() -> float:
    """The time limit of an attempt, in seconds."""
    from llm_tui.model.probe.plan import LIMIT

    return LIMIT
