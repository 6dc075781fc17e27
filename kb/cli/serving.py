"""`kb serve`, `kb openapi`."""

import contextlib
import logging
import os
import socket
from logging.handlers import RotatingFileHandler
from typing import Annotated

import typer

from kb.cli.output import AsJson, print_json, print_line
from kb.errors import BadInput
from kb.settings import Settings
from kb.store import unwritable

LOG_BYTES, LOG_FILES = 5_000_000, 5


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("serve")(serve)
    app.command("openapi")(openapi)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="ที่อยู่ (address)")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="พอร์ต (port)", min=0, max=65535)] = 8000,
    as_json: AsJson = False,
) -> None:
    """เปิดหน้าค้นหาและ API (serve the pages and the API)."""
    from kb.app import create_app  # noqa: PLC0415 - loaded only to serve
    from kb.cli.http_server import http_server  # noqa: PLC0415

    settings: Settings = context.obj
    _require_free(host, port)
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    if as_json:
        print_line({"url": url, "api": f"{url}docs", "home": str(settings.home)})
    else:
        typer.echo(f"เปิดหน้าค้นหาที่ {url} หยุดด้วย Ctrl-C\nserving {settings.home} at {url}, Ctrl-C to stop")
    server = http_server(create_app(settings), host, port)
    _log_to_file(settings)  # after uvicorn has set its logging up, which takes handlers away
    with contextlib.suppress(KeyboardInterrupt):  # it ends well, then passes the signal on
        server.run()


def openapi(
    context: typer.Context,
    _as_json: Annotated[bool, typer.Option("--json", help="เป็น JSON อยู่แล้ว (it is JSON in any case)")] = False,
) -> None:
    """พิมพ์คำอธิบาย API (print the OpenAPI document)."""
    from kb.app import create_app  # noqa: PLC0415 - loaded only here

    print_json(create_app(context.obj).openapi())


def _require_free(host: str, port: int) -> None:
    """Bind as the server will and let go; raises `BadInput` when the port is taken or the host is none of ours."""
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, address in places:
            with socket.socket(family, kind, protocol) as probe:
                if os.name == "posix":  # elsewhere this option would let two servers share a port
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                probe.bind(address)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(
            f"เปิดบริการที่ {host} พอร์ต {port} ไม่ได้ ({reason}) กรุณาเลือก --port หรือ --host อื่น",
            f"cannot serve at {host} port {port} ({reason}); choose another --port or --host",
        ) from error


def _log_to_file(settings: Settings) -> None:
    path = settings.log_directory / "kb.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    except OSError as error:
        raise unwritable(path, error.strerror or type(error).__name__) from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name in ("kb", "uvicorn.error"):
        logging.getLogger(name).addHandler(handler)
        logging.getLogger(name).setLevel(logging.INFO)
