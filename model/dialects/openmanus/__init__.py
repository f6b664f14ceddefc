"""OpenManus: how it reads a config.toml."""
