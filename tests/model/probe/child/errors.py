"""Exceptions made to measure: litellm's own take seconds to import."""

from typing import Any


def made(
    name: str,
    text: str = "",
    *,
    bases: tuple[type[BaseException], ...] = (Exception,),
    module: str = "litellm.exceptions",
    cause: BaseException | None = None,
    **attributes: Any,
) -> Exception:
    """Return an exception of a class of this name."""
    error = type(name, bases, {"__module__": module})(text)
    error.__cause__ = cause
    for attribute, value in attributes.items():
        setattr(error, attribute, value)
    assert isinstance(error, Exception)
    return error
