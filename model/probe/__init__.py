"""Asking the model that a section describes, in processes of their own.

litellm takes seconds and 170 MB to import, prints, reads `.env` and sets globals. So `client`, in
the screen's process, starts a `zygote` that imports it once; for every test that forks a `worker`,
which has its own variables and globals, and can be killed at any instant.
"""
