"""Who may ask: hosts, origins, the token."""
