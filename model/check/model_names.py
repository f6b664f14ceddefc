"""Models without a known provider, retired models, and output limits that are too high."""

from collections.abc import Iterator

from llm_tui.model.catalogue.litellm_data import has_model, model_entry, providers
from llm_tui.model.catalogue.placement import is_placed, placed_name, refuses
from llm_tui.model.catalogue.release_names import release_names
from llm_tui.model.check.checked_section import CheckedSection
from llm_tui.model.check.fix_edits import set_value
from llm_tui.model.check.likely_key import nearest
from llm_tui.model.check.phrases import unset_fix
from llm_tui.model.check.problem import Fix, Problem, Severity
from llm_tui.model.dialects.field import Role
from llm_tui.model.toml.keys import write_header


def models(subject: CheckedSection) -> Iterator[Problem]:
    """Problems of the effective model by litellm's own table."""
    if not subject.is_in_force:
        return
    model = str(subject.value(Role.MODEL) or "")
    is_named = subject.dialect.by_litellm and subject.sets(Role.MODEL, Role.PROVIDER)
    if is_named and not _is_placed(subject, model):
        yield _unplaced(subject, model)
    entry = None if subject.value(Role.BASE_URL) else model_entry(model)
    if entry is None:
        return
    retired = str(entry.get("deprecation_date") or "")
    if subject.sets(Role.MODEL) and retired and retired <= subject.today:
        yield subject.problem(
            "retired-model",
            Severity.WARNING,
            Role.MODEL,
            f"{model} was retired on {retired}, according to litellm",
            "Its provider may refuse it at any time; choose a newer one.",
        )
    yield from _answers(subject, model, entry.get("max_output_tokens"))


def _answers(subject: CheckedSection, model: str, most: object) -> Iterator[Problem]:
    limit = subject.dialect.key(Role.OUTPUT_LIMIT)
    wanted = subject.value(Role.OUTPUT_LIMIT)
    if not isinstance(most, int) or not isinstance(wanted, int) or wanted <= most:
        return
    if subject.sets(Role.MODEL, Role.OUTPUT_LIMIT):
        fix = None
        if subject.sets(Role.OUTPUT_LIMIT):
            fix = unset_fix(subject.path, limit, certain=False)
        yield subject.problem(
            "output-limit",
            Severity.WARNING,
            limit if subject.sets(Role.OUTPUT_LIMIT) else Role.MODEL,
            f"{limit} = {wanted}, but {model} answers with at most {most}",
            "Providers refuse a request for more than the model has.",
            fix,
        )


def _is_placed(subject: CheckedSection, model: str) -> bool:
    if subject.value(Role.PROVIDER):
        return True
    if subject.dialect.own_provider(model):
        return True
    base_url = str(subject.value(Role.BASE_URL) or "")
    if release_names(subject.dialect.litellm) is not None:
        return not refuses(subject.dialect.litellm, model, base_url)
    return subject.dialect.lists(model) or is_placed(model, base_url)


def _unplaced(subject: CheckedSection, model: str) -> Problem:
    dialect = subject.dialect
    if not model:
        message = "model is empty"
    elif release_names(dialect.litellm) is None:
        message = f"litellm can't determine the provider of {model}"
    else:
        message = f"{dialect.title} (litellm {dialect.litellm}) does not know {model}"
    return subject.problem(
        "unplaced-model",
        Severity.WARNING,
        Role.MODEL,
        message,
        f"Every call fails before it is sent: {subject.dialect.program} needs PROVIDER/MODEL.",
        _placing(subject, model) if subject.sets(Role.MODEL) and model else None,
    )


def _placing(subject: CheckedSection, model: str) -> Fix | None:
    """The fix that writes the name that was most likely meant, of those that the release takes."""
    for name, is_certain in _meant(subject, model):
        if _is_placed(subject, name):
            return _write(subject, name, certain=is_certain)
    return None


def _meant(subject: CheckedSection, model: str) -> Iterator[tuple[str, bool]]:
    """The names that may be meant, the most likely first, and whether they certainly are."""
    prefix, slash, name = model.partition("/")
    known = providers() | subject.dialect.own_providers
    pinned = subject.dialect.litellm
    if better := placed_name(pinned, model):
        yield better, True
    if has_model(model.lower()):
        yield placed_name(pinned, model.lower()) or model.lower(), True
    if slash and prefix.lower() in known:
        yield f"{prefix.lower()}/{name}", True
    elif slash and (close := nearest(prefix.lower(), known, 0.85)):
        yield f"{close}/{name}", False
    if subject.value(Role.BASE_URL):
        # A server of one's own is mostly compatible with OpenAI's.
        yield f"openai/{model}", False


def _write(subject: CheckedSection, model: str, *, certain: bool) -> Fix:
    key = subject.dialect.key(Role.MODEL)
    label = f'write {key} = "{model}" in {write_header(subject.path)}'
    return Fix(label, (set_value(subject.path, key, model),), model, certain)
