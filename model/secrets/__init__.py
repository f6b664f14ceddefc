"""Secrets: masking values, and cutting secrets out of texts."""
