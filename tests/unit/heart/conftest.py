"""How hypothesis works here: no test depends on how busy the machine is.

`pytest --hypothesis-profile=thorough --timeout=0 tests/unit/heart` looks much longer.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("calm", calm, max_examples=40)
settings.register_profile("thorough", calm, max_examples=2000)
if settings.get_current_profile_name() == "default":
    settings.load_profile("calm")
