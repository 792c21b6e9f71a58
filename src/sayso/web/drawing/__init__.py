"""Geometry of pictures in pixels of their own; templates only write it down as SVG. Labels never lie on each other."""
