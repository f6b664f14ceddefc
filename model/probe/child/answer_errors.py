"""Failures that litellm raises no exception for."""


class NoResponseError(Exception):
    """The provider answered without content."""


class EmptyAnswerError(Exception):
    """The answer is complete and has no text: programs take it, so that it is not retried."""


class OwnLimitError(Exception):
    """The time limit of the test, not one of the section's, has passed; its text is the seconds."""
