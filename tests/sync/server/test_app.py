"""The server's HTTP face, asked as any program could ask it."""

from __future__ import annotations

import requests

from tests.sync.serving import TestServer


def test_a_station_enrols_and_makes_its_first_round(server: TestServer) -> None:
    code = server.admin.new_enrolment("gate", "hall")
    enrolled = requests.post(f"{server.url}/api/v1/enrol", json={"code": code, "public_key": "ab" * 32}, timeout=10)
    assert enrolled.status_code == 200
    answer = enrolled.json()
    assert (answer["event"], answer["role"], answer["zone"], answer["waiting"]) == ("slw-test", "gate", "hall", False)
    headers = {"Authorization": f"Bearer {answer['token']}"}
    round_ = requests.post(f"{server.url}/api/v1/rounds", json={"epoch": "00" * 16}, headers=headers, timeout=10)
    assert round_.status_code == 200
    assert round_.json()["mark"] == 0
    assert [change["kind"] for change in round_.json()["changes"]] == ["programme"]
