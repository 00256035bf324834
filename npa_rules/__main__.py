"""The command `npa`: `check` starts without click, everything else goes through it."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; the exit code is that of the design: 0, 1, 2, 3 or 4."""
    from npa_rules.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
