"""What lies outside: the bus, the schedules, the mail service, secrets, the clock.

With `rapport.store` the only place that knows AWS.
"""
