"""An organiser's list is read as it comes from Excel, and every fault in it is named at once."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from kiosk.catalogue import say
from kiosk.errors import PeopleError
from kiosk.model import Flag
from kiosk.programme import Programme
from sync.server import lists
from sync.server.lists import Sheet
from sync.server.people import Person
from tests.builders import at

HEAD = "id,name,phone,email,company,category,code,confirmation,days,flags,invitations,valid_from,valid_until\n"
FULL = (
    'P1,홍길동,010-0000-1234,hong@example.com,"가온, 로보틱스",visitor,ABCD-EFGH-IJKL-MNOP,CABCDEFGHIJKLMNOP,1;3,vip;needs_id,hall side,'
    "2026-10-07 11:00,2026-10-07T12:00+09:00\n"
)


def faults(text: str | bytes, programme: Programme) -> list[tuple[int, str, str]]:
    """Line, column and sentence of every fault, each worded."""
    with pytest.raises(PeopleError) as refused:
        lists.read(text.encode() if isinstance(text, str) else text, programme)
    for fault in refused.value.faults:
        assert say(fault.sentence, "ko", **fault.values)
    return [(fault.line, fault.key, fault.sentence) for fault in refused.value.faults]


def test_a_full_line_is_read_whole(programme: Programme) -> None:
    assert lists.read((HEAD + FULL).encode(), programme) == Sheet(
        people=(
            Person(
                key="P1", name="홍길동", phone="010-0000-1234", email="hong@example.com", company="가온, 로보틱스", category="visitor",
                code="ABCDEFGHIJKLMNOP", confirmation="CABCDEFGHIJKLMNOP", flags=Flag.VIP | Flag.NEEDS_ID, days=(1, 3),
                invitations=("hall", "side"), valid_from=at(1, 11), valid_until=at(1, 12),
            ),
        ),
        lines=(2,),
    )  # fmt: skip


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_hangul_is_read_in_every_encoding_excel_writes(programme: Programme, coding: str) -> None:
    sheet = lists.read("이름,구분,회사\n홍길동,visitor,누리\n".encode(coding), programme)
    assert [(person.name, person.company) for person in sheet.people] == [("홍길동", "누리")]


def test_hangul_in_pieces_is_put_together(programme: Programme) -> None:
    apart = unicodedata.normalize("NFD", "이름,구분\n홍길동,visitor\n")
    assert lists.read(apart.encode(), programme).people[0].name == "홍길동"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_of_every_program(programme: Programme, delimiter: str, end: str) -> None:
    text = f"name{delimiter}category{end}A{delimiter}VISITOR{end}{end}B{delimiter}buyer"
    sheet = lists.read(text.encode(), programme)
    assert [(person.name, person.category) for person in sheet.people] == [("A", "visitor"), ("B", "buyer")]


def test_the_zero_that_excel_takes_from_a_telephone_number_is_put_back(programme: Programme) -> None:
    sheet = lists.read(b"name,category,phone\nA,visitor,1000001234\nB,visitor,+82 10 0000 1234\n", programme)
    assert [person.phone for person in sheet.people] == ["01000001234", "+82 10 0000 1234"]


def test_every_fault_is_named_with_its_line_and_column(programme: Programme) -> None:
    text = HEAD + "".join(
        [
            "P1,A,,,,visitor,,,,,,,\n",
            "P1,,,,,nobody,,,,,,,\n",
            ",B,abc,no-address,,visitor,SHORT,ABCDEFGHIJKLMNOPQ,4,crown,moon,soon,1960-01-01\n",
            ",C,,,,visitor,ABCDEFGHIJKLMNOP,,0,,,,\n",
            ",D,,,,visitor,abcd efgh ijkl mnop,,,,,,\n",
            f",{'E' * 201},,,,visitor,,,,,,,\n",
            ",F\x07,,,,visitor,,,,,,,\n",
            "too,few\n",
        ]
    )
    assert faults(text, programme) == [
        (3, "id", "people.twice"), (3, "name", "people.empty"), (3, "category", "people.category"),
        (4, "code", "people.code"), (4, "confirmation", "people.code"), (4, "phone", "people.phone"), (4, "email", "people.email"),
        (4, "flags", "people.flag"), (4, "days", "people.day"), (4, "invitations", "people.zone"), (4, "valid_from", "people.moment"),
        (4, "valid_until", "people.moment"), (5, "days", "people.day"), (6, "code", "people.twice"), (7, "name", "people.too_long"),
        (8, "name", "people.control"), (9, "", "people.cells"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,colour\nA,red\n", [(1, "colour", "people.unknown_column"), (1, "category", "people.missing_column")]),
        ("name,이름,category\n", [(1, "name", "people.double_column")]),
        ("", [(1, "name", "people.missing_column"), (1, "category", "people.missing_column")]),
        ('name,category\n"A,visitor\n', [(2, "", "people.csv")]),
    ],
)
def test_a_first_line_that_is_wrong_is_the_only_thing_named(programme: Programme, text: str, expected: list[tuple[int, str, str]]) -> None:
    found = faults(text, programme)
    assert [(line if sentence != "people.csv" else 2, key, sentence) for line, key, sentence in found] == expected


def test_bytes_that_are_no_text_are_refused(programme: Programme) -> None:
    assert faults(b"\xff\xff\xff\x81", programme) == [(1, "", "people.coding")]


def test_an_empty_list_has_nobody(programme: Programme) -> None:
    assert lists.read(HEAD.encode(), programme) == Sheet((), ())


def test_every_name_of_a_column_means_a_field_of_a_person() -> None:
    fields = set(Person.__dataclass_fields__) - {"key"} | {"id"}
    assert set(lists.COLUMNS.values()) == fields


def test_a_file_is_read_from_disk(programme: Programme, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(HEAD + FULL, encoding="utf-8")
    assert len(lists.read_file(tmp_path / "people.csv", programme).people) == 1
