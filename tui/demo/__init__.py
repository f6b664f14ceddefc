"""The demo: a sample file, and a server that pretends its models."""
