"""Bar places: where bars lie in a panel, and on which scale."""

from collections.abc import Mapping

from msgspec import Struct, field

from plainfact.charts.layers import Layer
from plainfact.charts.plot import Frame


class BarPlace(Struct, frozen=True, kw_only=True):
    """Where bars lie in a panel."""

    is_across: bool
    """Whether bars grow sideways; upwards where not."""
    thickness: float
    """The thickness of a bar, in pixels."""
    shift: float
    """How far bars are moved from the middle of their bands, in pixels."""
    order: tuple[str, ...]
    """The bands' names, in the order in which they stand."""
    band: str = "address"
    """The field that holds the name of a mark's band."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Other fields for "number", "low", "high" and "zero", where bars don't begin at zero."""
    axis: Layer | None = None
    """The axis of numbers, where values can't be written at the bars."""
    frame: Frame
    """The panel's scale."""
    length: float
    """The pixels that the scale's two ends lie apart."""

    @property
    def pixels_per_unit(self) -> float:
        """How many pixels one of the unit takes."""
        return self.length / (self.frame.high - self.frame.low)
