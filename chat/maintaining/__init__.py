"""What stands behind the door of the maintainers' page: one module for each view."""
