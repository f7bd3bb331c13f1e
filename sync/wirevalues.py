"""The kinds of value the wire's messages are made of; knows no message."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Hex = Annotated[str, Field(pattern=r"^([0-9a-f]{2})*$", max_length=256)]
Micros = Annotated[int, Field(ge=0, lt=2**62)]
Name = Annotated[str, Field(max_length=64)]
Number = Annotated[int, Field(ge=0, lt=2**31)]
Row = Annotated[int, Field(ge=1, lt=2**62)]
Stamp = Annotated[int, Field(ge=0, lt=2**63)]


class Message(BaseModel):
    """Base of every message: unknown fields are ignored, so an older side understands a newer one."""

    model_config = ConfigDict(extra="ignore", frozen=True)
