"""How Chinese text is cut for the index and for a question; what of it comes first, and how it is shown."""

from .cutting import MOST_QUERY_CHARACTERS, Question, Term, bigrams, fold, query_terms, query_words, question_of, term
from .likeness import ends_of, nearest_titles, pieces_of
from .marking import marked, marked_snippet
from .ranking import score

__all__ = [
    "MOST_QUERY_CHARACTERS",
    "Question",
    "Term",
    "bigrams",
    "ends_of",
    "fold",
    "marked",
    "marked_snippet",
    "nearest_titles",
    "pieces_of",
    "query_terms",
    "query_words",
    "question_of",
    "score",
    "term",
]
