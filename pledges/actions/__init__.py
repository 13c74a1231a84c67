from ..rules.refusals import (
    DeclineRefused,
    PledgeRefused,
    PublishingRefused,
    RevokingRefused,
    SignerUnconfirmed,
    SigningRefused,
    TextRevised,
)
from .ending import revoke
from .sealing import seal
from .signing import decline, present, sign
from .texts import create_text, draft_version, note_version, publish_terms, publish_version, withdraw_version

__all__ = [
    "DeclineRefused",
    "PledgeRefused",
    "PublishingRefused",
    "RevokingRefused",
    "SignerUnconfirmed",
    "SigningRefused",
    "TextRevised",
    "create_text",
    "decline",
    "draft_version",
    "note_version",
    "present",
    "publish_terms",
    "publish_version",
    "revoke",
    "seal",
    "sign",
    "withdraw_version",
]
