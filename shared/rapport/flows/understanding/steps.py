"""Steps on what was advised. Pure."""

from __future__ import annotations

from rapport.facts import ProgressRecorded, Step
from rapport.flows.understanding.scribe import Scribe
from rapport.flows.which_advice import Unclear, which

ONLY_THE_STEP = 4
"""So many words beside the thing itself say the step and no more: “I have just finished”."""


def progress(scribe: Scribe, what: str, step: Step, text: str, part: int) -> None:
    """Record a step; where it is not clear on what, ask, and keep it as a note."""
    try:
        found = which(what, step, scribe.matter.history, scribe.matter.contact_id)
    except Unclear as unclear:
        scribe.note(text, part, said=False)
        if unclear.candidates:
            titles = scribe.say.either(unclear.candidates)
            scribe.tell("receipt.which-advice", text=text, titles=titles)
        else:
            scribe.tell("receipt.whom", text=text)
        return
    notes = text if _says_more(text, what) else ""
    for advice in found:
        scribe.record(
            ProgressRecorded(advice_id=advice.advice_id, step=step, notes=notes),
            f"{part}.{advice.advice_id}",
            "receipt.progress",
            title=advice.title,
            step=scribe.say.say(f"step.{step}"),
        )


def _says_more(text: str, what: str) -> bool:
    """Whether a sentence tells more than that a step was taken, so that it is worth repeating."""
    return len(text.split()) - len(what.split()) > ONLY_THE_STEP
