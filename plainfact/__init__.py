"""Plainfact: a static explainer generator in which words, charts and sources cannot disagree."""

__version__ = "0.1.0"
