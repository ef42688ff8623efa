"""Where cells come from: what a cell, its row, its column and its dataset say, joined."""

from plainfact.cell_values import DatasetReader, read_as_of
from plainfact.dataset_fields import Provenance
from plainfact.datasets import Origin
from plainfact.quantities import Quantity
from plainfact.texts import Text


def merge_origin(
    levels: tuple[Provenance, ...], reader: DatasetReader, *, row_period: Quantity | None
) -> Origin:
    """Return the most particular of what dataset, column, row and cell say, field by field."""

    def last(name: str) -> object:
        values = [getattr(level, name) for level in levels]
        return next((value for value in reversed(values) if value is not None), None)

    source = last("source")
    names = (source,) if isinstance(source, str) else source if isinstance(source, list) else ()
    as_of_text = last("as_of")
    # The period that a row's id names holds where neither the row nor the cell says another.
    own = [level.as_of for level in levels[2:] if level.as_of is not None]
    as_of = row_period
    if isinstance(as_of_text, Text) and (own or row_period is None):
        as_of = read_as_of(as_of_text, reader)
    return Origin(
        sources=tuple(names),
        said_by=str(last("said_by") or ""),
        as_of=as_of,
        status=str(last("status") or "reported"),
        basis=str(last("basis") or ""),
    )
