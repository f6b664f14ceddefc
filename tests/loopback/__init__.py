"""Servers on loopback that speak the wire formats of the providers, and fail as they do."""
