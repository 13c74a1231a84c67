"""From the search library's query objects to the match expression of a database. Tokens are letters and digits only
(`rules`), so nothing a person types can be read as an operator."""

from collections.abc import Iterable
from dataclasses import dataclass

from modelsearch.query import And, Boost, Not, Or, Phrase, PlainText, SearchQuery

from .rules import Term, query_terms, term


@dataclass(frozen=True)
class Dialect:
    """How a database writes a phrase, and the words between phrases."""

    phrase: str
    prefix: str
    then: str
    both: str
    either: str
    negated: str


FTS5 = Dialect(phrase='"{}"', prefix='"{}"*', then=" ", both=" AND ", either=" OR ", negated="NOT ({})")
TSQUERY = Dialect(phrase="'{}'", prefix="'{}':*", then="' <-> '", both=" & ", either=" | ", negated="!({})")


def match_expression(query: SearchQuery, dialect: Dialect) -> str | None:
    """The expression for a query, or None when there is nothing in it that could be found."""
    match query:
        case PlainText(query_string=text, operator=operator):
            terms = query_terms(text, all_of=operator == "and")
            return _joined((_phrase(found, dialect) for found in terms), dialect, operator == "and")
        case Phrase(query_string=text):
            found = term(text)
            return _phrase(found, dialect) if found else None
        case And(subqueries=parts) | Or(subqueries=parts):
            return _joined((match_expression(part, dialect) for part in parts), dialect, isinstance(query, And))
        case Not(subquery=part):
            inner = match_expression(part, dialect)
            return dialect.negated.format(inner) if inner else None
        case Boost(subquery=part):
            return match_expression(part, dialect)
    return None


def choices(ways: Iterable[Iterable[str]], dialect: Dialect, sign: str = "") -> str | None:
    """Any of the ways to take some of the words, each word as a phrase; a sign may stand before every token."""
    return _joined((_together(way, dialect, sign) for way in ways), dialect, all_of=False)


def _together(words: Iterable[str], dialect: Dialect, sign: str) -> str | None:
    phrases = (_phrase(found, dialect, sign) for word in words if (found := term(word)))
    return _joined(phrases, dialect, all_of=True)


def _phrase(found: Term, dialect: Dialect, sign: str = "") -> str:
    text = dialect.then.join(sign + token for token in found.tokens)
    return (dialect.prefix if found.is_prefix else dialect.phrase).format(text)


def _joined(parts, dialect: Dialect, all_of: bool) -> str | None:
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return parts[0] if parts else None
    return "(" + (dialect.both if all_of else dialect.either).join(parts) + ")"
