"""How many random pathways are tried: a few hundred, always the same ones; thousands of new ones in the nightly profile."""

import os

from hypothesis import HealthCheck, Phase, settings

SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile(
    "quick", max_examples=100, deadline=None, derandomize=True, suppress_health_check=SLOW_IS_FINE
)
settings.register_profile("nightly", max_examples=5000, deadline=None, suppress_health_check=SLOW_IS_FINE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

IN_A_DATABASE = settings(
    max_examples=settings().max_examples // 5, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
"""Each of these is written row by row, through every action: fewer of them are tried, and none is made smaller for long."""
