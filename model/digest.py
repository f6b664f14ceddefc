"""SHA-256 without OpenSSL, which takes a tenth of the memory of the whole program."""

__all__ = ["sha256"]

try:
    # As in Python's own `random`: `hashlib` would load OpenSSL, whatever is asked of it.
    from _sha2 import sha256
except ImportError:
    try:
        from _sha256 import sha256  # before Python 3.12
    except ImportError:
        from hashlib import sha256
