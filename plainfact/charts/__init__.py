"""Charts: the catalogue of kinds, the theme, and the engine that draws them."""
