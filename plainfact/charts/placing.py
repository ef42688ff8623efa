"""Placing labels along a line so that none stands on another."""

from collections.abc import Sequence


def spread_labels(
    wanted: Sequence[float], sizes: Sequence[float], low: float, high: float
) -> list[float]:
    """Return a middle for each label, as near to the one wanted as leaves none overlapping.

    Labels keep the order of their wanted middles, and stay between `low` and `high` as long as all
    of them fit. Neighbours that would overlap are moved apart as one block about their mean (the
    pooling of adjacent violators, which minimises the squared moves).
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    blocks: list[list[int]] = []
    for index in order:
        blocks.append([index])
        while len(blocks) > 1 and _overlap(blocks[-2], blocks[-1], wanted, sizes, low, high):
            last = blocks.pop()
            blocks[-1] += last
    placed = [0.0] * len(wanted)
    for block in blocks:
        start = _block_start(block, wanted, sizes, low, high)
        for index in block:
            placed[index] = start + sizes[index] / 2
            start += sizes[index]
    return placed


def _block_start(
    block: Sequence[int], wanted: Sequence[float], sizes: Sequence[float], low: float, high: float
) -> float:
    """Return where a block of touching labels begins: its best place, inside the limits."""
    offset = total = 0.0
    for index in block:
        offset += wanted[index] - total - sizes[index] / 2
        total += sizes[index]
    return max(low, min(offset / len(block), high - total))


def _overlap(
    first: Sequence[int], second: Sequence[int], wanted: Sequence[float],
    sizes: Sequence[float], low: float, high: float,
) -> bool:  # fmt: skip
    end = _block_start(first, wanted, sizes, low, high) + sum(sizes[index] for index in first)
    return end > _block_start(second, wanted, sizes, low, high) + 1e-9
