"""The demo's pages: home in three languages, standard pages, and the catalog with its courses."""

from home.demo.pages.catalog import load_catalog
from home.demo.pages.welcome import load_site

__all__ = ["load_catalog", "load_site"]
