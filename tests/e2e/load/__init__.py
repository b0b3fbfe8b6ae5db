"""A crowd at the doors of the running application, and what has to hold afterwards.

`make load` runs it on a local runtime of its own: interviews in a burst, a thousand follow-ups due
in one minute, answers while their reminders go out; some of it twice, as clients, the mail service
and Scheduler may do.
"""
