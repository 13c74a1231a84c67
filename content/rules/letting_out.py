"""What must be true of a case before it is let out, and what a second editor puts her name to."""

import re

from content.rules.pages import may_approve

# The points of the safety checklist, in the order in which an editor meets them.
SOURCE, EFFECTIVE, REDACTED, IN_FORCE, SECOND_EDITOR = "source", "effective", "redacted", "in_force", "second_editor"
POINTS = (SOURCE, EFFECTIVE, REDACTED, IN_FORCE, SECOND_EDITOR)

# What would say who somebody is: a resident's number, a mobile number, a bank card, a number plate.
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_TELLING = re.compile(
    r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9}|\d{16,19})(?![\dXx])"
    rf"|[{_PROVINCES}][A-Z][·• ]?[A-Z0-9]{{5,6}}(?![A-Z0-9])"
)


def telling_numbers(text):
    """The numbers in a text by which a person could be found, each once, in their order."""
    return list(dict.fromkeys(_TELLING.findall(text)))


def findings(*, source, decided_on, today, anonymised, telling, cited, dead, writers, editor):
    """{point: whether nothing speaks against it} as far as that can be told without a human eye.

    `telling` are the telling numbers of the text, `cited` and `dead` the number of citations and of those that point at
    no article in force on the day of the decision, `editor` an id and `writers` those of who answers for the text.
    """
    return {
        SOURCE: bool(source.strip()),
        EFFECTIVE: decided_on is not None and decided_on <= today,
        REDACTED: not (anonymised and telling),
        IN_FORCE: bool(cited) and not dead,
        SECOND_EDITOR: may_approve(editor=editor, writers=writers),
    }


def still_missing(*, found, ticked):
    """The points that keep a case in: those that something speaks against, and those that nobody put her name to."""
    return [point for point in POINTS if not (found[point] and point in ticked)]
