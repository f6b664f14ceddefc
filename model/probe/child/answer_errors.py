"""Failures that litellm raises no exception for."""


class NoResponseError(Exception):
    """The provider answered without content."""


class EmptyAnswerError(Exception):
    """The answer is complete and has no text: programs take it, so that it is not retried."""


class NotStreamedError(Exception):
    """The answer was asked for in pieces, and came whole: litellm reads nothing of it."""


class TooLargeAnswerError(Exception):
    """The answer was not read to its end."""


class ProgramError(Exception):
    """The program would raise this error itself, before litellm is asked."""


class OwnLimitError(BaseException):
    """The time limit of the test, not one of the section's, has passed; its text is the seconds.

    No Exception, so that neither litellm nor the clients that it uses catch it on its way.
    """
