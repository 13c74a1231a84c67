"""The named ways in which this room says no."""


class PledgeRefused(Exception):
    """Nothing was written; the sentence says what happened and what to do."""


class StrokesRefused(PledgeRefused):
    """What was drawn is not a signature."""


class SigningRefused(PledgeRefused):
    """The member may not sign now."""


class SignerUnconfirmed(SigningRefused):
    """The password was not given, or too long ago."""


class TextRevised(SigningRefused):
    """The text in front of the member is no longer the one in force."""


class PublishingRefused(PledgeRefused):
    """A text or its version cannot be published or changed."""


class DeclineRefused(PledgeRefused):
    """A refusal to sign needs its reason."""


class RevokingRefused(PledgeRefused):
    """Only a live pledge can be revoked, and only for a reason."""
