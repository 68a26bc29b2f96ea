"""Set-up and checks: standard library only, for they run before anything is installed."""
