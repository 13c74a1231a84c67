"""The codes on a session's screen, made from its key. The key itself goes no further than here."""

from dataclasses import dataclass

from attendance.rules import tokens


@dataclass(frozen=True)
class Code:
    """What the screen shows during one step: a token for the QR code and six digits."""

    counter: int
    token: str
    number: str

    @property
    def starts_at(self):
        return self.counter * tokens.STEP


def screen_codes(session, now, count=1):
    """The code to show now and those to follow."""
    current = tokens.counter_at(now.timestamp())
    about = str(session.public_id)
    return [
        Code(
            counter=counter,
            token=tokens.make(session.secret, purpose=tokens.SCREEN, about=about, counter=counter),
            number=tokens.number(session.secret, about=about, counter=counter),
        )
        for counter in range(current, current + count)
    ]


def confirm_ticket(session, member, now):
    """Two minutes for this member to press the button after scanning in time."""
    counter = tokens.counter_at(now.timestamp())
    return tokens.make(session.secret, purpose=tokens.CONFIRM, about=_pair(session, member), counter=counter)


def check_token(session, token, now):
    """The step in which a scanned token was on the screen, or raise TokenRefused."""
    current = tokens.counter_at(now.timestamp())
    return tokens.check(token, session.secret, purpose=tokens.SCREEN, about=str(session.public_id), current=current)


def check_ticket(session, member, ticket, now):
    """The step in which this member scanned, or raise TokenRefused."""
    current = tokens.counter_at(now.timestamp())
    return tokens.check(
        ticket,
        session.secret,
        purpose=tokens.CONFIRM,
        about=_pair(session, member),
        current=current,
        before=tokens.CONFIRM_STEPS,
    )


def number_is_current(session, digits, now):
    """Whether six digits are on the screen now, give or take a step."""
    current = tokens.counter_at(now.timestamp())
    return tokens.number_is_current(digits, session.secret, about=str(session.public_id), current=current)


def _pair(session, member):
    return f"{session.public_id}:{member.public_id}"
