from __future__ import annotations

import base64
import random

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk import badge
from kiosk.model import CodeKind
from tests.builders import EVENT, HASH_KEY

BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
PRIVATE = bytes(range(100, 132))
SIGNERS = {7: Ed25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()}
CODE = "SEOULSMARTLIFE26"
TOKEN = badge.sign(PRIVATE, 7, CODE, category_index=5, day=2, event=EVENT)


def kind(text: str, event: str = EVENT) -> CodeKind:
    return badge.parse(text, event, HASH_KEY, SIGNERS).kind


def changed(text: str, place: int, character: str) -> str:
    return text[:place] + character + text[place + 1 :]


def test_an_opaque_code_is_a_badge_and_fills_version_1_q_exactly() -> None:
    code = badge.new_code(random.Random(1).randbytes)
    parsed = badge.parse(code, EVENT, HASH_KEY, {})
    assert (parsed.kind, parsed.text, len(parsed.code_hash), parsed.token) == (CodeKind.BADGE, code, 16, None)
    assert segno.make(code, error="q", micro=False, boost_error=False).designator == "1-Q"
    with pytest.raises(segno.DataOverflowError):
        segno.make(code + "A", error="q", version=1, micro=False)


def test_a_confirmation_is_a_c_and_sixteen_characters_and_has_a_hash_of_its_own() -> None:
    code = badge.new_confirmation(random.Random(1).randbytes)
    parsed = badge.parse(code, EVENT, HASH_KEY, {})
    assert parsed.kind is CodeKind.CONFIRMATION
    assert parsed.code_hash != badge.code_hash(code[1:], HASH_KEY)
    assert kind("D" + code[1:]) is CodeKind.FOREIGN


def test_a_token_has_122_characters_and_says_key_category_and_day() -> None:
    parsed = badge.parse(TOKEN, EVENT, HASH_KEY, SIGNERS)
    assert len(TOKEN) == 122
    assert segno.make(TOKEN, error="m", boost_error=False).designator == "5-M"
    assert parsed.kind is CodeKind.TOKEN
    assert parsed.token is not None
    assert (parsed.token.key_id, parsed.token.category_index, parsed.token.day) == (7, 5, 2)


def test_a_token_and_the_opaque_code_of_its_id_are_one_badge() -> None:
    opaque = badge.parse(CODE, EVENT, HASH_KEY, {}).code_hash
    assert badge.parse(TOKEN, EVENT, HASH_KEY, SIGNERS).code_hash == opaque
    assert badge.code_hash(TOKEN, HASH_KEY) == badge.code_hash(CODE, HASH_KEY) == opaque


def test_the_hash_depends_on_the_events_key() -> None:
    assert badge.code_hash(CODE, HASH_KEY) != badge.code_hash(CODE, bytes(32))


def test_the_hash_stays_what_it_was() -> None:
    # rosters and journals out there hold hashes: BLAKE2b of 16 bytes with key and person
    assert badge.code_hash(CODE, HASH_KEY).hex() == "f0b1fad2b03525664f14605ec3707a03"


def test_a_token_of_another_event_or_an_unknown_key_is_damaged() -> None:
    assert kind(TOKEN, event="other-2026") is CodeKind.DAMAGED
    assert badge.parse(TOKEN, EVENT, HASH_KEY, {8: SIGNERS[7]}).kind is CodeKind.DAMAGED
    assert badge.parse(TOKEN, EVENT, HASH_KEY, {}).code_hash == b""


@given(place=st.integers(0, 121), character=st.sampled_from(BASE32))
def test_any_other_character_anywhere_breaks_a_token(place: int, character: str) -> None:
    text = changed(TOKEN, place, character)
    assert kind(text) is (CodeKind.TOKEN if text == TOKEN else CodeKind.DAMAGED)


def test_the_spare_bits_of_a_token_must_be_zero() -> None:
    last = BASE32.index(TOKEN[-1])
    assert last % 4 == 0  # 610 bits hold 608: the two lowest are spare
    for spare in (1, 2, 3):
        twin = TOKEN[:-1] + BASE32[last + spare]
        assert base64.b32decode(twin + "======")[:76] == base64.b32decode(TOKEN + "======")[:76]
        assert kind(twin) is CodeKind.DAMAGED
        with pytest.raises(ValueError, match="not a code of ours"):
            badge.code_hash(twin, HASH_KEY)


def test_only_the_canonical_form_is_read() -> None:
    for text in (
        TOKEN.lower(),
        TOKEN + "======",
        TOKEN + "\n",
        " " + CODE[1:],
        CODE.lower(),
        CODE + "\n",
        badge.grouped(CODE),
        CODE[:-1] + "1",
    ):
        assert kind(text) is CodeKind.FOREIGN
        with pytest.raises(ValueError, match="not a code of ours"):
            badge.code_hash(text, HASH_KEY)


@given(st.one_of(st.text(), st.text(BASE32, min_size=15, max_size=18), st.text(BASE32, min_size=122, max_size=122)))
def test_no_text_raises_and_only_sixteen_characters_of_base32_are_a_badge(text: str) -> None:
    parsed = badge.parse(text, EVENT, HASH_KEY, SIGNERS)
    assert parsed.text == text
    assert (parsed.kind is CodeKind.BADGE) == (len(text) == 16 and all(character in BASE32 for character in text))
    assert bool(parsed.code_hash) == (parsed.kind in (CodeKind.BADGE, CodeKind.CONFIRMATION, CodeKind.TOKEN))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0" * 16,
        "\ud800" * 16,
        "가" * 16,
        "Ａ" * 16,
        "ſ" * 16,
        "A" * 4296,
        "7" * 7089,
        "https://example.com/",
        "=" * 122,
        "A" * 15 + "\n",
    ],
)
def test_hostile_texts_are_not_our_code(text: str) -> None:
    assert kind(text) is CodeKind.FOREIGN


def test_what_a_person_typed_becomes_canonical() -> None:
    assert badge.typed(" seou-lsma rtli–fe26\n") == CODE
    assert badge.typed("ＳＥＯＵＬｓｍａｒｔｌｉｆｅ２６") == CODE
    assert badge.typed("0181") == "OIBI"
    assert badge.typed(badge.grouped(TOKEN)) == TOKEN


@given(st.text())
def test_typing_raises_nothing_and_is_stable(text: str) -> None:
    once = badge.typed(text)
    assert badge.parse(once, EVENT, HASH_KEY, SIGNERS).text == once


def test_a_code_is_printed_in_groups_of_four() -> None:
    assert badge.grouped(CODE) == "SEOU-LSMA-RTLI-FE26"
    assert badge.grouped("C" + CODE) == "C-SEOU-LSMA-RTLI-FE26"


def test_a_token_that_cannot_be_written_is_refused() -> None:
    for values in ((7, "short", 0, 0), (256, CODE, 0, 0), (7, CODE, 16, 0), (7, CODE, 0, 16), (7, CODE, -1, 0)):
        with pytest.raises(ValueError, match=r"not|fit"):
            badge.sign(PRIVATE, *values, EVENT)
