"""How fast Alongside judges, and how soon it notices: `make bench`."""
