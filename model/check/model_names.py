"""Models that litellm can't place, that their provider retires, or that can't answer at length."""

import re
from collections.abc import Iterator

from llm_tui.model.catalogue.litellm_data import has_model, model_entry, providers
from llm_tui.model.catalogue.providers import host_of
from llm_tui.model.check.checked_section import CheckedSection
from llm_tui.model.check.likely_key import nearest
from llm_tui.model.check.phrases import unset_fix
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.edit import SetValue
from llm_tui.model.toml.keys import write_header

_FAMILIES = re.compile(r"(?:chatgpt|gpt|claude|gemini|command)-|o\d\b|ft:|text-|dall-e")
"""Names that newer releases of litellm place although they do not list them."""

_HOSTS = (
    "api.perplexity.ai api.endpoints.anyscale.com api.deepinfra.com api.mistral.ai"
    " codestral.mistral.ai api.groq.com integrate.api.nvidia.com api.getnadir.com api.deepseek.com"
    " api.together.ai api.together.xyz app.empower.dev api.friendli.ai api.sambanova.ai api.x.ai"
    " ollama.com api.galadriel.ai api.llama.com api.featherless.ai inference.api.nscale.com"
    " api.studio.nebius.ai dashscope-intl.aliyuncs.com dashscope.aliyuncs.com api.ai21.com"
    " api-inference.modelscope.cn api.moonshot.ai api.cerebras.ai"
)
"""Addresses by which litellm knows the provider (`openai_compatible_endpoints`)."""

_PLACED_HOSTS = frozenset(_HOSTS.split())


def models(subject: CheckedSection) -> Iterator[Problem]:
    """What litellm's own table says of the model that is in force."""
    if not subject.is_in_force:
        return
    model = str(subject.values.get("model") or "")
    is_named = subject.dialect.by_litellm and subject.sets("model", "custom_llm_provider")
    if is_named and not _is_placed(subject, model):
        yield _unplaced(subject, model)
    entry = model_entry(model)
    if entry is None or subject.values.get("base_url"):
        return
    retired = str(entry.get("deprecation_date") or "")
    if subject.sets("model") and retired and retired <= subject.today:
        yield subject.problem(
            "retired-model",
            Severity.WARNING,
            "model",
            f"{model} is retired since {retired}, says litellm's table",
            "Its provider may refuse it at any time; choose a newer one.",
        )
    yield from _answers(subject, model, entry.get("max_output_tokens"))


def _answers(subject: CheckedSection, model: str, most: object) -> Iterator[Problem]:
    wanted = subject.values.get("max_output_tokens")
    if not isinstance(most, int) or not isinstance(wanted, int) or wanted <= most:
        return
    if subject.sets("model", "max_output_tokens"):
        fix = None
        if subject.sets("max_output_tokens"):
            fix = unset_fix(subject.path, "max_output_tokens", certain=False)
        yield subject.problem(
            "output-limit",
            Severity.WARNING,
            "max_output_tokens" if subject.sets("max_output_tokens") else "model",
            f"max_output_tokens = {wanted}, but {model} answers with at most {most}",
            "Providers refuse a request for more than the model has.",
            fix,
        )


def _is_placed(subject: CheckedSection, model: str) -> bool:
    if subject.values.get("custom_llm_provider"):
        return True
    prefix, slash, _ = model.partition("/")
    if (slash and prefix in providers()) or has_model(model) or subject.dialect.lists(model):
        return True
    if not slash and _FAMILIES.match(model):
        return True
    base_url = str(subject.values.get("base_url") or "")
    return host_of(base_url) in _PLACED_HOSTS


def _unplaced(subject: CheckedSection, model: str) -> Problem:
    message = f"litellm can't tell whose model {model} is" if model else "model is empty"
    return subject.problem(
        "unplaced-model",
        Severity.WARNING,
        "model",
        message,
        f"Every call fails before it is sent: {subject.dialect.program} needs PROVIDER/MODEL.",
        _placing(subject, model) if subject.sets("model") and model else None,
    )


def _placing(subject: CheckedSection, model: str) -> Fix | None:
    prefix, slash, name = model.partition("/")
    if has_model(model.lower()):
        return _write(subject, model.lower(), certain=True)
    if slash and prefix.lower() in providers():
        return _write(subject, f"{prefix.lower()}/{name}", certain=True)
    if slash and (close := nearest(prefix.lower(), providers(), 0.85)):
        return _write(subject, f"{close}/{name}", certain=False)
    if subject.values.get("base_url"):
        # Whatever is spoken at an address of one's own is mostly what OpenAI speaks.
        return _write(subject, f"openai/{model}", certain=False)
    return None


def _write(subject: CheckedSection, model: str, *, certain: bool) -> Fix:
    label = f'write model = "{model}" in {write_header(subject.path)}'
    return Fix(label, (SetValue(subject.path, "model", model),), model, certain)
