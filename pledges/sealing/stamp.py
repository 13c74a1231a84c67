"""The seal: PAdES B-B over the whole file, certified so that any later change counts as one."""

import io
from functools import cache

from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from . import keys

FIELD = "PlatformSeal"


def seal(pdf, *, reason):
    """The sealed bytes of `pdf`; KeysMissing before `manage.py pki init` was run."""
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    out = signers.PdfSigner(metadata, signer=_signer(str(keys.key_file(keys.SEAL_KEY)))).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf))
    )
    return out.getvalue()


@cache
def _signer(key_file):
    """Keyed by the file, and kept: to decrypt the key costs more than to sign with it."""
    store = SimpleCertificateStore()
    store.register(load_cert_from_pemder(str(keys.key_file(keys.ROOT))))
    return signers.SimpleSigner(
        signing_cert=load_cert_from_pemder(str(keys.key_file(keys.SEAL))),
        signing_key=load_private_key_from_pemder(key_file, keys.passphrase()),
        cert_registry=store,
    )
