"""Mistakes in a request that are known before it is sent, each with advice."""

from collections.abc import Iterator, Mapping

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.catalogue.litellm_data import provider_of
from llm_tui.model.catalogue.provider import Provider
from llm_tui.model.catalogue.providers import provider_record
from llm_tui.model.check.address_findings import address_findings
from llm_tui.model.check.finding import Finding, Weight
from llm_tui.model.dialects.calls import Request
from llm_tui.model.secrets.masking import mask_sentences

_TEXTS = ("model", "api_key", "base_url", "api_version", "custom_llm_provider")
_SEVERITY = {weight: place for place, weight in enumerate(Weight)}


def findings(request: Request, environment: Mapping[str, str], program: str) -> tuple[Finding, ...]:
    """All findings about a request, the most severe first.

    environment: the variables of the process that would send it.
    program: the one whose request it is.
    """
    if not request.model:
        kind = FailureKind.MODEL_NOT_FOUND
        return (Finding(Weight.MISTAKE, kind, "the section has no model", "Set model"),)
    if wrong := [key for key in _TEXTS if not isinstance(request.arguments.get(key), str | None)]:
        # Some programs check no types: only their first call shows the consequence.
        advice = f"Write {wrong[0]} in quotes"
        message = f"{wrong[0]} is not text"
        return (Finding(Weight.MISTAKE, FailureKind.PARAMETER_REFUSED, message, advice, wrong[0]),)
    if request.error is not None:
        return (Finding(Weight.MISTAKE, FailureKind.PARAMETER_REFUSED, request.error, "Change it"),)
    custom = request.arguments.get("custom_llm_provider")
    provider = provider_record(provider_of(request.model, custom))
    found = [
        *address_findings(request.arguments.get("base_url"), provider, environment),
        *_keys(request, provider, environment),
        *_times(request),
        *_hidden_retries(request, provider, program),
    ]
    return tuple(sorted(map(_masked, found), key=lambda finding: _SEVERITY[finding.weight]))


def _masked(finding: Finding) -> Finding:
    message, advice = mask_sentences(finding.message, finding.advice)
    return finding._replace(message=message, advice=advice)


def _keys(
    request: Request, provider: Provider, environment: Mapping[str, str]
) -> Iterator[Finding]:
    key = request.arguments.get("api_key")
    if key and (not key.isascii() or not key.isprintable() or key != key.strip()):
        yield Finding(
            Weight.MISTAKE,
            FailureKind.KEY_REFUSED,
            "api_key has blanks around it or characters that no header can carry",
            "Enter the API key again",
            "api_key",
        )
    variables = provider.key_variables
    if key or not variables or any(environment.get(name) for name in variables):
        return
    message = f"the section has no api_key, and ${variables[0]} is not set"
    advice = f"Set api_key or ${variables[0]}"
    yield Finding(Weight.MISTAKE, FailureKind.KEY_MISSING, message, advice, "api_key")


def _times(request: Request) -> Iterator[Finding]:
    if request.arguments.get("timeout") == 0:
        message = "timeout = 0 makes every request fail at once"
        yield Finding(Weight.MISTAKE, FailureKind.TIMED_OUT, message, "Unset timeout", "timeout")


def _hidden_retries(request: Request, provider: Provider, program: str) -> Iterator[Finding]:
    if provider.is_asked_by_openai_client and request.client_retries:
        yield Finding(
            Weight.NOTE,
            None,
            f"{program} sends up to {1 + request.client_retries} requests for each attempt here:"
            " the OpenAI client retries inside. A test by llm-tui's own litellm sends 1",
            "",
        )
