"""The socket: one per tab, cursors instead of queues."""
