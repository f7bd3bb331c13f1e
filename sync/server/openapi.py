"""The server's HTTP face as an OpenAPI 3.1 document, made of the wire's own messages; knows no request."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from kiosk import VERSION
from sync.wire import (
    API,
    CA_TYPE,
    EVENTS_TYPE,
    SNAPSHOT_TYPE,
    ConflictList,
    EnrolAnswer,
    EnrolRequest,
    ErrorAnswer,
    Lease,
    Message,
    RoundAnswer,
    RoundRequest,
)
from sync.wireproof import SIGNATURE

_REFERENCE = "#/components/schemas/{model}"
_PROVEN: list[dict[str, list[str]]] = [{"token": [], "signature": []}]


def document() -> dict[str, Any]:
    """Every path, what it takes and what it answers; whoever names a token signs as well (``sync.wireproof``)."""
    spoken: tuple[type[Message], ...] = (RoundRequest, RoundAnswer, EnrolRequest, EnrolAnswer, Lease, ConflictList, ErrorAnswer)
    _, schemas = models_json_schema([(each, "validation") for each in spoken], ref_template=_REFERENCE)
    listed = {"name": "all", "in": "query", "schema": {"type": "boolean"}}
    after = {"name": "after", "in": "query", "schema": {"type": "string"}}
    last = {"name": "Last-Event-ID", "in": "header", "schema": {"type": "string"}}
    known = {"name": "If-None-Match", "in": "header", "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "SLW kiosk server", "version": VERSION},
        "paths": {
            f"{API}/rounds": {"post": _operation(_json(RoundAnswer), body=RoundRequest)},
            f"{API}/enrol": {"post": _operation(_json(EnrolAnswer), body=EnrolRequest, proven=False)},
            f"{API}/events": {"get": _operation({EVENTS_TYPE: {}}, after, last)},
            f"{API}/snapshot": {"get": _operation({SNAPSHOT_TYPE: {}}, known)},
            f"{API}/lease": {"get": _operation(_json(Lease))},
            f"{API}/conflicts": {"get": _operation(_json(ConflictList), listed)},
            f"{API}/ca": {"get": _operation({CA_TYPE: {}}, proven=False)},
            f"{API}/health": {"get": _operation({"application/json": {"schema": {"type": "object"}}}, proven=False)},
        },
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "signature": {"type": "apiKey", "in": "header", "name": SIGNATURE},
            },
        },
    }


def _operation(
    answer: dict[str, Any], *parameters: dict[str, Any], body: type[Message] | None = None, proven: bool = True
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "parameters": list(parameters),
        "responses": {
            "200": {"description": "done", "content": answer},
            "default": {"description": "why not", "content": _json(ErrorAnswer)},
        },
        "security": _PROVEN if proven else [],
    }
    if body is not None:
        found["requestBody"] = {"required": True, "content": _json(body)}
    return found


def _json(kind: type[Message]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _REFERENCE.format(model=kind.__name__)}}}
