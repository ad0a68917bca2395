"""Measurements of speed and quality that anyone can run; see docs/performance.md."""
