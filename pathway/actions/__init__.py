"""Every write: atomic, keyword-only, `by=` a person or CLOCK; records an Event and reassesses in the same transaction."""
