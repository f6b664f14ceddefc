"""An audit says what it found, and how much it could not ask about."""

from pathlib import Path

import pytest

from tests.supply import audit

REPORT = """\
{"dependencies": [
  {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]},
  {"name": "b", "version": "1", "vulns": []},
  {"name": "c", "version": "1", "skip_reason": "not found on PyPI"}
], "fixes": []}
"""


def tool(folder: Path, prints: str) -> str:
    """A program in place of pip-audit."""
    path = folder / "pip-audit"
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{prints}\nEND\necho 'no connection' >&2\n")
    path.chmod(0o700)
    return str(path)


def test_a_vulnerability_and_what_could_not_be_asked_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main([tool(tmp_path, REPORT), "lock.txt"]) == 1

    assert capsys.readouterr().out.splitlines() == [
        "a 1: PYSEC-1, fixed in 2",
        "lock.txt: 2 of 3 packages could be audited",
    ]


def test_no_report_is_no_pass_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main([tool(tmp_path, ""), "lock.txt"]) == 0

    assert "lock.txt: not audited: ['no connection']" in capsys.readouterr().out
