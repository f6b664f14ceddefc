"""The code of the probe's processes, and all of ours that imports litellm.

Nothing else imports this package: the forkserver is started by its name.
"""
