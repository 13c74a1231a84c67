"""Stories that members send in: who may do what in which state, what is missing, what a page may say of its writer."""

import re

DRAFT, WAITING, RETURNED, TAKEN, PUBLISHED, WITHDRAWN = (
    "draft",
    "waiting",
    "returned",
    "taken",
    "published",
    "withdrawn",
)
NAME, FIRM, ANONYMOUS = "name", "firm", "anonymous"

LONGEST_TITLE, LONGEST_TEXT, SHORTEST_TEXT = 40, 8000, 20
MOST_PICTURES = 6
MOST_DRAFTS, MOST_WAITING = 5, 5  # of one member at once
LARGEST_PICTURE, LARGEST_RECORDING = 20 * 1024**2, 200 * 1024**2  # bytes
LONGEST_SUMMARY = 90

_REVEALS = {ANONYMOUS: 0, FIRM: 1, NAME: 2}
_SENTENCE = re.compile(r".+?(?:[。！？…!?]+[”’」』）]?|$)", re.DOTALL)


class StoryRefused(Exception):
    """What was asked cannot be done with this story now. `code` says why, `by` who was there before."""

    def __init__(self, code, by=""):
        super().__init__(code)
        self.code, self.by = code, by


def check_may_begin(*, drafts):
    """A member has a handful of drafts at once, not a heap of forgotten ones."""
    if drafts >= MOST_DRAFTS:
        raise StoryRefused("too-many-drafts")


def check_may_write(*, state, version, known):
    """The writer changes what is hers alone; and not what another window of hers has changed since she `known` it."""
    if state not in (DRAFT, RETURNED):
        raise StoryRefused("not-yours-now")
    if version != known:
        raise StoryRefused("changed-elsewhere")


def check_may_send(*, state, missing, agreed, waiting):
    if state not in (DRAFT, RETURNED):
        raise StoryRefused("not-yours-now")
    if missing:
        raise StoryRefused("incomplete")
    if not agreed:
        raise StoryRefused("not-agreed")
    if waiting >= MOST_WAITING:
        raise StoryRefused("too-many-waiting")


def check_may_take_back(*, state):
    """What waits comes back to be changed."""
    if state != WAITING:
        raise StoryRefused("not-waiting")


def may_withdraw(*, state, withdrawn_by_writer):
    """A writer may say at any time that her story is to be shown no more; also of one that went off without her."""
    return state in (TAKEN, PUBLISHED, WITHDRAWN) and not withdrawn_by_writer


def check_may_withdraw(*, state, withdrawn_by_writer):
    """She says it once."""
    if not may_withdraw(state=state, withdrawn_by_writer=withdrawn_by_writer):
        raise StoryRefused("not-taken")


def check_may_delete(*, state):
    """What nobody else works with is hers to throw away."""
    if state not in (DRAFT, RETURNED):
        raise StoryRefused("not-yours-now")


def check_may_decide(*, state, has_page, by):
    """An editor decides once; a story whose page was thrown away waits again. `by`: who decided before."""
    if state == WAITING or (state == TAKEN and not has_page):
        return
    raise StoryRefused("decided", by if state in (TAKEN, RETURNED, PUBLISHED) else "")


def check_reason(reason):
    if len(reason.strip()) < 4:
        raise StoryRefused("no-reason")


def missing(*, title, text, descriptions, recording):
    """What a story still needs before it can be sent: codes, in the order of the form. `recording`: its state."""
    found = [] if title else ["title"]
    if len("".join(text.split())) < SHORTEST_TEXT:
        found.append("text")
    if not all(description.strip() for description in descriptions):
        found.append("descriptions")
    if recording == "failed":
        found.append("recording")
    return found


def room_for(kept):
    """How many more pictures a story takes that has so many."""
    return max(0, MOST_PICTURES - kept)


def paragraphs_of(text):
    """The paragraphs of a text as people type it on a phone: each line is one."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def summary_of(text):
    """The first sentences, as many as a list has room for."""
    text, summary = " ".join(text.split()), ""
    for sentence in _SENTENCE.findall(text):
        if summary and len(summary) + len(sentence) > LONGEST_SUMMARY:
            break
        summary += sentence
    return summary.strip() if len(summary) <= LONGEST_SUMMARY else summary[: LONGEST_SUMMARY - 1] + "…"


def reveals_more(*, chosen, shown):
    """Whether a credit says more of the writer than she chose."""
    return _REVEALS[shown] > _REVEALS[chosen]


def gives_away(*, chosen, name, words):
    """Whether a text names a writer who did not want to be named."""
    return chosen != NAME and len(name) > 1 and "".join(name.split()) in "".join(words.split())


def check_may_show(*, chosen, names, words):
    """What others wrote says no more of the writer, by any of her `names`, than the page does."""
    if any(gives_away(chosen=chosen, name=name, words=words) for name in names):
        raise StoryRefused("names-writer")


def kept_from(*, chosen, name, words, instead):
    """The words, or others `instead` of words that name a writer who did not want to be named."""
    return instead if gives_away(chosen=chosen, name=name, words=words) else words


def says_of(*, chosen, name, enterprise):
    """(author, enterprise) as far as a page may hold them: what is not to be shown does not stand in it at all."""
    return (name if chosen == NAME else "", None if chosen == ANONYMOUS else enterprise)
