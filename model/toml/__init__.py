"""TOML text: its keys, lines and values, the immutable document, and differences of two."""
