"""The bad network is as bad as it says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from tests.faults.proxy import Fault, Proxy
from tests.sync.canned import Canned, answer, canned

BODY = bytes(range(256)) * 200


@pytest.fixture
def target() -> Iterator[Canned]:
    """Answers with BODY."""
    with canned(answer(200, BODY)) as made:
        yield made


@pytest.fixture
def proxy(target: Canned) -> Iterator[Proxy]:
    """Before the target, without a fault."""
    with Proxy(int(target.url.rpartition(":")[2])) as made:
        yield made


def got(proxy: Proxy) -> bytes:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(proxy.url, timeout=1).content


@pytest.mark.parametrize("fault", [Fault(), Fault(latency=0.01), Fault(bandwidth=1_000_000), Fault(slow_close=0.05)])
def test_what_is_only_slow_arrives_whole(proxy: Proxy, fault: Fault) -> None:
    proxy.fault = fault
    assert got(proxy) == BODY
    assert len(proxy.came) == 1


@pytest.mark.parametrize(
    "fault", [Fault(cut_after=0), Fault(cut_after=1_000), Fault(cut_after=1_000, reset=True), Fault(down=True), Fault(still=True)]
)
def test_what_is_cut_or_swallowed_does_not_arrive_and_what_comes_after_does(proxy: Proxy, fault: Fault) -> None:
    proxy.fault = fault
    with pytest.raises(requests.RequestException):
        got(proxy)
    proxy.fault = Fault()
    assert got(proxy) == BODY


def test_a_cut_after_the_request_has_gone_through_loses_the_answer_alone(proxy: Proxy, target: Canned) -> None:
    proxy.fault = Fault(cut_after=0)
    with pytest.raises(requests.RequestException):
        got(proxy)
    assert len(target.heard) == 1


def test_wrong_bytes_are_as_many_as_the_right_ones(proxy: Proxy) -> None:
    proxy.fault = Fault(garbled=1.0)
    with requests.Session() as session:
        session.trust_env = False
        try:
            garbled = session.get(proxy.url, timeout=1).content
        except requests.RequestException:  # the byte was one of the header
            return
    assert len(garbled) == len(BODY)
    assert garbled != BODY


def test_somebody_else_may_answer(proxy: Proxy, target: Canned) -> None:
    proxy.fault = Fault(answer=answer(200, b"<html>Welcome</html>", "Content-Type: text/html"))
    assert got(proxy) == b"<html>Welcome</html>"
    assert target.heard == []
