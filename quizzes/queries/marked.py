from dataclasses import dataclass, replace

from quizzes.rules.dealing import Row
from regulations.queries import Passage, citations_in, passages


@dataclass(frozen=True)
class Marked:
    """A question with its answer marked, as the member is shown it.

    rows are empty while right answers are withheld. passage: what the citation points at, if the library has it.
    """

    face: dict
    rows: list[Row]
    correct: bool
    answered: bool
    explanation: str = ""
    citation: str = ""
    marks: object = None
    passage: Passage | None = None


def with_passages(lines, on):
    """The same, each citation looked up in the regulations in force on that day, all at once."""
    cited = {line.citation: next(iter(citations_in(line.citation)), None) for line in lines}
    found = passages([citation for citation in cited.values() if citation], on)
    return [replace(line, passage=found.get(cited[line.citation])) for line in lines]
