"""The demo: a sample file, and a server that imitates its models."""
