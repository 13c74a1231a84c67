"""Sets of stretches on a line, as sorted lists of disjoint (start, end) pairs.

The same arithmetic serves wall-clock time (epoch seconds) and film positions (seconds into the film).
"""


def merged(spans):
    """The same set, sorted, with overlapping and touching stretches joined."""
    joined = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def measure(spans):
    """How long the set is altogether; the stretches may overlap."""
    return sum(end - start for start, end in merged(spans))


def added(spans, span):
    """The set with one more stretch, and how much that made it longer."""
    grown = merged([*spans, span])
    return grown, measure(grown) - measure(spans)
