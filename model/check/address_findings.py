"""Mistakes in base_url that are known before a request is sent."""

from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, urlsplit

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.catalogue.provider import Provider
from llm_tui.model.check.finding import Finding, Weight

KEY = "base_url"


def address_findings(
    base_url: str | None, provider: Provider, environment: Mapping[str, str]
) -> Iterator[Finding]:
    """Findings about the address of a request.

    environment: the variables of the process that would send it.
    """
    if not base_url:
        yield from _missing(provider, environment)
        return
    try:
        parts = urlsplit(base_url)
    except ValueError:
        message = "base_url is not an address: its host can't be read"
        advice = "Write http://HOST:PORT, with [ ] around an IPv6 address only"
        yield Finding(Weight.MISTAKE, FailureKind.UNREACHABLE, message, advice)
        return
    if parts.scheme not in ("http", "https") or not parts.netloc:
        better = f"http://{base_url.partition('://')[2] or base_url}"
        message = "base_url has no http:// or https:// and a host"
        advice = f"Write {better}"
        yield Finding(Weight.MISTAKE, FailureKind.UNREACHABLE, message, advice, KEY, better)
        return
    if parts.query:
        message = "base_url has a query (?…): paths are appended after it"
        advice = "Remove the query"
        yield Finding(Weight.MISTAKE, FailureKind.UNREACHABLE, message, advice, KEY)
    yield from _path(parts, provider)


def _missing(provider: Provider, environment: Mapping[str, str]) -> Iterator[Finding]:
    if environment.get(provider.address_variable):
        return
    if provider.falls_back_to:
        yield Finding(
            Weight.DANGER,
            None,
            f"{provider.name}/ without base_url sends the section's key to"
            f" {provider.falls_back_to}",
            "Set base_url",
            KEY,
        )
    elif provider.needs_address:
        message = f"{provider.name} needs a base_url"
        yield Finding(Weight.MISTAKE, FailureKind.UNREACHABLE, message, "Set base_url", KEY)
    elif provider.is_local:
        message = f"without base_url {provider.label} is asked at {provider.address}"
        yield Finding(Weight.NOTE, None, message, "Set base_url if it runs elsewhere", KEY)


def _path(parts: SplitResult, provider: Provider) -> Iterator[Finding]:
    """A path at the end of base_url that should not be there."""
    path = parts.path.rstrip("/")
    end = next((end for end in provider.appended_paths if path.endswith(end)), None)
    if end:
        message = f"base_url ends in {end}, which {provider.name} adds again"
    elif provider.refuses_v1 and path.endswith("/v1"):
        end = "/v1"
        message = f"base_url ends in /v1, but {provider.name} needs it without"
    else:
        return
    better = parts._replace(path=path.removesuffix(end)).geturl()
    yield Finding(
        Weight.MISTAKE, FailureKind.MODEL_NOT_FOUND, message, f"Write {better}", KEY, better
    )
