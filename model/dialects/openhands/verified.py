"""The models that OpenHands' documents call verified, by their bare names in lower case.

Source: "Model Recommendations" in `docs/usage/llms/llms.mdx`, from claude-3-7-sonnet on. A model
that later editions of that page leave out stays here.
"""

VERIFIED = frozenset(
    {
        "claude-3-7-sonnet-20250219",
        "claude-sonnet-4-20250514",
        "claude-sonnet-4-5-20250929",
        "deepseek-chat",
        "devstral-small",
        "gemini-2.5-pro",
        "gpt-5-2025-08-07",
        "kimi-k2-0711-preview",
        "o3",
        "o3-mini",
        "o4-mini",
        "openhands-lm-32b",
        "openhands-lm-32b-v0.1",
    }
)
"""Without their providers, in lower case."""
