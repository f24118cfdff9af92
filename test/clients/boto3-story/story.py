"""Runs the chapters of the boto3 story, or with --list prints the sentences that it would run."""
import sys

import checks
import configuration  # noqa: F401
import events  # noqa: F401
import failures  # noqa: F401
import pages  # noqa: F401
import refreshes  # noqa: F401
import resources  # noqa: F401
import values  # noqa: F401
import waiters  # noqa: F401

if sys.argv[1:] == ["--list"]:
    print("\n".join(checks.sentences()))
else:
    sys.exit(1 if checks.run() > 0 else 0)
