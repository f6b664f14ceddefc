"""Settings that make a call fail, or that never reach it."""

from collections.abc import Iterator

from llm_tui.model.catalogue.failures import FailureKind
from llm_tui.model.catalogue.litellm_data import provider_of
from llm_tui.model.catalogue.ownership import speak_alike
from llm_tui.model.catalogue.providers import provider_record
from llm_tui.model.check.api_keys import is_placeholder
from llm_tui.model.check.checked_section import CheckedSection
from llm_tui.model.check.finding import Finding, Weight
from llm_tui.model.check.fix_edits import rename_key, set_value
from llm_tui.model.check.phrases import unset_fix
from llm_tui.model.check.preflight import findings
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.dialects.calls import Request
from llm_tui.model.dialects.field import Role
from llm_tui.model.secrets.masking import mask_value
from llm_tui.model.toml.keys import write_header

_DESTINATION = (Role.MODEL, Role.BASE_URL, Role.PROVIDER, Role.API_KEY)
_CODES = {Role.API_KEY: "unsendable-key", Role.TIMEOUT: "zero-timeout"}


def requests(subject: CheckedSection) -> Iterator[Problem]:
    """Problems of the call that the section makes."""
    if not subject.is_in_force:
        return
    request = subject.view.request(subject.values)
    if not request.model:
        return
    program = subject.dialect.program
    if request.error is not None:
        yield from _refused(subject, request.error)
        return
    for finding in findings(request, subject.process, program):
        # Where a key is kept besides the file, this process can't know.
        if finding.weight is not Weight.NOTE and finding.kind is not FailureKind.KEY_MISSING:
            yield from _found(subject, finding)
    yield from _ollama(subject)
    yield from _absent(subject, request)


def _refused(subject: CheckedSection, error: str) -> Iterator[Problem]:
    """A call that the program itself refuses."""
    key = "completion_kwargs"
    if subject.sets(key):
        effect = "Every start with this section fails."
        yield subject.problem("refused-arguments", Severity.ERROR, key, error, effect)


def _found(subject: CheckedSection, finding: Finding) -> Iterator[Problem]:
    role = Role(finding.key or Role.BASE_URL)
    is_danger = finding.weight is Weight.DANGER
    if not subject.sets(*(_DESTINATION if role is Role.BASE_URL else (role,))):
        return
    yield subject.problem(
        "foreign-host" if is_danger else _CODES.get(role, "bad-address"),
        Severity.ERROR if is_danger else Severity.WARNING,
        role if subject.sets(role) or not subject.sets(Role.MODEL) else Role.MODEL,
        finding.message,
        "Another company receives your API key." if is_danger else "Every call fails.",
        _advised_fix(subject, finding, role),
    )


def _advised_fix(subject: CheckedSection, finding: Finding, role: Role) -> Fix | None:
    key = subject.dialect.key(role)
    if not subject.sets(key):
        return None
    if role is Role.TIMEOUT:
        return unset_fix(subject.path, key, certain=True)
    if finding.better is None or is_placeholder(str(subject.own[key])):
        return None
    shown = str(mask_value(finding.better))
    label = f'write {key} = "{shown}" in {write_header(subject.path)}'
    edit = set_value(subject.path, key, finding.better)
    return Fix(label, (edit,), shown, certain=finding.kind is FailureKind.MODEL_NOT_FOUND)


def _ollama(subject: CheckedSection) -> Iterator[Problem]:
    """An address that lists Ollama's models, taken for the one that asks them."""
    key = "ollama_base_url"
    address = subject.own.get(key)
    if not address or subject.value(Role.BASE_URL):
        return
    provider = provider_of(str(subject.value(Role.MODEL) or ""))
    is_ollama = provider is not None and speak_alike(provider, "ollama")
    used = subject.dialect.key(Role.BASE_URL)
    label = f"rename {key} to {used} in {write_header(subject.path)}"
    fix = None
    if is_ollama and not subject.sets(Role.BASE_URL):
        fix = Fix(label, (rename_key(subject.path, key, used),), used)
    title = subject.dialect.program
    yield subject.problem(
        "not-sent",
        Severity.WARNING if is_ollama else Severity.NOTE,
        key,
        f"{key} is not used for requests: {title} only lists models with it",
        f"Ollama is asked at {provider_record(provider).address}, not at this address."
        if is_ollama
        else "It has no effect on a model that is not Ollama's.",
        fix,
    )


def _absent(subject: CheckedSection, request: Request) -> Iterator[Problem]:
    """Keys of the section that its model does not get."""
    for key, reason in request.absent.items():
        field = subject.dialect.fields.get(key)
        if subject.sets(key) and field is not None and field.delivery.reaches_model:
            message = f"{key} is not sent: {reason}"
            yield subject.problem("not-sent", Severity.NOTE, key, message, "It has no effect.")
