"""Names that a site needs at its root for its own pages and files; nothing else may have them."""

FOLDERS = frozenset({
    "all", "assets", "bundle", "cards", "charts", "corrections", "data", "embed", "facts",
    "glossary", "images", "index", "search", "sources", "404",
})  # fmt: skip
"""What no section, collection or former address may be called."""

FILES = frozenset({
    "404.html", "facts.csv", "facts.json", "facts.schema.json", "feed.xml", "index.html",
    "robots.txt", "sitemap.xml", "sources.json",
})  # fmt: skip
"""The files beside those folders."""
