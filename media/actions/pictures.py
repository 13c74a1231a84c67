"""A picture is made at all its sizes before anybody asks for one."""

from media.rules.pictures import ahead


def make_sizes(*, picture):
    """What is there already is left as it is."""
    picture.get_renditions(*ahead())
