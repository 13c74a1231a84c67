"""The keys that seal documents: a root of our own, and a leaf below it that does the daily work.

The root is made here so that one machine is enough to begin with; an operator who needs more takes `root.key.pem` away
once the leaf is issued. The leaf carries documentSigning *and* emailProtection: readers that look for the older
of the two refuse a leaf without it. Neither key ever signs web traffic.
"""

import datetime
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from django.conf import settings

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
ROOT_LASTS = datetime.timedelta(days=15 * 365)
LEAF_LASTS = datetime.timedelta(days=3 * 365 - 30)
ROOT, ROOT_KEY, SEAL, SEAL_KEY = "root.pem", "root.key.pem", "seal.pem", "seal.key.pem"


class KeysMissing(Exception):
    """There is no key to seal with; `manage.py pki init` makes it."""


@dataclass(frozen=True)
class Certificate:
    """What people compare: whose it is, until when (UTC), and its SHA-256 in pairs."""

    name: str
    not_after: datetime.datetime
    fingerprint: str


def make_keys(*, now):
    """Make what is missing of root and leaf below `PKI_ROOT`; give the names of the files made ([] the second time)."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = []
    if not (folder / ROOT).exists():
        key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
        made += _keep(folder, ROOT, _root_certificate(key, now), ROOT_KEY, key)
    if not (folder / SEAL).exists():
        root_key = serialization.load_pem_private_key((folder / ROOT_KEY).read_bytes(), passphrase())
        key = ec.generate_private_key(ec.SECP256R1())
        made += _keep(folder, SEAL, _leaf_certificate(key, read_certificate(ROOT), root_key, now), SEAL_KEY, key)
    return made


def passphrase():
    """The operator's `PKI_PASSPHRASE`, or one derived from the site's secret for that one use."""
    if given := getattr(settings, "PKI_PASSPHRASE", ""):
        return given.encode()
    derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"pledges: passphrase of the sealing keys")
    return derive.derive(settings.SECRET_KEY.encode()).hex().encode()


def key_file(name):
    file = _folder() / name
    if not file.is_file():
        raise KeysMissing(f"{name} is missing below PKI_ROOT; run `manage.py pki init`.")
    return file


def read_certificate(name):
    return x509.load_pem_x509_certificate(key_file(name).read_bytes())


def described(name):
    """The certificate in `name` as a `Certificate`, for showing."""
    certificate = read_certificate(name)
    digest = certificate.fingerprint(hashes.SHA256()).hex(":").upper()
    return Certificate(certificate.subject.rfc4514_string(), certificate.not_valid_after_utc, digest)


def _folder():
    return Path(settings.PKI_ROOT)


def _keep(folder, certificate_name, certificate, key_name, key):
    """Write the key first, readable by us alone from its first byte; a certificate without its key is of no use."""
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase()),
    )
    for name, body in ((key_name, pem), (certificate_name, certificate.public_bytes(serialization.Encoding.PEM))):
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
    return [key_name, certificate_name]


def _name(common):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, settings.WAGTAIL_SITE_NAME),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _builder(subject, issuer, key, issuer_key, now, lasts):
    # An hour back, for readers whose clocks are late.
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )


def _root_certificate(key, now):
    name = _name("Qinqing Academy Document Root")
    return (
        _builder(name, name, key, key, now, ROOT_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _leaf_certificate(key, root, root_key, now):
    return (
        _builder(_name("Qinqing Academy Platform Seal"), root.subject, key, root_key, now, LEAF_LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .sign(root_key, hashes.SHA256())
    )


def _usage(**granted):
    """The key usage that grants these alone."""
    uses = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"] + [
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ]
    return x509.KeyUsage(**{use: granted.get(use, False) for use in uses})
