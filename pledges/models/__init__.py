from .documents import SealedDocument, SealedStorage
from .signing import Decline, Pledge, PledgeQuerySet, SigningAttempt
from .texts import PledgeText, PledgeTextVersion, SigningTerms

__all__ = [
    "Decline",
    "Pledge",
    "PledgeQuerySet",
    "PledgeText",
    "PledgeTextVersion",
    "SealedDocument",
    "SealedStorage",
    "SigningAttempt",
    "SigningTerms",
]
