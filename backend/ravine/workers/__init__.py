"""Where a run executes: local processes today, a cluster behind the same protocol."""
