"""How a release behaves beyond its fields: a few named rules, each chosen by data.

Source: the code of each tag. `rules.json` holds, for each rule, the releases from which on it has
which value.
"""

from typing import NamedTuple


class Rules(NamedTuple):
    """The behaviour of one release."""

    program: str
    """Its name then: OpenDevin, later OpenHands."""
    loading: str
    """How `[llm]` and its sections become configurations: a key of `loader.READERS`."""
    needs_core_section: bool
    """Is a file without `[core]` taken for one of the old kind, `LLM_MODEL = …`?"""
    ignores_section_case: bool
    """Is `[LLM]` read as `[llm]`, and `[AGENT]` as `[agent]`?"""
    accepts_tables_as_values: bool
    """Where types are not checked: is a table in a section taken for a value of its key?"""
    exports_openrouter: bool
    """Does a configuration set `OR_SITE_URL` and `OR_APP_NAME` in the process?"""
    exports_aws: bool
    """Does it set `AWS_ACCESS_KEY_ID` and the like there?"""
    default_azure_version: str | None
    """The api_version that an azure model without one gets."""
    adds_high_effort: bool
    """Does every model but gemini-2.5-pro get reasoning_effort high if it has none?"""
    uses_empty_variables: bool
    """Is an empty `LLM_*` used, rather than ignored?"""
    agents: str
    """How `[agent]` becomes agents: a key of `agents.READERS`."""
    stops_at_wrong_keys: bool
    """Does one wrong key in certain other sections stop the program at its start?"""
    sandbox_costs_core: bool
    """Is `[core]` read last, and ignored where `[sandbox]` has a wrong key?"""
    workspace_rewrite: str
    """When workspace_mount_rewrite is used: `always`, `with a base` or `with a workspace`."""
    checks_runtime: bool
    """Is the runtime compared in lower case at the start?"""
    file_store: str | None
    """The file_store that is opened at the start where `[core]` names none; None for none."""
    mcp_servers: str
    """How `[mcp]` names servers: `none`, `addresses`, `tables or addresses`, `tables`, or
    `checked tables`, whose values are looked at."""
    mcp_timeout: bool
    """Has a server of shttp_servers a timeout?"""
    lookup: str
    """Where `-l NAME` looks: `in place`, `file` or `loaded, then file`."""
    lookup_files: list[str]
    """The files that it reads for that: `--config-file` is the one given by this option."""
    litellm: str | None
    """The version of litellm in its poetry.lock; None before those that a test runs on."""
    asks_proxy_for_limit: bool
    """Does it ask LiteLLM's proxy for the model's output limit before the first call?"""
    adds_http_to_proxy: bool
    """Does it ask at `http://` + base_url where that has no scheme?"""
    cached_models: list[str]
    """Models that get the header that prompt caching took."""
    own_arguments: list[str]
    """The arguments that completion_kwargs may not name again."""
    random_waits: bool
    """Are waits drawn at random up to what they would be?"""
    rate_limit_waits: list[float] | None
    """The shortest and longest wait after RateLimitError, where the section's own don't count."""
    retried: list[str]
    """The names of the exceptions that are followed by another attempt."""
    raises_temperature: bool
    """Does an answer without content at temperature 0 go on at 1.0?"""
    sends_empty_key: bool
    """Is an empty api_key sent as it is, rather than as none?"""
    sends_drop_params: bool
    rewrites_openhands_prefix: bool
    """Does `openhands/X` become `litellm_proxy/X` at the project's own proxy?"""
    proxy_variables: bool
    """Do variables of the process choose the address of that proxy?"""
    lowers_huggingface_top_p: bool
    output_limit_name: str
    """The name of max_output_tokens in the request."""
    azure_output_limit_name: str
    adds_known_output_limit: bool
    """Is a missing max_output_tokens filled in with what the model has?"""
    default_output_limit: int | None
    """The limit for a model of which none is known."""
    limited_to_64000: list[str]
    """Parts of the names of models that get this limit: more takes a header that is not sent."""
    reasoning_match: str
    """How a model's name is compared with `reasoning_models`: a key of `reasoning.MATCHES`."""
    reasoning_models: list[str]
    """Models that get reasoning_effort."""
    not_sent_to_reasoning: list[str]
    """The settings that these models don't get."""
    sends_missing_effort: bool
    """Is a reasoning_effort without value sent, as None?"""
    never_sends_effort_to: list[str]
    """Parts of the names of reasoning models that get no reasoning_effort all the same."""
    limits_gemini_thinking: bool
    """Does gemini-2.5-pro get a thinking budget in place of none or a low effort?"""
    disables_opus_thinking: bool
    """Is claude-opus-4-1 asked not to think?"""
    temperature_without_top_p: list[str]
    """Parts of the names of models that get no top_p beside a temperature."""
    native_tools_match: str
    """How a model's name is compared with `native_tools`: a key of `reasoning.MATCHES`."""
    native_tools: list[str]
    """Models that get tools as tools, where native_tool_calling says nothing; the rows begin with
    the first release that was looked at."""
    sends_aws: bool
    """Are the AWS settings part of the request?"""
