"""What the pages call the values that are chosen from a few."""

from __future__ import annotations

from rapport.facts import AdviceKind, Channel, Format, Outcome, Step

RAPPORT = {
    "1": "Cold",
    "2": "Polite",
    "3": "Good",
    "4": "Warm",
    "5": "A real connection",
}
FORMATS = {
    Format.PHONE: "Phone",
    Format.VIDEO: "Video",
    Format.ON_SITE: "On site",
    Format.PANEL: "Panel",
    Format.OTHER: "Something else",
}
OUTCOMES = {
    Outcome.WAITING: ("Still waiting", "They said that they need more time."),
    Outcome.ADVANCED: ("Next round", "They want to see you again."),
    Outcome.OFFERED: ("Offer", "They want you."),
    Outcome.ACCEPTED: ("Accepted", "You took the job."),
    Outcome.DECLINED: ("They said no", "Not this time."),
    Outcome.WITHDRAWN: ("Withdrawn", "You said no."),
    Outcome.SILENT: ("No answer", "Nothing came, and nothing will."),
}
CHANNELS = {
    Channel.CALL: "Call",
    Channel.MAIL: "Mail",
    Channel.MEETING: "Meeting",
    Channel.MESSAGE: "Message",
}
DIRECTIONS = {"in": "They came to me", "out": "I went to them"}
STAGES = {"given": "They gave it", "asked": "I asked for it", "declined": "They declined"}
ADVICE = {
    AdviceKind.BOOK: "Book",
    AdviceKind.COURSE: "Course",
    AdviceKind.CLASS: "Class",
    AdviceKind.PERSON: "Person to meet",
    AdviceKind.PRACTICE: "Practice",
}
STEPS = {
    Step.STARTED: "Started",
    Step.BOUGHT: "Bought",
    Step.ENROLLED: "Enrolled",
    Step.HALF_WAY: "Half way",
    Step.FINISHED: "Finished",
    Step.DROPPED: "Gave it up",
}
