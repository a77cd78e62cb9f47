"""What can be asked for: from a request to a plan, and from a plan to an answer."""
