"""How an editor gives a citation, in a block of a page or in a form."""

from django import forms


class CitationInput(forms.TextInput):
    """One citation, typed or chosen. The button works where `choose.js` is loaded, as in the whole CMS."""

    template_name = "regulations/cms/citation_input.html"


class CitationsInput(forms.Textarea):
    """Several citations, one a line; what is chosen comes to a line of its own."""

    template_name = "regulations/cms/citations_input.html"
