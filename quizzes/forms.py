"""What is said when the room refuses something."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "not_open": _("This quiz is not open yet."),
    "closed": _("This quiz is closed."),
    "passed": _("You have already passed this quiz."),
    "used_up": _("You have used every attempt at this quiz."),
    "too_often": _("Six papers in an hour are enough. Look through your wrong answers and come back later."),
    "no_questions": _("This quiz has no questions yet. Please tell the discipline office."),
    "finished": _("This paper has been handed in. What was saved before counts."),
    "overdue": _("Time is up. The answers saved in time have been handed in for you."),
    "elsewhere": _("You went on with this paper in another browser. To answer here, take it over again."),
    "stale": _("A newer answer was saved from another page. Reload to see it."),
}

BANK_REMARKS = {
    "kind_unknown": _("The kind of the question is not known or cannot be marked by machine."),
    "kind_inferred": _("No heading tells the kind; it was told by the answer."),
    "no_answer": _("The answer is missing."),
    "no_options": _("There are no options."),
    "no_parts": _("A case question needs numbered parts."),
    "option_empty": _("An option has no text."),
    "letter_twice": _("Two options have the same letter."),
    "answer_not_offered": _("The answer %(letters)s is not among the options."),
    "several_for_one": _("A single choice has more than one answer."),
    "one_for_several": _("A multiple choice has only one answer."),
    "options_alike": _("Two options say the same."),
    "letters_jump": _("The letters of the options are not in order: %(letters)s."),
    "not_a_verdict": _("“%(answer)s” says neither true nor false."),
    "two_verdicts": _("The brackets and the answer line contradict each other; the answer line was taken."),
    "blanks_differ": _("The stem has %(gaps)s blanks, the answer %(words)s words."),
    "brackets_taken_as_blanks": _("All %(count)s brackets were taken as blanks."),
    "number_jumps": _("The numbers jump from %(before)s to %(number)s; a question may be missing."),
    "said_twice": _("The same question stands at line %(first)s; this one was left out."),
    "rejected": _("The question cannot be kept: %(reason)s"),
}
