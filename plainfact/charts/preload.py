"""What a process that will draw imports beforehand: Altair, and all that draws with it."""

import plainfact.charts.drawing
from plainfact.charts.grammar import alt

_ = (plainfact.charts.drawing, alt.Chart)
