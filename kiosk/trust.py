"""How a station knows a server's own certificates by the few letters its address carries; knows no network.

An address that ends in ``#`` and 16 letters pins the certificate authority of the server behind it: the letters are the first 80 bits of
the SHA-256 over its certificates (DER, in the order of the file), RFC 4648 base32. To pass for the server one would need other
certificates with the same 80 bits, 2^80 tries; a code is good for minutes.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

PIN_LETTERS = 16
MOST = 8
"""Certificates one file may hold; ours hold two."""


def pin(bundle: bytes) -> str:
    """The pin of a PEM file of certificates. Raises ValueError for a file that is none, or holds more than a server's own."""
    certificates = x509.load_pem_x509_certificates(bundle)
    if len(certificates) > MOST:
        raise ValueError(f"{len(certificates)} certificates")
    digest = hashlib.sha256(b"".join(one.public_bytes(Encoding.DER) for one in certificates)).digest()
    return base64.b32encode(digest[:10]).decode("ascii")


def parted(address: str) -> tuple[str, str]:
    """An address as a person or a QR gives it, as the address proper and the pin, "" where it carries none."""
    url, _, letters = address.strip().partition("#")
    return url, letters.strip().upper()


def is_loopback(host: str) -> bool:
    """Whether ``host`` can only be this computer (RFC 1122 section 3.2.1.3, RFC 6761 section 6.3)."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
