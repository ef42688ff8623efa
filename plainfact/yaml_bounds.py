"""Counting the values of a YAML text before any of them is kept, so that too many cost little."""

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""What reads YAML as a stream of events: the fast one, where it is there."""


def find_excess(text: str, most: int) -> yaml.Event | None:
    """Return the value that is one more than may be, or None where a text has no more.

    What stands for others, an alias, counts as one here. A text that is short or no YAML is left
    to be refused as it is read.
    """
    if len(text) < most // 2:
        return None
    values = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            values += isinstance(event, yaml.NodeEvent)
            if values > most:
                return event
    except yaml.YAMLError:
        return None
    return None
