"""The content as a web site of plain files: for any web server, readable without a script."""

from authoring.site.export import site_of

__all__ = ["site_of"]
