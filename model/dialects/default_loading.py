"""Sections as they are written, over the built-in defaults: the loading of a plain program."""

from collections.abc import Mapping
from typing import Any

from llm_tui.model.dialects.field import Field
from llm_tui.model.dialects.loaded import Layer, Loaded
from llm_tui.model.dialects.origin import Origin
from llm_tui.model.toml.keys import BASE, Path


def load_sections(
    content: Mapping[str, Any], fields: Mapping[str, Field], *, inherits: bool
) -> Loaded:
    """The configuration of every table under `llm`.

    fields: a key beyond these is ignored; where there are none, every key is taken.
    inherits: are the values of `[llm]` part of the other configurations?
    """
    own = {key: value for key, value in content.items() if not isinstance(value, dict)}
    sections: dict[Path, Mapping[str, Any]] = {BASE: own}
    sections |= {(*BASE, k): value for k, value in content.items() if isinstance(value, dict)}
    below: tuple[Layer, ...] = ()
    if fields:
        defaults = {field.name: field.default for field in fields.values()}
        below = (Layer(Origin.DEFAULT, defaults),)
        sections = {path: _known(values, fields) for path, values in sections.items()}
    base = (Layer(Origin.BASE, sections[BASE], BASE),) if inherits else ()
    return Loaded(
        {
            path: (*below, *(base if path != BASE else ()), Layer(Origin.SECTION, values, path))
            for path, values in sections.items()
        }
    )


def _known(values: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key in fields}
