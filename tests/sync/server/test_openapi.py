"""Whatever is asked by the OpenAPI document, or against it, the server says why not and goes on."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from kiosk.catalogue import table
from sync.server.app import make_app
from sync.server.openapi import document
from sync.server.snapshot import Snapshots
from sync.server.store import Store
from sync.server.tls import Authority
from sync.wireproof import SIGNATURE
from tests.builders import programme
from tests.sync.server.tape import Tape
from tests.sync.server.test_app import Asker
from tests.sync.serving import TestServer

EXAMPLES = 15
SCHEMA = schemathesis.openapi.from_dict(document())
OPERATIONS = [(path, method) for path, methods in document()["paths"].items() for method in methods if not path.endswith("/events")]


def test_no_request_makes_the_server_fall_over(sqlite: str, tmp_path: Path) -> None:
    server = TestServer(sqlite, tmp_path).start()
    try:
        server.admin.put_programme(programme())
        asker = Asker(server)
        asked = [told(asker, path, method, mode) for path, method in OPERATIONS for mode in GenerationMode]
        assert asker.round(records=Tape(asker.id).fill(1).raw).mark == 1
    finally:
        server.stop()
    assert sum(map(len, asked)) > 100
    assert {200, 400, 403} <= set().union(*asked)


def told(asker: Asker, path: str, method: str, mode: GenerationMode) -> list[int]:
    """What requests by the document, or against it, are answered."""
    statuses: list[int] = []
    strategy = SCHEMA[path][method.upper()].as_strategy(generation_mode=mode)

    @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(strategy)
    def ask(case: schemathesis.Case[Any]) -> None:
        for name in ("Authorization", SIGNATURE):
            case.headers.pop(name, None)
        response = case.call(base_url=asker.server.url, auth=asker.auth, timeout=20)
        assert response.status_code < 500, response.content
        if response.status_code >= 400:
            assert response.json()["error"] in table()
        statuses.append(response.status_code)

    with suppress(Unsatisfiable):  # there is nothing one could do wrong about a path that takes nothing
        ask()
    return statuses


def test_the_document_names_every_path_there_is(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'server.db'}")
    app = make_app(store, Snapshots(store, tmp_path), Authority(tmp_path / "tls").bundle)
    served = {getattr(route, "path", "") for route in app.routes}
    for end in app.state.ending:
        end()
    store.close()
    assert served == set(document()["paths"])
