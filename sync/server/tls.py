"""The server's own certificate authority: made at the first start, kept in a folder, signs this server's certificate; knows no HTTP.

Two authorities are trusted at any time, the one in use and the next, whose key may lie elsewhere: should the first be lost, the second
takes over and no tablet needs a hand. No certificate of ours ends while an event runs, and none begins today: a tablet whose clock is
years off still reaches the server that will set it right.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import psutil
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk import trust
from kiosk.errors import StoreBroken
from kiosk.store import guarded, sync_folder, write_whole

BEGINS = datetime(2020, 1, 1, tzinfo=UTC)
ENDS = datetime(2049, 12, 31, tzinfo=UTC)
"""The last year RFC 5280 (4.1.2.5) writes with two digits, so that every library reads it."""
TRUSTED = 2

Key = ec.EllipticCurvePrivateKey


class Authority:
    """The authority in ``folder``, made where it is missing. Raises StoreBroken where its files are damaged, CannotRecord."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with guarded(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for number in range(1, TRUSTED + 1) if not self._numbers() else ():
                self._make(number)

    @property
    def bundle(self) -> bytes:
        """The certificates to trust, PEM: the authority in use and the next."""
        with guarded(self._folder):
            return b"".join(self._path(number, "pem").read_bytes() for number in self._numbers())

    @property
    def pin(self) -> str:
        """What an address ends in that pins them. Raises StoreBroken."""
        try:
            return trust.pin(self.bundle)
        except ValueError as fault:
            raise StoreBroken(str(fault), path=str(self._folder)) from fault

    def context(self, names: Iterable[str]) -> ssl.SSLContext:
        """TLS 1.2 or later as a server of these names and addresses. Its certificate is kept, and made anew where it lacks one of them or
        another authority signed it. Raises StoreBroken, CannotRecord."""
        wanted = set(names)
        certificate, key = self._folder / "own.pem", self._folder / "own.key"
        try:
            with guarded(self._folder):
                if not self._serves(certificate, key, wanted):
                    self._issue(certificate, key, wanted)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            context.load_cert_chain(certificate, key)
        except (ValueError, ssl.SSLError) as fault:
            raise StoreBroken(type(fault).__name__, path=str(self._folder)) from fault
        return context

    def rotate(self) -> None:
        """Let the next authority take over from the one in use, which is forgotten, and make another next one.

        Stations that trust the two of before reach the server all the same and learn of the third from it."""
        with guarded(self._folder):
            first, *_, last = self._numbers()
            self._make(last + 1)
            for name in ("key", "pem"):
                self._path(first, name).unlink(missing_ok=True)
            sync_folder(self._folder)

    def _numbers(self) -> list[int]:
        return sorted(int(path.stem.removeprefix("ca-")) for path in self._folder.glob("ca-*.pem"))

    def _path(self, number: int, kind: str) -> Path:
        return self._folder / f"ca-{number}.{kind}"

    def _make(self, number: int) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"SLW kiosk server authority {number}")])
        made = (
            _builder(name, name, key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs=True), critical=True)
            .sign(key, hashes.SHA256())
        )
        write_whole(self._path(number, "key"), _private(key))
        write_whole(self._path(number, "pem"), made.public_bytes(Encoding.PEM).decode("ascii"))

    def _in_use(self) -> tuple[x509.Certificate, Key]:
        number = self._numbers()[0]
        key = load_pem_private_key(self._path(number, "key").read_bytes(), None)
        if not isinstance(key, Key):
            raise ValueError("the authority's key is of another kind")
        return x509.load_pem_x509_certificate(self._path(number, "pem").read_bytes()), key

    def _serves(self, certificate: Path, key: Path, wanted: set[str]) -> bool:
        if not (certificate.exists() and key.exists()):
            return False
        held = x509.load_pem_x509_certificate(certificate.read_bytes())
        try:
            held.verify_directly_issued_by(self._in_use()[0])
        except (InvalidSignature, ValueError, TypeError):
            return False
        names = held.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        return wanted <= {str(name.value) for name in names}

    def _issue(self, certificate: Path, key: Path, names: set[str]) -> None:
        authority, signing = self._in_use()
        own = ec.generate_private_key(ec.SECP256R1())
        made = (
            _builder(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "SLW kiosk server")]), authority.subject, own)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectAlternativeName([_general(name) for name in sorted(names)]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False)
            .sign(signing, hashes.SHA256())
        )
        write_whole(key, _private(own))
        write_whole(certificate, made.public_bytes(Encoding.PEM).decode("ascii"))


def names_here(*more: str) -> set[str]:
    """Every name and address this computer may be reached by, and ``more``."""
    found = {"localhost", socket.gethostname(), *more}
    for addresses in psutil.net_if_addrs().values():
        found |= {one.address.partition("%")[0] for one in addresses if one.family in (socket.AF_INET, socket.AF_INET6)}
    return {name for name in found if name and name.isascii() and not any(letter.isspace() for letter in name)}


def address_here() -> str:
    """The address other computers most likely reach this one by; 127.0.0.1 where it has no other."""
    found = [one.address for some in psutil.net_if_addrs().values() for one in some if one.family == socket.AF_INET]
    outside = [address for address in found if not ipaddress.ip_address(address).is_loopback]
    return next((address for address in outside if not ipaddress.ip_address(address).is_link_local), "127.0.0.1")


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _builder(subject: x509.Name, issuer: x509.Name, key: Key) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGINS)
        .not_valid_after(ENDS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs, key_cert_sign=signs, crl_sign=signs, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _private(key: Key) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")
