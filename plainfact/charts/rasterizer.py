"""The rasterizer: libvips, which draws an SVG as PNG. Nothing else imports it.

The engine draws the same picture, in four times the time, and a line in which its font lacks one
character it sets whole in another.
"""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import ModuleType

from plainfact.charts.fonts import FONT_FOLDER

_LOCK = threading.Lock()
_LEVEL = 4  # of compression; the sixth saves a thirtieth, and takes a third longer
_SETTINGS = {
    "FONTCONFIG_FILE": str(FONT_FOLDER / "fonts.conf"),
    "VIPS_CONCURRENCY": "1",  # pictures are drawn side by side by processes, not by threads
}
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>a</text></svg>'


def render_png(svg: str, scale: float = 2) -> bytes:
    """Draw an SVG that stands alone, on a ground of its own, as PNG, at so many dots a pixel."""
    if "var(--" in svg:
        raise ValueError("an SVG that is drawn alone has colours of its own")
    vips = _library()
    picture = vips.Image.svgload_buffer(svg.encode(), scale=scale, unlimited=True)
    # Every dot is opaque, and stays told as such: to leave that out takes longer and saves nothing.
    return bytes(picture.pngsave_buffer(compression=_LEVEL, filter="none"))


@cache
def _library() -> ModuleType:
    """Return libvips, set up once with the charts' fonts, which it keeps for good."""
    with _LOCK, _environment(_SETTINGS):
        import pyvips  # noqa: PLC0415 - half a tenth of a second, wanted only for a picture

        pyvips.cache_set_max(0)
        # Fonts are looked for when the first letter is drawn.
        pyvips.Image.svgload_buffer(_PROBE.encode()).write_to_memory()
    library: ModuleType = pyvips
    return library


@contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    """Set variables of the environment for a while."""
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
