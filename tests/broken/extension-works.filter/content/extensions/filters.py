def shout(words):
    return words.upper(
