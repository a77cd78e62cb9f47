"""The Python door: comparisons in process, a server's client, and what both give."""
