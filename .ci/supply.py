"""What the product is built of: an SBOM (CycloneDX) of the locked packages, and whether a fault of one of them is known.

usage: python .ci/supply.py UV SBOM. Ends with 1 where a fault is known; where nobody can be asked it says so and why, and
ends with 0.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PATIENCE_S = 300


def main(uv: str, sbom: Path) -> int:
    """Write ``sbom``, ask for known faults of what is in it."""
    with TemporaryDirectory() as folder:
        locked = Path(folder) / "requirements.txt"
        tool = Path(sys.executable).parent
        run([uv, "export", "--quiet", "--locked", "--no-dev", "--no-emit-project", "--output-file", str(locked)])
        sbom.parent.mkdir(parents=True, exist_ok=True)
        run([str(tool / "cyclonedx-py"), "requirements", str(locked), "--pyproject", "pyproject.toml", "--output-reproducible",
             "--of", "JSON", "-o", str(sbom)])  # fmt: skip
        print(f"{sbom}: {len(json.loads(sbom.read_text('utf-8'))['components'])} packages")
        return audited(str(tool / "pip-audit"), locked)


def audited(audit: str, locked: Path) -> int:
    """0 no fault is known or nobody can be asked, 1 one is."""
    line = [
        audit,
        "-r",
        str(locked),
        "--require-hashes",
        "--disable-pip",
        "--format",
        "json",
        "--progress-spinner",
        "off",
        "--timeout",
        "10",
    ]
    try:
        done = subprocess.run(line, check=False, capture_output=True, text=True, timeout=PATIENCE_S)
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return skipped(f"no answer within {PATIENCE_S} s")
    except (ValueError, KeyError):
        return skipped((done.stderr.strip().splitlines() or ["no answer"])[-1])
    known = [each for each in found if "skip_reason" not in each]
    if not known:
        return skipped(f"it knows none of the {len(found)} packages")
    faults = [f"{each['name']} {each['version']}: {fault['id']} (mended in {', '.join(fault['fix_versions']) or 'no version yet'})"
              for each in known for fault in each["vulns"]]  # fmt: skip
    print(f"{len(known)} of {len(found)} packages looked up, {len(faults)} known faults", *faults, sep="\n")
    return 1 if faults else 0


def skipped(why: str) -> int:
    """Say that nobody was asked."""
    print(f"SKIPPED: known faults of packages were not looked up: {why}")
    return 0


def run(line: list[str]) -> None:
    """Raises CalledProcessError with what the command said on stderr."""
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONWARNINGS": "ignore"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
