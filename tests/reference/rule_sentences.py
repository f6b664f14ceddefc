"""Sentences on the rules of a release, for the table of releases."""

FACTS: dict[str, tuple[str, str]] = {
    "needs_core_section": (
        "A file without `[core]` is read as the old format, `LLM_MODEL = …`.",
        "A file needs no `[core]`.",
    ),
    "ignores_section_case": (
        "Section names match in any case: `[LLM]` is `[llm]`.",
        "Section names are case-sensitive: `[LLM]` is not `[llm]`.",
    ),
    "accepts_tables_as_values": (
        "A table in a section is accepted as the value of a key, without a check.",
        "A table in a section is a section of its own.",
    ),
    "exports_openrouter": (
        "Sets `OR_SITE_URL` and `OR_APP_NAME` for its process.",
        "Does not set `OR_SITE_URL` and `OR_APP_NAME`.",
    ),
    "exports_aws": (
        "Sets `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_REGION_NAME` for its process.",
        "Does not set the `AWS_*` variables.",
    ),
    "adds_high_effort": (
        "A model without `reasoning_effort` gets `high`, except gemini-2.5-pro.",
        "`reasoning_effort` has no default.",
    ),
    "uses_empty_variables": (
        "An empty `LLM_*` variable sets an empty value.",
        "An empty `LLM_*` variable is ignored.",
    ),
    "stops_at_wrong_keys": (
        "A wrong key in certain other sections stops the program at its start.",
        "A wrong key in another section does not stop the program.",
    ),
    "sandbox_costs_core": (
        "A wrong key in `[sandbox]` makes it ignore `[core]` too.",
        "A wrong key in `[sandbox]` does not affect `[core]`.",
    ),
    "checks_runtime": (
        "Stops at its start if `runtime` in `[core]` is not text.",
        "Does not look at `runtime` in `[core]` at its start.",
    ),
    "mcp_timeout": (
        "A server of `shttp_servers` has a timeout, from 1 to 3600 seconds.",
        "A server of `shttp_servers` has no timeout.",
    ),
    "asks_proxy_for_limit": (
        "LiteLLM's proxy is asked for the model's output limit before the first call.",
        "LiteLLM's proxy is not asked for the model's output limit.",
    ),
    "adds_http_to_proxy": (
        "It is asked at `http://` + `base_url` where that has no scheme.",
        "It is asked at `base_url` as it is.",
    ),
    "random_waits": (
        "Waits between attempts are drawn at random, up to the computed one.",
        "Waits between attempts are the computed ones.",
    ),
    "raises_temperature": (
        "An empty answer at temperature 0 is retried at temperature 1.",
        "An empty answer is not retried at another temperature.",
    ),
    "sends_empty_key": (
        "An empty `api_key` is sent as it is.",
        "An empty `api_key` is sent as none, so that the provider's own variable is used.",
    ),
    "sends_drop_params": ("`drop_params` is sent to litellm.", "`drop_params` is not sent."),
    "rewrites_openhands_prefix": (
        "`openhands/X` is called as `litellm_proxy/X` at the project's own proxy.",
        "`openhands/X` is no known model.",
    ),
    "proxy_variables": (
        "`LITE_LLM_API_URL` and `WEB_HOST` choose the address of that proxy.",
        "The address of that proxy is always the same.",
    ),
    "lowers_huggingface_top_p": (
        "`top_p = 1` becomes 0.9 for huggingface models.",
        "`top_p` is sent to huggingface models as it is.",
    ),
    "adds_known_output_limit": (
        "Without `max_output_tokens`, the limit that litellm lists for the model is used.",
        "Without `max_output_tokens`, no limit of the model is looked up.",
    ),
    "sends_missing_effort": (
        "A missing `reasoning_effort` is sent as none.",
        "A missing `reasoning_effort` is left out.",
    ),
    "limits_gemini_thinking": (
        "gemini-2.5-pro with `reasoning_effort` low or none gets a thinking budget instead.",
        "gemini-2.5-pro gets its `reasoning_effort` as every model does.",
    ),
    "disables_opus_thinking": (
        "claude-opus-4-1 is called without thinking.",
        "claude-opus-4-1 is called as every model is.",
    ),
    "sends_aws": (
        "The `aws_*` keys are part of the request.",
        "The `aws_*` keys are not part of the request.",
    ),
}
"""For a rule that is true or false: a sentence for each."""

TITLES: dict[str, str] = {
    "program": "Name of the program",
    "loading": "Reading of `[llm]` and its sections",
    "agents": "Reading of `[agent]` and its sections",
    "default_azure_version": "`api_version` of an azure model without one",
    "workspace_rewrite": "When `workspace_mount_rewrite` is used",
    "file_store": "The `file_store` that is opened at the start",
    "mcp_servers": "Servers in `[mcp]`",
    "temperature_without_top_p": "Models with temperature but no `top_p`, by a part of their name",
    "native_tools_match": "Comparison of a model with those that get tools as tools",
    "native_tools": "Models that get tools as tools, where `native_tool_calling` is not set",
    "lookup": "Where `-l NAME` looks for a section",
    "lookup_files": "Files that `-l NAME` reads",
    "litellm": "litellm in its poetry.lock",
    "cached_models": "Models that get the header that prompt caching took",
    "own_arguments": "Arguments that `completion_kwargs` may not name",
    "rate_limit_waits": "Shortest and longest wait after a rate limit, whatever the file says",
    "retried": "Failures that are retried",
    "output_limit_name": "`max_output_tokens` is sent as",
    "azure_output_limit_name": "`max_output_tokens` is sent to azure as",
    "default_output_limit": "Output limit of a model of which none is known",
    "limited_to_64000": "Models whose output is limited to 64,000 tokens, by a part of their name",
    "reasoning_match": "Comparison of a model with the reasoning models",
    "reasoning_models": "Models that get `reasoning_effort`",
    "not_sent_to_reasoning": "Keys that are not sent to these models",
    "never_sends_effort_to": "Reasoning models without `reasoning_effort`, by a part of their name",
}
"""For a rule with a value: its title."""

VALUES: dict[str, dict[str, str]] = {
    "loading": {
        "in place": "one configuration, changed in place; unknown keys are ignored",
        "alone": "every section alone; the first wrong key ends the reading",
        "in two passes": "every section alone, then over `[llm]` up to the first that fails",
        "over base": "every section inherits from `[llm]`; a section with a fault is ignored",
        "not at all": "the sections are ignored without a warning, and `LLM_*` variables too",
    },
    "agents": {
        "none": "no agent has settings of its own",
        "alone": "every agent alone; the first wrong key ends the reading",
        "in two passes": "every agent alone; one with a value of a wrong type is ignored",
        "over base": "every agent inherits from `[agent]`; an agent with a fault is ignored",
    },
    "workspace_rewrite": {
        "always": "always",
        "with a base": "with a `workspace_base`",
        "with a workspace": "with a `workspace_base` or `workspace_mount_path`, without `volumes`",
    },
    "mcp_servers": {
        "none": "none",
        "addresses": "a list of addresses",
        "tables or addresses": "tables, or addresses",
        "tables": "tables, or addresses",
        "checked tables": "tables, or addresses; one that is not valid stops the program",
    },
    "lookup": {
        "in place": "a table at the top of the file",
        "file": "a section of the file",
        "loaded, then file": "the sections that were read at the start, then the file",
    },
}
"""What the values of some of these rules mean."""
