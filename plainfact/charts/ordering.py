"""Ordering the two columns of a network so that few of its links cross."""

from collections.abc import Sequence

Link = tuple[str, str]
"""A link from a name on the left to a name on the right."""

_ROUNDS = 16


def order_columns(links: Sequence[Link]) -> tuple[list[str], list[str]]:
    """Return both columns' names in an order that leaves few links crossing.

    Each column in turn is sorted by the mean place of what its names are linked to: the barycentre
    rule of Sugiyama, Tagawa and Toda (1981). The best order met is kept.
    """
    left = list(dict.fromkeys(begin for begin, _ in links))
    right = list(dict.fromkeys(end for _, end in links))
    best, fewest = (left, right), count_crossings(links, left, right)
    for _ in range(_ROUNDS):
        right = _sort_by_mean(right, left, [(end, begin) for begin, end in links])
        left = _sort_by_mean(left, right, list(links))
        crossings = count_crossings(links, left, right)
        if crossings < fewest:
            best, fewest = (left, right), crossings
    return best


def count_crossings(links: Sequence[Link], left: Sequence[str], right: Sequence[str]) -> int:
    """Return how many pairs of links cross."""
    places = sorted((left.index(begin), right.index(end)) for begin, end in set(links))
    return sum(
        before[0] < after[0] and before[1] > after[1]
        for index, before in enumerate(places)
        for after in places[index + 1 :]
    )


def _sort_by_mean(names: list[str], others: Sequence[str], links: Sequence[Link]) -> list[str]:
    def mean(name: str) -> float:
        places = [others.index(other) for own, other in links if own == name]
        return sum(places) / len(places)

    return sorted(names, key=lambda name: (mean(name), names.index(name)))
