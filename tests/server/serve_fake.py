"""A server in a process of its own: `python -m tests.server.serve_fake [TASKS]`."""

import sys

from ravine.server.serving.run import run

if __name__ == "__main__":
    run(tasks=sys.argv[1] if len(sys.argv) > 1 else None)
