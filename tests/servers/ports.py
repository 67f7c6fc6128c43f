"""Ports that nobody uses."""

import socket


def free_ports(number: int) -> list[int]:
    """So many different free ports on loopback, free a moment ago at least."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports: list[int] = [opened.getsockname()[1] for opened in sockets]
    for opened in sockets:
        opened.close()
    return ports
