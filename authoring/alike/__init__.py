"""Texts that say nearly the same: asked twice, answered twice, or in contradiction."""
