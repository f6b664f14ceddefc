"""`python -m tests.supply.audit PIP-AUDIT LOCK ...`: known vulnerabilities of locked versions.

pip-audit asks the JSON interface of PyPI for each version. An index that stands in for PyPI often
has none: then nothing is known, and this says so rather than pass in silence.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

_OPTIONS = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")


def audited(tool: str, lock: str) -> Sequence[dict[str, Any]]:
    """What pip-audit reports of each package. Raises ValueError where it gives no report."""
    run = subprocess.run([tool, *_OPTIONS, "-r", lock], capture_output=True, text=True, check=False)
    try:
        found: Sequence[dict[str, Any]] = json.loads(run.stdout)["dependencies"]
    except ValueError:
        raise ValueError(run.stderr.strip().splitlines()[-1:] or "no report") from None
    return found


def report(lock: str, packages: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A line for each vulnerability, and one with the counts."""
    known = [package for package in packages if "skip_reason" not in package]
    for package in known:
        for one in package["vulns"]:
            fixed = ", ".join(one["fix_versions"]) or "no version"
            yield f"{package['name']} {package['version']}: {one['id']}, fixed in {fixed}"
    yield f"{lock}: {len(known)} of {len(packages)} packages could be audited"


def main(words: Sequence[str]) -> int:
    """Audit the locks; exit status 1 if a vulnerability is known."""
    tool, *locks = words
    bad = False
    for lock in locks:
        try:
            packages = audited(tool, lock)
        except ValueError as error:
            print(f"{lock}: not audited: {error}")
            continue
        print("\n".join(report(lock, packages)))
        bad |= any(package.get("vulns") for package in packages)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
