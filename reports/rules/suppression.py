"""Which figures may be shown where names may not: none from which a group of one to four people can be worked out.

A figure is `done` of `asked`. It gives three groups away: those asked, those who did it, those who did not. A figure
with a small one among them is withheld. Because the total of a column is known, what is withheld together must not
be small either, nor stand alone: more is withheld until that holds. All withheld figures look the same, so nobody can
tell which of them was the small one.
"""

from dataclasses import dataclass

SMALLEST = 5


def is_small(count):
    return 0 < count < SMALLEST


def tells(asked, done):
    """Whether `done` of `asked` gives a small group away."""
    return is_small(asked) or is_small(done) or is_small(asked - done)


@dataclass(frozen=True)
class Column:
    """Which rows of a column are withheld, and whether its total may be shown."""

    withheld: frozenset
    total_shown: bool


def suppressed(cells, withheld=()):
    """Give the Column for {row: (asked, done)}; `withheld` names rows that are withheld for another reason."""
    hidden = {row for row, (asked, done) in cells.items() if tells(asked, done)} | (set(withheld) & set(cells))
    # The smallest group that is left costs the reader least.
    spare = [row for row, (asked, _) in cells.items() if row not in hidden and asked]
    spare.sort(key=lambda row: (cells[row], str(row)))
    while not _safe_together([cells[row] for row in hidden]) and spare:
        hidden.add(spare.pop(0))
    asked, done = _sum(cells.values())
    return Column(
        withheld=frozenset(hidden),
        total_shown=not tells(asked, done) and _safe_together([cells[row] for row in hidden]),
    )


def suppressed_groups(sizes):
    """Give the Column for {row: people}: groups of fewer than five, and what would give one away."""
    return suppressed({row: (people, people) for row, people in sizes.items()})


def _safe_together(hidden):
    """Whether the sum of the withheld figures, which anybody can subtract, leaves each of them open."""
    if not hidden:
        return True
    asked, done = _sum(hidden)
    if len(hidden) == 1 or tells(asked, done):
        return False
    # As many people as groups: then each group is one person.
    return asked > sum(1 for people, _ in hidden if people)


def _sum(cells):
    cells = list(cells)
    return sum(asked for asked, _ in cells), sum(done for _, done in cells)
