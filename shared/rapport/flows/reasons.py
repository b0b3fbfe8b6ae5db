"""Why a mail is held, as its owner reads it; the sender's part is told by `mail.sender`."""

from __future__ import annotations

NO_ADDRESS = "It came to an address that was never given out."
NOT_ADDRESSED = "It was written to somebody else and passed on, so it cannot be an answer."
TOO_LATE = "The reminder or receipt that it answers is more than half a year old."
LOOKS_AUTOMATIC = "It looks like an automatic answer. If you wrote it, let it in."
UNCLEAR = "It could not be told what, or whom, this is about."
TOO_MUCH = "It says more at once than can be noted in one go."
NOT_KEPT = "The mail itself is no longer kept, so it could not be read."

NOT_UNDERSTOOD = frozenset({UNCLEAR, TOO_MUCH})
"""Why it is held though it is the seeker's own: taken again as it is, it would be held again."""
