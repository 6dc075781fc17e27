"""`kb serve`, `kb openapi`."""

import json
import logging
from logging.handlers import RotatingFileHandler
from typing import Annotated

import typer

from kb.settings import Settings

LOG_BYTES, LOG_FILES = 5_000_000, 5


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("serve")(serve)
    app.command("openapi")(openapi)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="ที่อยู่ (address)")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="พอร์ต (port)", min=0, max=65535)] = 8000,
) -> None:
    """เปิดหน้าค้นหาและ API (serve the pages and the API)."""
    import uvicorn  # noqa: PLC0415 - loaded only to serve

    from kb.app import create_app  # noqa: PLC0415

    settings: Settings = context.obj
    _log_to_file(settings)
    # No access log: it would write down what people search for.
    uvicorn.run(
        create_app(settings), host=host, port=port, access_log=False, log_level="info", timeout_graceful_shutdown=10
    )


def openapi(context: typer.Context) -> None:
    """พิมพ์คำอธิบาย API (print the OpenAPI document)."""
    from kb.app import create_app  # noqa: PLC0415 - loaded only here

    typer.echo(json.dumps(create_app(context.obj).openapi(), ensure_ascii=False, indent=2))


def _log_to_file(settings: Settings) -> None:
    settings.log_directory.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        settings.log_directory / "kb.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name in ("kb", "uvicorn.error"):
        logging.getLogger(name).addHandler(handler)
        logging.getLogger(name).setLevel(logging.INFO)
