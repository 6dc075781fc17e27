"""The OpenAPI document: what FastAPI derives, and the form of problems, which no route returns by type."""

from typing import Any

from fastapi import FastAPI

from kb.api.problems import Problem


def describe(app: FastAPI) -> None:
    """Make `app.openapi()` hold the schema that every route's errors point at."""
    derived = app.openapi

    def openapi() -> dict[str, Any]:
        document = derived()
        document["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        return document

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way
