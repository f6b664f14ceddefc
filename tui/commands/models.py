"""`llm-tui models`: the models that litellm knows, or those that a section's endpoint serves."""

import os
from collections.abc import Sequence

from llm_tui.model.catalogue.fuzzy import Query
from llm_tui.model.catalogue.litellm_data import registry_path
from llm_tui.model.catalogue.model import Model
from llm_tui.model.catalogue.models import Catalogue, catalogue
from llm_tui.model.errors import LlmTuiError
from llm_tui.model.toml.document import Document
from llm_tui.tui.commands.config_file import chosen_for, known_section, opened
from llm_tui.tui.commands.options import Options
from llm_tui.tui.commands.stdout import say, say_json
from llm_tui.tui.text.model_figures import VERIFIED, abilities, model_cells
from llm_tui.tui.text.wording import printable

_TITLES = ("", "MODEL", "PROVIDER", "CONTEXT", "OUTPUT", "$ IN", "$ OUT", "CAN", "ENDS")
_TO_THE_RIGHT = (3, 4, 5, 6)


def run(options: Options) -> int:
    """List the models that match, the best first; exit status 1 if none does."""
    typed = " ".join(options.query)
    among = _known(options) if options.section is None else _served(options)
    found = among.find(Query(typed))
    if not found:
        raise LlmTuiError(_reason(typed, among))
    if options.json:
        say_json([_entry(model) for model in found])
    else:
        _print_table(found)
    return 0


def _reason(typed: str, among: Catalogue) -> str:
    if registry_path() is None and not among.models:
        return "no models are known: litellm, which has their list, is not installed"
    return f"no model matches {printable(typed)}" if typed else "no models are known"


def _known(options: Options) -> Catalogue:
    """The models that litellm knows, whatever file there is."""
    dialect = chosen_for(options, Document(b""), None).dialect
    return catalogue(dialect.verified_models, dialect.litellm)


def _served(options: Options) -> Catalogue:
    """The models that the endpoint of the named section serves. Raises EndpointError."""
    from llm_tui.model.catalogue.endpoint import EndpointError
    from llm_tui.model.catalogue.served_models import Listing
    from llm_tui.model.switching.section_endpoint import endpoint_of

    view, _ = opened(options)
    section = known_section(options.section, view)
    known = catalogue(view.dialect.verified_models, view.dialect.litellm)
    try:
        endpoint = endpoint_of(view, section, os.environ)
        return Catalogue(Listing(endpoint, known).run().models)
    except EndpointError as error:
        raise EndpointError(f"{options.section}: {printable(str(error))}") from None


def _print_table(models: Sequence[Model]) -> None:
    rows = [_TITLES, *map(_row, models)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            f"{cell:>{width}}" if index in _TO_THE_RIGHT else f"{cell:{width}}"
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())


def _row(model: Model) -> tuple[str, ...]:
    *cells, ends = model_cells(model)
    can = " ".join(name for name, has in abilities(model).items() if has)
    return (VERIFIED if model.verified else "", *cells, can, ends)


def _entry(model: Model) -> dict[str, object]:
    return {
        "model": model.name,
        "provider": model.provider or None,
        "max_input_tokens": model.context,
        "max_output_tokens": model.output,
        "input_cost_per_million": model.price_in,
        "output_cost_per_million": model.price_out,
        **abilities(model),
        "deprecation_date": model.deprecation,
        "verified": model.verified,
    }
