"""`-l NAME`, the option of OpenHands that takes a section for one run.

Source: `parse_arguments` and `setup_config_from_args` in `openhands/core/config/utils.py`, and
`get_llm_config_arg`, which never inherits: the only way until 0.20.0.
"""

from llm_tui.model.dialects.openhands.release import Release


def run_options(name: str, path: str | None, release: Release) -> tuple[str, ...]:
    """The words to add to the command that starts OpenHands.

    path: the config file; None for the config.toml of the folder it is started in.
    """
    takes_path = release.since("0.21.0") and path is not None
    return (*(("--config-file", str(path)) if takes_path else ()), "-l", name)


def run_warnings(release: Release) -> tuple[str, ...]:
    """What `-l` does not do in a release."""
    if release.since("0.21.0"):
        return ()
    lacks = "does not inherit [llm], and is looked for in ./config.toml only"
    return (f"In OpenHands {release.version} a section taken by -l {lacks}",)
