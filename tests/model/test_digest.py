"""The digest without OpenSSL is that of `hashlib`."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from llm_tui.model.digest import sha256


@given(st.binary())
def test_it_is_the_digest_of_hashlib(data: bytes) -> None:
    assert sha256(data) == hashlib.sha256(data).hexdigest()
