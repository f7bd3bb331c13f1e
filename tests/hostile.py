"""Texts somebody may print on a QR code to do harm, and any number of random ones; the same seed makes the same texts."""

from __future__ import annotations

import random
from collections.abc import Iterator

BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

MARK = "Zq7Harm"
"""In every hostile text, so that a trace of one anywhere can be found."""

TEXTS: dict[str, str] = {
    "SQL that ends a statement": f"{MARK}'; DROP TABLE record; --",
    "SQL that is always true": f"{MARK}' OR '1'='1",
    "SQL in double quotes": f'{MARK}"; DELETE FROM badge WHERE "a"="a',
    "SQL comments": f"{MARK}/* */ UNION SELECT * FROM meta -- ",
    "SQL parameters": f"{MARK} ? ?1 :name @name $name",
    "markup": f"<b>{MARK}</b><script>alert(1)</script>",
    "a picture": f'<img src="file:///etc/passwd" alt="{MARK}">',
    "entities": f"&lt;{MARK}&gt;&#x202e;&nbsp;",
    "a link": f'<a href="javascript:{MARK}">x</a>',
    "mnemonics": f"&{MARK} && &x",
    "control characters": "".join(map(chr, range(1, 32))) + MARK + "\x7f\x80\x9f",
    "NUL": f"{MARK}\0\0{MARK}",
    "terminal escapes": f"\x1b[2J\x1b]0;{MARK}\x07",
    "right to left": f"\u202e{MARK}\u2066\u2069\u200f",
    "invisible": f"\u200b\ufeff{MARK}\u2060\u00ad",
    "combining": MARK + "\u0301" * 200,
    "surrogates": f"{MARK}\ud800\udfff\udc00",
    "astral": f"{MARK}\U0001f4a9\U0010ffff",
    "as long as a symbol holds": (MARK + "A" * 4296)[:4296],
    "as many digits as a symbol holds": MARK + "7" * 7089,
    "a URI": f"https://example.com/{MARK}?a=1&b=2#c",
    "a data URI": f"data:text/html,<b>{MARK}</b>",
    "a file": f"file:///../../../../etc/{MARK}",
    "a Wi-Fi network": f"WIFI:T:WPA;S:{MARK};P:secret;;",
    "a telephone call": f"tel:+82-2-000-0000;{MARK}",
    "GS1": f"]C1010950600013435217\x1d10{MARK}\x1d21123",
    "GS1 digital link": f"https://id.gs1.org/01/09506000134352/10/{MARK}",
    "an AIM prefix": f"]Q1{MARK}",
    "percent formats": f"%s%n%d%(x)s{MARK}%",
    "brace formats": f"{{0}}{{x.__class__}}{{{{{MARK}",
    "a shell": f"$(touch {MARK}) `id` ; | & > /tmp/x",
    "a spreadsheet's formula": f"=cmd|' /C calc'!A0{MARK}",
    "JSON": f'{{"{MARK}": [1, null]}}',
    "TOML": f'[{MARK}]\nkey = """',
    "a path": f"..\\..\\{MARK}/\0.db",
    "line ends": f"{MARK}\r\n\r\n\u2028\u2029{MARK}",
    "a log line": f"{MARK}\n2026-11-22 00:00:00 ERROR all is lost",
}


def near(codes: list[str], chance: random.Random) -> str:
    """A code of ours with something about it changed that a decoder, a printer or a forger might change."""
    code = chance.choice(codes)
    place = chance.randrange(len(code))
    return chance.choice(
        (
            code.lower,
            lambda: code + "=" * chance.randint(1, 6),
            lambda: f" {code}",
            lambda: f"{code}\n",
            lambda: code[:place] + chance.choice(BASE32.replace(code[place], "")) + code[place + 1 :],
            lambda: code[:place] + chance.choice("0189-_=.가Ａ\0") + code[place + 1 :],
            lambda: code[:place] + code[place + 1 :],
            lambda: code + code,
            lambda: code[::-1] + "A",
        )
    )()


def texts(count: int, codes: list[str], seed: int = 2026) -> Iterator[str]:
    """``count`` random texts, none of them one of ``codes``: anything at all, our own forms with random letters, and near misses of
    ``codes``."""
    chance = random.Random(seed)
    known = set(codes)
    while count:
        match chance.randrange(4):
            case 0:
                text = "".join(chr(chance.randrange(0x11_0000)) for _ in range(chance.randrange(60)))
            case 1:
                text = "".join(chr(chance.randrange(256)) for _ in range(chance.randrange(200)))
            case 2:
                length = chance.choice((15, 16, 16, 17, 121, 122, 122, 123))
                text = chance.choice(("", "C")) + "".join(chance.choices(BASE32, k=length))
            case _:
                text = near(codes, chance)
        if text not in known:
            count -= 1
            yield text
