"""The engine: pure functions with explicit state. No clock, no socket, no file."""
