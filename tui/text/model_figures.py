"""Models in words and figures, for the screen and the commands alike."""

from llm_tui.model.catalogue.model import Model
from llm_tui.tui.text.wording import NOTHING, printable

FAVOURITE, VERIFIED = "★", "✓"


def tokens_text(tokens: int | None) -> str:
    """A count of tokens in four cells or so: 8192, 200k, 1M."""
    if tokens is None:
        return NOTHING
    if tokens < 10_000:
        return str(tokens)
    if tokens < 1_000_000:
        return f"{tokens // 1000}k"
    return f"{tokens / 1e6:.1f}".removesuffix(".0") + "M"


def price_text(price: float | None) -> str:
    """A price in dollars, without the sign: 3, 0.25, 0.0375."""
    if price is None:
        return NOTHING
    return f"{price:.4f}".rstrip("0").rstrip(".") if price < 1000 else f"{price:.0f}"


def model_cells(model: Model) -> tuple[str, str, str, str, str, str, str]:
    """Name, provider, context, output, prices per million tokens in and out, day of retirement."""
    return (
        printable(model.name),
        printable(model.provider),
        tokens_text(model.context),
        tokens_text(model.output),
        price_text(model.price_in),
        price_text(model.price_out),
        printable(model.deprecation or ""),
    )


def abilities(model: Model) -> dict[str, bool]:
    """The abilities that a model may have besides answering, and whether it has them."""
    return {"vision": model.vision, "tools": model.tools, "reasoning": model.reasoning}


def model_sentence(model: Model, program: str) -> str:
    """A model with its figures, in one line.

    program: the one whose documentation verifies models.
    """
    parts: list[str] = [printable(model.name), printable(model.provider)]
    if model.context is not None:
        parts.append(f"{model.context:,} tokens in")
    if model.output is not None:
        parts.append(f"{model.output:,} out")
    if model.price_in is not None and model.price_out is not None:
        prices = f"${price_text(model.price_in)} in, ${price_text(model.price_out)} out"
        parts.append(f"{prices} per million")
    parts.append(", ".join(name for name, has in abilities(model).items() if has))
    if model.deprecation is not None:
        parts.append(f"{'retired' if model.retired else 'retires'} {printable(model.deprecation)}")
    if model.verified:
        parts.append(f"verified by the documentation of {program}")
    return " · ".join(filter(None, parts))
