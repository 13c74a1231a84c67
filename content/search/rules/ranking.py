"""Which of the things that were found comes first. The same on every database, since none of them is asked."""

from .cutting import Question, fold

# Beyond this many characters a text only gets longer, not more about what is sought.
_MOST_READ = 4000
IS_THE_TITLE, WHOLE_IN_TITLE, WHOLE_IN_TEXT, WORD_IN_TITLE = 60, 25, 8, 4


def score(question: Question, title: str, text: str) -> float:
    """How well a title and a text answer a question; more is better.

    A title that is the question stands above one that has it, a text that has it as it was typed above one that has
    its words here and there; a longer word says more than a shorter one, the first time more than the tenth.
    """
    # Folding a text in full takes longer than all the rest, and what it would change is hardly ever what was typed.
    title, text = fold(title), text[:_MOST_READ].casefold()
    return _for_the_whole(question.whole, title, text) + sum(
        _for_a_word(word, title, text) for word in question.telling
    )


def _for_the_whole(whole: str, title: str, text: str) -> float:
    if not whole:
        return 0
    if whole in title:
        return IS_THE_TITLE if whole == title else WHOLE_IN_TITLE + 10 * len(whole) / len(title)
    return WHOLE_IN_TEXT if whole in text else 0


def _for_a_word(word: str, title: str, text: str) -> float:
    times = text.count(word)
    points = len(word) * times / (times + 1 + len(text) / 800)
    return points + (WORD_IN_TITLE * len(word) * (1 + len(word) / len(title)) if word in title else 0)
