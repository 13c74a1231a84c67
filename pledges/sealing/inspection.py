"""What a file that somebody brings says of itself: is it whole, does the seal cover all of it, is the seal ours?"""

import io
from dataclasses import dataclass
from datetime import datetime

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from . import keys

LARGEST = 5 * 1024 * 1024


@dataclass(frozen=True)
class Findings:
    """`readable` as a PDF with one seal; `intact`: what the seal covers is unchanged; `whole`: it covers the entire
    file; `ours`: the seal's certificate leads to our root. `sealed_at` is the time that the sealing machine told."""

    readable: bool = False
    intact: bool = False
    whole: bool = False
    ours: bool = False
    sealed_at: datetime | None = None

    @property
    def good(self):
        return self.readable and self.intact and self.whole and self.ours


def inspect(pdf, *, now):
    """The findings on the bytes of a file; never raises on a bad one."""
    root = load_cert_from_pemder(str(keys.key_file(keys.ROOT)))
    try:
        [embedded] = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        # Trust in our root alone, and nothing is fetched: revocation is for the root's list, published separately.
        context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=now)
        status = validate_pdf_signature(embedded, signer_validation_context=context)
    except Exception:  # noqa: BLE001 - a parser of hostile files may fail in any way, and each means the same
        return Findings()
    return Findings(
        readable=True,
        intact=status.intact and status.valid,
        whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        ours=status.trusted,
        sealed_at=status.signer_reported_dt,
    )
