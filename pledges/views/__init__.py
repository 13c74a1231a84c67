from .desk import desk
from .member import decline, document, index, read, receipt, sign
from .verification import check, code, root_certificate, verify

__all__ = [
    "check",
    "code",
    "decline",
    "desk",
    "document",
    "index",
    "read",
    "receipt",
    "root_certificate",
    "sign",
    "verify",
]
