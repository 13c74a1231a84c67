"""What the templates of the question kinds ask of an answer."""

from django import template

register = template.Library()


@register.filter
def place_of(answer, id):
    """The place (from 1) of an id in an ordering answer; empty if it has none."""
    return answer.index(id) + 1 if answer and id in answer else ""


@register.filter
def of(answer, id):
    """The part of an answer that belongs to an id."""
    return answer.get(id) if answer else None


@register.filter
def word(words, number):
    """The word in a blank, by the blank's number from 1."""
    return words[number - 1] if words else ""


@register.simple_tag
def kind_template(kind):
    return f"quizzes/kinds/{kind}.html"
