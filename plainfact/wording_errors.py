"""The error of the readers of words."""


class UnreadableError(ValueError):
    """Words that are not one quantity; the message says why, for an author."""
