"""What the pages call the values that are chosen from a few."""

from __future__ import annotations

from rapport.facts import AdviceKind, Channel, Format, Outcome, Step
from rapport.insight import UNPROMPTED
from rapport.plan import Kind

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
KINDS: dict[str, str] = {
    Kind.THANK_YOU: "Thank-you",
    Kind.STATUS_CHECK: "Asking where things stand",
    Kind.NO_ANSWER: "Whether to close an opening",
    Kind.GRACIOUS_REPLY: "Reply to a no",
    Kind.FEEDBACK_CALL: "Call for feedback",
    Kind.FEEDBACK_MAIL: "Mail for feedback",
    Kind.FEEDBACK_NUDGE: "Asking again for feedback",
    Kind.OFFER_THANKS: "Thanks for an offer",
    Kind.OFFER_DECISION: "Decision on an offer",
    Kind.WITHDRAWAL_NOTE: "Withdrawing",
    Kind.DOOR_OPEN: "A light note after silence",
    Kind.ADVICE_CHECK_IN: "How advice goes",
    Kind.PROGRESS_REPORT: "Report on advice",
    Kind.REFERRAL_THANKS: "Thanks for a referral",
    Kind.REFERRAL_UPDATE: "News of a referral",
    Kind.NEWS_AND_THANKS: "News and thanks",
    Kind.EVENT_NOTE: "After an event",
    Kind.KEEP_IN_TOUCH: "Keeping in touch",
    UNPROMPTED: "Without a reminder",
}
LANGUAGE_NAMES = {"en": "English", "de": "Deutsch"}
REMINDERS = {
    Kind.THANK_YOU: ("Thank-you", "to an interviewer, within a day"),
    Kind.STATUS_CHECK: ("Status check", "when no answer came by the time that they said"),
    Kind.NO_ANSWER: ("No answer", "a last word, before you mark an opening as silent"),
    Kind.GRACIOUS_REPLY: ("Gracious reply", "to a no, the same day"),
    Kind.FEEDBACK_CALL: ("Call for feedback", "a script for ten minutes, and the mail beside it"),
    Kind.FEEDBACK_MAIL: ("Feedback by mail", "where a call would be too much"),
    Kind.FEEDBACK_NUDGE: ("Feedback again", "once, when feedback asked for did not come"),
    Kind.OFFER_THANKS: ("Thanks for an offer", "the day that it comes"),
    Kind.OFFER_DECISION: ("Decision on an offer", "before it runs out"),
    Kind.WITHDRAWAL_NOTE: ("Withdrawal", "a friendly word when it is you who ends it"),
    Kind.DOOR_OPEN: ("Open door", "a light note after a silence"),
    Kind.ADVICE_CHECK_IN: ("Advice", "a word to whoever gave it, while you have not begun"),
    Kind.PROGRESS_REPORT: ("Progress report", "what you did with their advice"),
    Kind.REFERRAL_THANKS: ("Thanks for a referral", "to whoever named an opening to you"),
    Kind.REFERRAL_UPDATE: ("News of a referral", "how it went, to the same person"),
    Kind.NEWS_AND_THANKS: ("News and thanks", "when you took a job, to all who helped"),
    Kind.EVENT_NOTE: ("After an event", "that somebody mentioned"),
    Kind.KEEP_IN_TOUCH: ("Keep in touch", "every few months, with a reason"),
}
"""What each kind of reminder is called where one is chosen, and when it comes."""
