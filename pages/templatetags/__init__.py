"""Template tags: the NHS design system's components, and our words."""
