"""Setting up an environment: what is shown meanwhile, and when it fails."""

import sys
from pathlib import Path

import pytest

from tests.set_up import main, steps

OUTPUT = """\
Looking in indexes: https://index.example/simple
Ignoring colorama: markers 'sys_platform == "win32"' don't match your environment
Collecting aiohttp==3.14.5 (from -r requirements.txt (line 6))
  Downloading aiohttp-3.14.5-cp311-cp311-manylinux2014_x86_64.whl (1.9 MB)
Processing /srv/wheels/annotated_types-0.8.0-py3-none-any.whl (from -r requirements.txt (line 171))
Requirement already satisfied: attrs==26.1.0 in ./lib (from -r requirements.txt (line 177))
Installing collected packages: aiohttp, annotated-types
"""


def test_each_package_is_counted_once_of_those_that_this_system_needs() -> None:
    assert list(steps(iter(OUTPUT.splitlines()), total=4)) == [
        "1 of 3: aiohttp",
        "2 of 3: annotated_types",
        "3 of 3: attrs",
        "installing 3 packages",
    ]


def test_the_reason_of_a_failure_is_shown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text(f"no-such-package==1.0 --hash=sha256:{'0' * 64}\n")
    for name, value in (("NO_INDEX", "1"), ("FIND_LINKS", ""), ("EXTRA_INDEX_URL", "")):
        monkeypatch.setenv(f"PIP_{name}", value)

    assert main([sys.prefix, str(requirements)]) == 1

    shown = capfd.readouterr()
    assert "pip failed" in shown.out
    assert "no-such-package==1.0" in shown.err
