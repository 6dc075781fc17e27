"""The door to uvicorn, which here also takes addresses as people type them.

`curl '…/search?q=ภัยแล้ง'` sends the letters as they are, not percent-encoded; uvicorn alone refuses that as invalid.
"""

import re
from urllib.parse import quote_from_bytes

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

GET_LINE = re.compile(rb"(GET|HEAD) ([^ \r\n]+) HTTP/1\.[01]\r\n")
PRINTABLE = bytes(range(0x21, 0x7F))


class TolerantProtocol(HttpToolsProtocol):
    """Percent-encodes the letters of a GET address that no address may hold, where other servers refuse the request."""

    def data_received(self, data: bytes) -> None:
        """Take what arrived; only the first line of a new GET request is ever changed."""
        between_requests = self.cycle is None or self.cycle.response_complete
        super().data_received(encoded_line(data) if between_requests and not data.isascii() else data)


def encoded_line(data: bytes) -> bytes:
    """The data with the address of its GET line percent-encoded; anything else comes back as it was."""
    match = GET_LINE.match(data)
    if match is None:
        return data
    return data[: match.start(2)] + quote_from_bytes(match[2], safe=PRINTABLE).encode() + data[match.end(2) :]


def http_server(app: FastAPI, host: str, port: int) -> uvicorn.Server:
    """A server that writes no access log, which would tell what people search for."""
    config = uvicorn.Config(app, host, port, http=TolerantProtocol, access_log=False, timeout_graceful_shutdown=10)
    return uvicorn.Server(config)
