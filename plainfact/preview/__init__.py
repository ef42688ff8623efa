"""The preview: a site in memory, built again at each change, on a server that tells its pages."""
