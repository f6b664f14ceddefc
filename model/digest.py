"""SHA-256 without OpenSSL, which takes a tenth of the memory of the whole program."""

from importlib import import_module


def sha256(data: bytes) -> str:
    """The digest as hexadecimal digits.

    As in Python's own `random`, `hashlib` is the last resort: it loads OpenSSL for any digest.
    """
    for name in ("_sha2", "_sha256", "hashlib"):  # of Python 3.12, of those before, of any
        try:
            digest: str = import_module(name).sha256(data).hexdigest()
        except ImportError:
            continue
        return digest
    raise AssertionError("hashlib is a part of Python")
