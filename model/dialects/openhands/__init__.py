"""OpenHands, and OpenDevin before it: how each release reads a config.toml."""
