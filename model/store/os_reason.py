"""The cause of a failed system call, in words."""

import errno


def os_reason(error: OSError, action: str) -> str:
    """The cause, to follow a colon. action: what there is no permission to do."""
    if error.errno == errno.EACCES:
        return f"no permission to {action} it"
    return (error.strerror or str(error)).lower()
