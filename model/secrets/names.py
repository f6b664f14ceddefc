"""Names under which secrets are kept."""

import re

_SECRET_NAME = re.compile(
    r"api[-_]?keys?|secret|passw(or)?d|passphrase|credential|authorization|private[-_]?key"
    r"|access[-_]?key|(^|[-_.])(auth|(?<!per[-_])token|key|pwd)$|cookie",
    re.IGNORECASE,
)


def is_secret_name(name: str) -> bool:
    """Does a key of this name usually hold a secret?"""
    return _SECRET_NAME.search(name.strip("\"'")) is not None
