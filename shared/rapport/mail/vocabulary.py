"""How people say it: the phrases that `commands` understands, a table per language.

Phrases are lower case. In patterns, `{who}` stands for a person (a name or a pronoun) and `{what}`
for the rest of the clause. A further language is a further `Vocabulary`.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Literal

from rapport.later import dataclass
from rapport.mail.spelling import spelled, spellings


@dataclass(frozen=True)
class Vocabulary:
    """One language. Where it matters, longer phrases are tried before shorter ones."""

    done: frozenset[str]
    skip: frozenset[str]
    undo: frozenset[str]
    pending: frozenset[str]
    help: frozenset[str]
    snooze: tuple[str, ...]
    """What begins a wish to be reminded later; a time follows, or nothing."""
    snooze_ends: tuple[str, ...]
    """What may stand behind that time."""
    stop: frozenset[str]
    stop_prefixes: tuple[str, ...]
    """What begins a stop that says of what; what follows is looked up in the next three."""
    stop_everything: frozenset[str]
    stop_kind: tuple[str, ...]
    stop_person: tuple[str, ...]
    scopes: dict[str, Literal["person", "kind", "everything"]]
    """What may be the whole of an answer to the question what to stop."""
    yes: frozenset[str]

    pronouns: frozenset[str]
    objects: frozenset[str]
    """Pronouns of whom something is done with."""
    according: str
    """What stands before who thinks what follows."""
    not_names: frozenset[str]
    no_titles: frozenset[str]
    """What alone is no thing: "read more"."""
    said: tuple[str, ...]
    """Verbs between a person and what the person said."""
    advised: tuple[str, ...]
    """Verbs between a person and advice."""
    hints: tuple[str, ...]
    """Verbs between a person and what is advice only where the rest shows it."""
    introduced: tuple[str, ...]
    """Those of them that a person follows."""
    advice_verbs: dict[str, str]
    """The verb of an advice and the kind of advice that it gives."""
    doing: dict[str, str]
    """Verbs without which what was recommended is no thing to do, as they stand in its title."""
    advice_nouns: dict[str, str]
    """Nouns that decide the kind, wherever they stand in the clause."""
    labels: dict[str, str]
    """What stands before a colon: "book: …", "feedback: …", "note: …"."""
    feedback: tuple[str, ...]
    """How an assessment begins, after "… said"."""
    contacts: dict[str, tuple[str, str]]
    """What one did with a person: direction and channel. "{who}" is where the person stands."""
    unreached: tuple[str, ...]
    """How one says that a call reached nobody; " … " stands for up to three words."""
    no_answer: tuple[str, ...]
    """What says so beside a call; beside a mail it only says that the answer has yet to come."""
    calls: tuple[str, ...]
    """What shows that it was a call."""
    taken_back: frozenset[str]
    """What makes a "done" ahead of it none: "Done. Not really"."""
    progress: dict[str, tuple[str, ...]]
    progress_after: dict[str, tuple[str, ...]]
    """Steps whose verb stands behind the thing."""
    outcomes: dict[str, tuple[str, ...]]
    unsure: tuple[str, ...]
    """Words that make a statement a thought: an outcome or step beside them is none."""
    negations: tuple[str, ...]
    """What makes the opposite of what follows it."""
    lately: tuple[str, ...]
    """When something was that has been: it may stand before or behind what was done."""
    polite: tuple[str, ...]
    """What may stand behind a command without being part of it."""
    articles: tuple[str, ...]
    joins: tuple[str, ...]
    """Words between two things of one kind."""
    verb_last: bool
    """Whether the verb of an advice stands behind what it is about."""
    greetings: tuple[str, ...]
    fillers: tuple[str, ...]
    """What may stand before a command without being part of it."""
    no: tuple[str, ...]
    """What may stand before it, and a comma."""
    sign_offs: frozenset[str]


ENGLISH = Vocabulary(
    done=frozenset({
        "done", "done it", "all done", "it's done", "its done", "it is done", "this is done",
        "that's done", "did it", "i did it", "i did", "did that", "did this", "have done it",
        "i have done it", "i've done it", "i've done that", "i've done this", "sent", "sent it",
        "i sent it", "i've sent it", "sent today", "just sent it", "just did it", "just did",
        "done today", "done yesterday", "already done", "already did", "already done it",
        "done already", "done and dusted", "called", "called him", "called her", "called them",
        "i called him", "i called her", "completed", "finished", "done thanks", "done thank you",
        "done deal", "mark as done", "mark it done", "mark done", "is done", "that's done now",
        "it's done now", "mail sent", "email sent", "note sent", "message sent", "mail is out",
        "email is out", "it's out", "thank-you note sent", "thank you note sent", "already sent",
        "already sent it", "taken care of", "it's taken care of", "took care of it", "all set",
        "have sent it",
        "have called him", "have called her", "sorted", "✅", "✔", "☑", "✓",
        *(
            f"{before}{did} {what}"
            for before in ("", "i ", "just ", "i just ", "already ", "i've ", "i've just ")
            for did in ("sent", "mailed", "emailed", "posted")
            for what in (
                "the note", "a note", "my note", "the mail", "the email", "the message",
                "the thank you", "a thank you", "the thank-you", "a thank-you",
                "the thank you note", "the thank-you note", "a thank-you note", "my thank-you note",
                "it off", "it out", "them", "him a note", "her a note", "him the note",
                "her the note", "him a mail", "her a mail", "him an email", "her an email",
            )
        ),
        *(
            f"{before}{did} {whom}"
            for before in ("", "i ", "just ", "i just ", "already ", "i already ", "i've ")
            for did in (
                "called", "phoned", "rang", "emailed", "mailed", "texted", "messaged", "thanked",
                "wrote", "wrote to", "talked to", "talked with", "spoke to", "spoke with",
            )
            for whom in ("him", "her", "them")
        ),
    }),
    skip=frozenset({
        "skip", "skip it", "skip this", "skip this one", "skip that", "skip please",
        "please skip", "please skip this", "please skip this one", "not needed", "no need",
        "not this one", "not necessary", "drop it", "drop this", "drop this one", "ignore this",
        "leave it", "cancel this", "cancel this one", "won't do", "not doing this",
        "not relevant", "not relevant anymore", "no longer relevant", "no longer needed",
        *(
            f"{before}{verb}{what}"
            for before in ("", "i ")
            for verb in ("don't need", "do not need", "no longer need")
            for what in ("", " it", " this", " that", " this one", " it any more", " this any more",
                         " it anymore", " this anymore", " this reminder")
        ),
        *(
            f"{what}{says}{more}"
            for what in ("", "it ", "this ", "that ")
            for says in ("doesn't apply", "does not apply", "isn't needed", "is not needed",
                         "isn't relevant", "is not relevant", "no longer applies")
            for more in ("", " any more", " anymore")
        ),
        "don't bother", "no point", "let it go", "forget it", "forget this one", "pass",
        "skip him", "skip her", "not interested",
        "not going to do this", "not going to do this one", "i won't do this", "i'd rather not",
        "rather not", "i don't want to", "i don't want to do this", "never mind",
        "nevermind",
    }),
    undo=frozenset({
        "undo", "undo that", "undo this", "undo it", "undo the last", "undo the last one",
        "undo last", "undo my last answer", "undo my last mail", "undo my answer", "please undo",
        "take it back", "take that back", "revert", "revert that", "undo it please",
        "that was a mistake", "that was wrong", "scratch that", "my mistake", "wrong one",
        "wrong person", "that was the wrong one",
    }),
    pending=frozenset({
        *(
            f"{asks} {what}"
            for asks in ("what's", "what is", "what else is", "what's still", "what is still")
            for what in (
                "pending", "due", "next", "open", "left", "planned", "coming", "coming up",
                "coming next", "on my list", "on the list", "on my plate", "up next", "to do",
            )
        ),
        "show me my list", "show my list", "my list", "list", "list pending", "list everything",
        "list all", "list please", "pending",
        "what is pending", "what's pending", "whats pending", "whats due", "whats next",
        "what is due", "what's due",
        "what is next", "what's next", "what is open", "what's open", "show list", "show me",
        "show pending", "show me the list", "show all", "the list", "agenda", "status",
        "what is planned", "what's planned", "what's planned next", "what is due this week",
        "what's due this week", "what's next this week", "what else is there", "anything else",
        "what do i have to do", "what is left", "what's left", "what else", "to do", "todo",
    }),
    help=frozenset({
        "help", "help me", "help please", "commands", "?", "how does this work",
        "what can i say", "what can i write", "what can i do", "how do i use this", "info",
    }),
    snooze=(
        *(
            f"{begin}{ask} me{more}"
            for begin in ("", "please ", "can you ", "could you ", "can you please ", "pls ")
            for ask in ("remind", "ping", "ask", "nudge", "poke", "write", "mail", "email", "tell")
            for more in ("", " again", " about this", " about it", " of this", " of it", " this")
            if more or ask not in ("write", "mail", "email", "tell")
        ),
        *(
            f"{begin}{put_off}{what}"
            for begin in ("", "please ", "pls ", "let's ")
            for put_off in ("snooze", "postpone", "move", "push", "defer", "delay")
            for what in ("", " this", " it", " that", " this one", " that one")
        ),
        "i'm on vacation", "on vacation", "i'm on holiday", "on holiday", "i'm away", "i am away",
        "i'm out", "i am out", "i'm travelling", "i'm traveling", "i'm off", "away",
        "not now", "not today", "can we do this", "could we do this", "can we do it",
        "could we do it", "can this wait until", "can it wait until", "let's do this",
        "let's do it",
        "rather", "not before", "later today", "later please", "later", "ask me again",
        "ask again", "wait",
        "not yet",
        "come back", "try again",
    ),
    snooze_ends=(
        "again", "please", "then", "instead", "works better", "is better", "would be better",
    ),
    stop=frozenset({
        "stop", "stop it", "stop this", "stop that", "stop please", "please stop", "unsubscribe",
        "unsubscribe me", "please unsubscribe", "no more", "no more of this", "enough",
    }),
    stop_prefixes=(
        "please stop reminding me about", "please stop reminding me of", "stop reminding me about",
        "stop reminding me of", "stop mailing me about", "stop reminders about",
        "stop reminders for", "stop reminders of", "no more reminders about",
        "no more reminders for", "no more mails about", "no more about", "please stop sending me",
        "please stop sending", "stop sending me", "stop sending", "stop following up with",
        *(
            f"{no}{any_more} {what} {about}"
            for no in ("i don't want", "i do not want", "don't send", "don't send me", "please no",
                       "no", "i need no", "i don't need")
            for any_more in ("", " any", " any more", " more")
            for what in ("reminders", "mails", "emails", "reminder")
            for about in ("about", "for", "of", "on", "from")
        ),
        "don't remind me about", "don't remind me of", "unsubscribe from",
        "stop about", "stop with", "stop for", "please stop", "stop", "no more",
    ),
    stop_everything=frozenset({
        "everything", "all", "all of it", "all of them", "all reminders", "all mails",
        "all emails", "all of this", "any reminders", "reminders", "reminding me", "mails",
        "emails", "mailing me", "sending me mails", "sending me emails", "sending mails",
        "anything", "me all", "all this", "it all", "emailing me", "these emails", "these mails",
    }),
    stop_kind=(
        "kind", "this type", "type", "these reminders", "such reminders", "this sort",
        "thank-you", "thank you", "thank-yous", "thanks", "status check", "check-in", "check in",
        "keep-in-touch", "keep in touch", "progress report", "feedback", "digest", "digests",
    ),
    stop_person=(
        "person", "the person", "this person", "this contact", "him", "her", "them",
        "this one person",
    ),
    scopes={
        "person": "person", "this person": "person", "the person": "person", "kind": "kind",
        "this kind": "kind", "the kind": "kind", "everything": "everything",
    },
    yes=frozenset({
        "yes", "yes please", "yes it is", "yes that's right", "yes correct", "yep", "yeah",
        "that's right", "that is right", "thats right", "correct", "right", "exactly", "yes indeed",
        "confirmed", "i confirm", "yes they did", "yes i did", "please note it", "yes note it",
    }),
    pronouns=frozenset({"he", "she", "they"}),
    objects=frozenset({"him", "her", "them"}),
    according="according to",
    not_names=frozenset({
        "i", "we", "it", "you", "the", "this", "that", "these", "those", "my", "a", "an", "and",
        "but", "so", "then", "there", "what", "who", "which", "yes", "no", "ok", "done", "thanks",
        "also", "today", "yesterday", "tomorrow", "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday", "just", "finally", "still", "when", "if", "as", "not",
        "somebody", "someone", "everybody", "everyone", "nobody", "people", "his", "her", "their",
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    }),
    no_titles=frozenset({
        "more", "less", "much", "lots", "again", "everything", "something", "anything", "better",
        "up", "along", "around",
    }),
    said=(
        "also said that", "also said", "said that", "said", "says that", "says", "told me that",
        "told me", "mentioned that", "mentioned", "thinks that", "thinks", "thought that",
        "thought", "felt that", "felt", "pointed out that", "pointed out", "explained that",
        "explained", "wrote that", "wrote", "added that", "added", "'s feedback was that",
        "'s feedback was", "'s feedback is", "'s feedback:", "feels that", "feels", "noted that",
        "noted", "found", "finds", "believes", "replied that", "replied", "answered that",
        "answered",
    ),
    advised=(
        "said i should", "says i should", "said that i should", "told me to", "said to",
        "thinks i should", "thought i should", "also recommended", "recommended that i",
        "recommended i", "recommended me", "recommended to", "recommended", "recommends",
        "suggested that i", "suggested i", "suggested to", "suggested", "suggests", "advised me to",
        "advised to", "advised", "wants me to", "asked me to", "encouraged me to", "urged me to",
        "pointed me to", "recommended me to", "referred me to", "introduced me to",
        "put me in touch with", "connected me with", "passed me on to", "named",
    ),
    introduced=(
        "pointed me to", "recommended me to", "referred me to", "introduced me to",
        "put me in touch with", "connected me with", "passed me on to",
    ),
    hints=("would", "wants me"),
    advice_verbs={
        "joining": "course", "watching": "course", "following": "course", "talking with": "person",
        "meeting": "person", "contacting": "person", "calling": "person", "asking": "person",
        "studying": "practice", "building": "practice", "improving": "practice",
        "trying": "practice", "contribute to": "practice", "contributing to": "practice",
        "looking into": "practice", "looking at": "practice", "getting": "book", "buying": "book",
        "read up on": "practice", "read": "book", "reading": "book", "buy": "book", "get": "book",
        "get hold of": "book", "take": "course", "taking": "course", "attend": "course",
        "attending": "course", "enrol in": "course", "enroll in": "course",
        "enrolling in": "course", "sign up for": "course", "signing up for": "course",
        "do": "course",
        "doing": "course", "join": "course", "complete": "course", "watch": "course",
        "follow": "course", "talk to": "person", "talking to": "person", "speak to": "person",
        "speak with": "person", "meet": "person", "contact": "person",
        "get in touch with": "person",
        "reach out to": "person", "call": "person", "write to": "person", "connect with": "person",
        "ask": "person", "practice": "practice", "practise": "practice", "practicing": "practice",
        "work on": "practice", "working on": "practice", "get better at": "practice",
        "learn": "practice", "learning": "practice", "study": "practice", "build": "practice",
        "brush up on": "practice", "brush up": "practice", "train": "practice",
        "look into": "practice", "try": "practice", "improve": "practice", "look at": "practice",
    },
    doing={
        "learn": "learning", "learning": "learning", "study": "studying",
        "practice": "practising", "practise": "practising", "practicing": "practising",
        "train": "training", "improve": "improving", "build": "building", "join": "joining",
        "joining": "joining", "contribute to": "contributing to", "try": "trying",
        "contributing to": "contributing to",
    },
    advice_nouns={
        "book": "book", "books": "book", "novel": "book", "paper": "book", "article": "book",
        "class": "class", "classes": "class", "evening school": "class", "workshop": "class",
        "seminar": "class", "lecture": "class", "course": "course", "courses": "course",
        "bootcamp": "course", "boot camp": "course", "mooc": "course", "certificate": "course",
        "certification": "course", "tutorial": "course", "training": "course", "talk": "course",
        "podcast": "course", "video": "course",
    },
    labels={
        "book": "book", "books": "book", "read": "book", "reading": "book", "course": "course",
        "courses": "course", "class": "class", "classes": "class", "person": "person",
        "people": "person", "talk to": "person", "practice": "practice", "practise": "practice",
        "advice": "practice", "feedback": "feedback", "note": "note", "notes": "note",
        "said": "said", "his feedback": "feedback", "her feedback": "feedback",
        "their feedback": "feedback", "the feedback": "feedback", "main feedback": "feedback",
        "the main feedback": "feedback", "my feedback": "feedback",
    },
    feedback=(
        "me ", "i was", "i am", "i'm", "i lack", "i lacked", "i need", "i needed", "i should have",
        "i should be", "i did", "i didn't", "i had", "i could have", "i came across", "i came over",
        "i seemed", "i don't", "i have", "i've", "i talked", "i answered", "i know", "i knew",
        "my ", "they missed", "they were missing", "the team", "there was", "it was", "what i",
        "others", "the other", "they liked", "they needed", "they wanted", "they felt",
        "they thought", "light on", "weak", "strong", "good", "not enough", "too ",
    ),
    contacts={
        "i called {who}": ("out", "call"), "called {who}": ("out", "call"),
        "i phoned {who}": ("out", "call"), "phoned {who}": ("out", "call"),
        "i rang {who}": ("out", "call"), "rang {who}": ("out", "call"),
        "i spoke with {who}": ("out", "call"), "spoke with {who}": ("out", "call"),
        "i spoke to {who}": ("out", "call"), "spoke to {who}": ("out", "call"),
        "i talked to {who}": ("out", "call"), "talked to {who}": ("out", "call"),
        "i talked with {who}": ("out", "call"), "talked with {who}": ("out", "call"),
        "had a call with {who}": ("out", "call"), "i had a call with {who}": ("out", "call"),
        "had a great call with {who}": ("out", "call"),
        "had a good call with {who}": ("out", "call"),
        "had a nice call with {who}": ("out", "call"),
        "had a chat with {who}": ("out", "call"), "had a good chat with {who}": ("out", "call"),
        "sent the thank you note to {who}": ("out", "mail"),
        "sent a thank you note to {who}": ("out", "mail"),
        "sent the thank you to {who}": ("out", "mail"), "sent a note to {who}": ("out", "mail"),
        "sent a mail to {who}": ("out", "mail"), "sent an email to {who}": ("out", "mail"),
        "i met with {who}": ("out", "meeting"), "met with {who}": ("out", "meeting"),
        "i met {who}": ("out", "meeting"), "met {who}": ("out", "meeting"),
        "had coffee with {who}": ("out", "meeting"), "i had coffee with {who}": ("out", "meeting"),
        "had lunch with {who}": ("out", "meeting"), "i had lunch with {who}": ("out", "meeting"),
        "i wrote to {who}": ("out", "mail"), "wrote to {who}": ("out", "mail"),
        "i wrote {who}": ("out", "mail"), "i emailed {who}": ("out", "mail"),
        "emailed {who}": ("out", "mail"), "i mailed {who}": ("out", "mail"),
        "mailed {who}": ("out", "mail"), "i thanked {who}": ("out", "mail"),
        "thanked {who}": ("out", "mail"), "i messaged {who}": ("out", "message"),
        "messaged {who}": ("out", "message"), "i texted {who}": ("out", "message"),
        "texted {who}": ("out", "message"), "left {who} a voicemail": ("out", "call"),
        "left {who} a message": ("out", "call"), "sent {who} a message": ("out", "message"),
        "sent {who} a mail": ("out", "mail"), "sent {who} an email": ("out", "mail"),
        "ran into {who}": ("out", "meeting"), "bumped into {who}": ("out", "meeting"),
        "we had coffee with {who}": ("out", "meeting"),
        "we had lunch with {who}": ("out", "meeting"), "we met": ("out", "meeting"),
        "we spoke": ("out", "call"), "we talked": ("out", "call"), "we chatted": ("out", "call"),
        "we had a call": ("out", "call"), "we had a chat": ("out", "call"),
        "got a reply from {who}": ("in", "mail"), "got an answer from {who}": ("in", "mail"),
        "heard back from {who}": ("in", "mail"), "heard from {who}": ("in", "mail"),
        "got a mail from {who}": ("in", "mail"), "got an email from {who}": ("in", "mail"),
        "got a call from {who}": ("in", "call"), "{who} called me": ("in", "call"),
        "{who} called": ("in", "call"), "{who} phoned": ("in", "call"),
        "{who} rang": ("in", "call"), "{who} wrote back": ("in", "mail"),
        "{who} wrote me": ("in", "mail"), "{who} wrote": ("in", "mail"),
        "{who} replied": ("in", "mail"), "{who} answered": ("in", "mail"),
        "{who} emailed": ("in", "mail"), "{who} mailed": ("in", "mail"),
        "{who} got back to me": ("in", "mail"), "{who} messaged": ("in", "message"),
        "{who} texted": ("in", "message"), "{who} sent me": ("in", "mail"),
    },
    unreached=(
        "voicemail", "voice mail", "answering machine", "didn't pick up", "did not pick up",
        "doesn't pick up", "not picking up", "nobody picked up", "no one picked up",
        "nobody answered the phone", "didn't answer the phone", "did not answer the phone",
        "didn't take my call", "couldn't reach", "could not reach", "can't reach", "cannot reach",
        "didn't reach", "did not reach", "wasn't able to reach", "unable to reach", "unreachable",
        "not reachable", "couldn't get hold of", "couldn't get through", "didn't get through",
        "can't get through", "line was busy", "line is busy", "phone was off", "rang out",
        "left … a message", "left a message", "tried to call", "tried calling", "tried to phone",
        "tried to ring", "tried to reach", "tried him", "tried her", "tried them",
        "not at his desk", "not at her desk",
    ),
    no_answer=(
        "no answer", "no reply", "no response", "nobody answered", "no one answered",
        "didn't answer", "did not answer", "nobody there", "nobody home", "nobody was there",
        "wasn't there", "was not there", "wasn't in", "wasn't available", "not available",
        "no luck", "without success", "in vain", "engaged",
    ),
    calls=("call", "called", "calling", "phoned", "phone", "rang", "ring"),
    taken_back=frozenset({
        "not really", "not", "not yet", "not quite", "no", "nope", "just kidding", "kidding",
        "almost", "nearly", "not done", "not true", "or not", "actually not", "well not really",
        "well not yet", "actually no", "i wish", "haha no", "but not really", "not at all",
    }),
    progress={
        "half-way": (
            "about half way through", "about halfway through",
            "half way through", "halfway through", "half-way through", "i'm half way through",
            "in the middle of", "half way into", "halfway into", "half done with", "read half of",
            "am half way through", "i am halfway through", "i'm halfway through",
        ),
        "finished": (
            "finished reading", "finished", "completed", "done with", "through with",
            "finished with", "read all of", "i read", "i have read", "i've read", "passed",
            "graduated from", "watched", "just finished", "worked through", "read the", "read both",
        ),
        "bought": ("bought", "ordered", "purchased", "picked up", "got hold of", "borrowed",
                   "got the book", "got the books", "got both books", "got myself"),
        "enrolled": ("enrolled in", "enrolled for", "enrolled on", "enrolled", "enroled in",
                     "signed up for", "signed up to", "registered for", "registered to", "booked",
                     "joined", "got a place in", "got into", "signed up", "registered"),
        "started": ("started reading", "started with", "started on", "started", "began reading",
                    "began", "begun", "am reading", "i'm reading", "now reading", "reading",
                    "am taking", "i'm taking", "starting"),
        "dropped": ("gave up on", "gave up", "dropped out of", "dropped", "quit", "abandoned"),
    },
    progress_after={
        "bought": ("is ordered", "are ordered", "is bought", "are bought", "arrived",
                   "has arrived", "have arrived"),
        "finished": ("is finished", "are finished", "is done", "are done", "is read", "is over"),
        "started": ("has started", "started", "has begun"),
    },
    outcomes={
        "declined": (
            "turned me down", "rejected me", "was rejected", "got rejected", "been rejected",
            "got a rejection", "got the rejection", "was turned down", "been turned down",
            "got turned down", "they said no", "it's a no", "it is a no", "it was a no",
            "got a no", "went with someone else", "went with somebody else",
            "went with another candidate", "went with the other candidate", "chose someone else",
            "chose somebody else", "picked someone else", "hired someone else",
            "hired somebody else", "not moving forward", "won't move forward", "didn't get it",
            "didn't get the job", "did not get it", "did not get the job", "declined me",
            "went with someone", "went with somebody", "position was filled", "position is filled",
            "position has been filled", "filled the position",
            *(
                f"{took} {whom}"
                for took in (
                    "went with", "going with", "chose", "picked", "took", "hired", "decided for",
                    "decided on", "decided to go with", "decided to hire", "decided in favour of",
                    "gave it to", "gave the job to", "offered it to",
                )
                for whom in (
                    "someone else", "somebody else", "another candidate", "another person",
                    "the other candidate", "a different candidate", "an internal candidate",
                )
            ),
            "decided against me", "i'm not their choice", "they declined", "they passed on me",
            "it's a rejection", "no luck with the job",
            "a rejection letter", "ghosted me", "they ghosted", "been ghosted", "got ghosted",
            "they said no to me", "they didn't want me", "they don't want me",
            "no longer considering",
        ),
        "accepted": (
            "i accepted", "accepted the offer", "accepted their offer", "i took the job",
            "signed the contract", "i signed the", "i signed it", "i have signed", "i've signed",
            "i said yes", "took the offer", "i start on",
            "i'm taking the job", "landed the job", "landed it",
        ),
        "offered": (
            "got an offer", "got the offer", "made me an offer", "offered me", "have an offer",
            "received an offer", "they want me", "got the job", "i'm hired", "they hired me",
            "gave me an offer", "an offer from", "extended an offer", "made an offer",
        ),
        "withdrawn": (
            "i withdrew", "withdrew my application", "i pulled out", "turned them down",
            "turned it down", "i declined", "declined the offer", "declined their offer",
            "turned down the offer", "i'm withdrawing", "i am withdrawing", "i'm out of the race",
        ),
        "advanced": (
            "next round", "2nd round", "3rd round", "third round", "second round", "final round",
            "through to the", "moved on to",
            "they invited me", "i'm invited", "i am invited", "invited me to", "invited me back",
            "invited for", "made it to the", "made it to round", "got to round", "got to the",
            "on to round",
            "through to round", "made round", "advanced to", "i'm through", "another interview",
        ),
        "waiting": (
            "still waiting", "haven't heard", "have not heard", "no news", "no answer yet",
            "no word yet", "no word from", "nothing yet", "need more time", "need another week",
            "need another few days", "need a few more days", "still deciding",
            "waiting to hear", "nothing heard", "heard nothing",
        ),
    },
    unsure=(
        "if ", "hope", "hoping", "would", "might", "maybe", "perhaps", "could ", "in case",
        "afraid", "worried", "should they", "when they", "until they", "?", "unless", "whether",
        "not sure", "may ", "almost", "nearly",
    ),
    negations=("not", "never", "no longer", "hardly"),
    lately=(
        "today", "yesterday", "this morning", "this afternoon", "this evening", "last night",
        "last week", "already", "right away", "just now", "earlier", "earlier today",
        "an hour ago", "a minute ago",
        "on monday", "on tuesday", "on wednesday", "on thursday", "on friday", "at lunch",
        "yesterday evening", "a while ago", "right now", "straight away",
    ),
    polite=("thanks", "thank you", "please", "pls", "thx", "cheers", "now"),
    articles=("the", "a", "an", "my", "some", "his", "her", "their", "this", "that"),
    joins=("and", "and also", "and then", "as well as", "plus", "or", "&"),
    verb_last=False,
    fillers=("thanks", "thank you", "ok", "okay", "yes", "yep", "yeah", "great", "sorry",
             "hm", "hmm", "well", "whoops", "uh", "actually", "argh",
    "all good", "oops", "ah", "oh", "pls", "please"),
    no=("no", "nope", "nah"),
    greetings=("hi", "hello", "hey", "dear", "good morning", "good afternoon", "good evening"),
    sign_offs=frozenset({
        "thanks", "thank you", "thx", "cheers", "regards", "best", "best regards",
        "kind regards", "many thanks", "best wishes", "sincerely", "yours", "warm regards",
        "thanks a lot", "thank you very much", "bye", "all the best", "greetings", "ty",
        "thanks in advance", "br",
    }),
)  # fmt: skip

GERMAN = Vocabulary(
    done=frozenset({
        "erledigt", "ist erledigt", "schon erledigt", "bereits erledigt", "alles erledigt",
        "habe ich erledigt", "hab ich erledigt", "gemacht", "habe ich gemacht",
        "hab ich gemacht", "hab's gemacht", "habs gemacht", "hab's erledigt",
        "habs erledigt", "hab's geschickt", "habs geschickt", "hab's abgeschickt", "schon gemacht",
        "fertig", "bin fertig", "getan", "abgeschickt",
        "geschickt", "verschickt", "gesendet", "ist raus", "abgehakt", "angerufen",
        "habe ihn angerufen", "habe sie angerufen", "ich habe ihn angerufen",
        "ich habe sie angerufen", "done", "passt erledigt", "danke erledigt", "erledigt danke",
        "habe ich heute gemacht", "habe ich gestern gemacht", "mail an ihn ist raus",
        "mail an sie ist raus", "mail ist raus", "e-mail ist raus", "die mail ist raus",
        "nachricht ist raus",
        "dankesmail ist raus", "mail geschickt", "mail abgeschickt", "mail verschickt",
        *(
            f"{have}{what}"
            for have in ("", "habe ", "hab ", "ich habe ", "ich hab ")
            for what in (
                "ihn angerufen", "sie angerufen", "ihm geschrieben", "ihr geschrieben",
                "ihm gedankt", "ihr gedankt", "mit ihm telefoniert", "mit ihr telefoniert",
                "mit ihm gesprochen", "mit ihr gesprochen", "es gemacht", "es erledigt",
                "es abgeschickt", "sie abgeschickt", "die mail geschickt", "die mail abgeschickt",
            )
        ),
    }),
    skip=frozenset({
        "überspringen", "bitte überspringen", "ueberspringen", "auslassen", "weglassen",
        "nicht nötig", "nicht noetig", "das nicht", "dieses nicht", "diese nicht",
        *(
            f"{what}{needs} ich{it} nicht{more}"
            for what in ("", "das ", "die ")
            for needs in ("brauche", "brauch", "will", "möchte")
            for it in ("", " das", " die")
            for more in ("", " mehr")
        ),
        "lass gut sein", "lass mal", "ist nicht mehr nötig", "das ist nicht mehr nötig",
        "nicht mehr relevant", "nicht relevant", "das passt nicht mehr", "kein bedarf", "egal",
        "ignorieren", "fällt aus", "streichen", "lass das",
        "das hat sich erledigt", "hat sich erledigt", "überspring das", "überspring es",
        "überspringe das", "lieber nicht", "nicht mehr nötig",
        "vergiss es",
    }),
    undo=frozenset({
        "rückgängig", "rückgängig machen", "rückgängig bitte", "mach es rückgängig",
        "bitte rückgängig machen",
        "mach das rückgängig", "zurücknehmen", "bitte zurücknehmen", "nimm das zurück",
        "das war falsch", "das war ein versehen", "widerrufen",
    }),
    pending=frozenset({
        *(
            f"was {asks}{more}{what}"
            for asks in ("steht", "ist", "liegt", "kommt", "steht denn", "ist denn")
            for more in ("", " noch", " als nächstes", " noch alles", " alles")
            for what in (" an", " offen", " fällig", " auf der liste", " auf meiner liste",
                         " zu tun", "")
            if what or asks == "kommt"
        ),
        "zeig mir meine liste", "zeige mir meine liste", "zeig meine liste", "meine liste",
        "liste", "bitte liste", "was steht an", "was ist offen", "was ist fällig", "offen",
        "was kommt als nächstes", "übersicht", "zeig mir die liste", "zeige mir die liste",
        "was liegt an", "was muss ich tun", "alles zeigen", "status", "fällig",
    }),
    help=frozenset({
        "hilfe", "bitte hilfe", "befehle", "wie geht das", "was kann ich sagen",
        "was kann ich schreiben", "wie funktioniert das",
    }),
    snooze=(
        *(
            f"{begin}{remind} mich{more}"
            for begin in ("", "bitte ")
            for remind in ("erinnere", "erinner", "frag", "frage")
            for more in ("", " wieder", " nochmal", " noch mal", " noch einmal", " erst", " bitte")
        ),
        *(
            f"{begin}{put_off}{what}"
            for begin in ("", "bitte ")
            for put_off in ("verschieb", "verschiebe", "verleg", "verlege")
            for what in ("", " das", " es", " die erinnerung")
        ),
        "bin", "ich bin", "bin noch", "ich bin noch", "danach", "danach bitte",
        "kannst du mich", "könntest du mich", "bin im urlaub bis", "im urlaub bis", "bin weg bis",
        "bitte verschieben", "verschieben", "aufschieben", "später erinnern", "nochmal erinnern",
        "wieder erinnern",
        "später bitte", "später", "erst wieder", "erst", "heute nicht", "nicht heute",
        "können wir das", "kann das bis", "lieber", "geht das auch", "nicht jetzt", "jetzt nicht",
        "noch nicht", "schlummern", "zurückstellen", "wiedervorlage", "melde dich wieder",
        "warten", "snooze",
    ),
    snooze_ends=(
        "wieder", "nochmal", "noch einmal", "bitte", "erinnern", "nochmals", "erst", "machen",
        "verschieben", "im urlaub", "in urlaub", "verreist", "weg", "unterwegs", "nicht da",
        "krank",
    ),
    stop=frozenset({
        "stopp", "stop", "bitte stoppen", "aufhören", "bitte aufhören", "abbestellen", "abmelden",
        "genug", "nicht mehr", "hör auf", "keine mehr", "schluss damit", "bitte nicht mehr",
    }),
    stop_prefixes=(
        "bitte keine erinnerungen mehr an", "bitte nicht mehr an", "keine erinnerungen mehr an",
        "keine erinnerungen mehr zu", "keine erinnerung mehr an", "nicht mehr an",
        "keine mails mehr zu", "hör auf mit", "stopp für", "stopp bei", "bitte stopp", "stopp",
        "stop", "bitte keine", "keine",
    ),
    stop_everything=frozenset({
        "alles", "alle", "alle erinnerungen", "alle mails", "erinnerungen mehr", "mails mehr",
        "weiteren erinnerungen", "weiteren mails", "e-mails mehr", "alle e-mails",
        "gar nichts mehr",
    }),
    stop_kind=("diese art", "art", "solche", "dankesmails", "danksagungen", "nachfragen"),
    stop_person=(
        "person", "diese person", "dieser kontakt", "diesen kontakt", "ihn", "sie", "ihm", "ihr",
    ),
    scopes={
        "person": "person", "diese person": "person", "die person": "person", "art": "kind",
        "diese art": "kind", "die art": "kind", "alles": "everything",
        "alles stoppen": "everything", "bitte alles stoppen": "everything",
        "alles beenden": "everything", "alle erinnerungen stoppen": "everything",
    },
    yes=frozenset({
        "ja", "ja bitte", "ja genau", "genau", "stimmt", "ja stimmt", "ja das stimmt",
        "das stimmt", "richtig", "ja richtig", "korrekt", "so ist es", "jawohl", "bestätigt",
        "ja haben sie", "bitte notieren",
    }),
    pronouns=frozenset({"er", "sie"}),
    objects=frozenset({"ihn", "ihm", "ihr", "ihnen"}),
    according="laut",
    not_names=frozenset({
        "ich", "wir", "es", "du", "ihr", "der", "die", "das", "dies", "ein", "eine", "und", "aber",
        "dann", "mein", "meine", "ja", "nein", "ok", "danke", "auch", "heute", "gestern", "morgen",
        "erledigt", "man", "jemand", "niemand", "alle", "nicht", "wenn", "als", "was", "wer",
        "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september",
        "oktober", "november", "dezember",
        "außerdem", "leider", "montag", "dienstag", "mittwoch", "donnerstag", "freitag",
    }),
    no_titles=frozenset({
        "mehr", "weniger", "viel", "alles", "etwas", "wieder", "besser", "nochmal", "weiter", "so",
    }),
    said=(
        "hat mir gesagt, dass", "hat mir gesagt", "hat gesagt, dass", "hat gesagt", "sagte, dass",
        "sagte", "sagt, dass", "sagt",
        "meinte, dass", "meinte", "meint, dass", "meint", "findet, dass", "findet", "fand, dass",
        "fand", "erklärte", "schrieb, dass", "schrieb", "denkt, dass", "denkt",
        "erwähnte", "antwortete",
    ),
    advised=(
        "hat mir empfohlen", "hat empfohlen", "empfahl mir", "empfahl", "empfiehlt mir",
        "empfiehlt", "hat geraten", "hat mir geraten", "riet mir", "riet", "rät mir", "rät",
        "schlug vor", "schlägt vor", "hat vorgeschlagen", "sagte, ich soll",
        "sagte, ich solle", "meinte, ich soll", "meinte, ich solle", "meinte, ich sollte",
        "sagt, ich soll", "sagt, ich sollte", "sagte, ich sollte", "nannte", "hat genannt",
        *(f"{said} ich {should}" for said in ("sagt", "sagte", "meint", "meinte")
          for should in ("soll", "solle", "sollte")),
        *(f"{advises}{me} zu" for advises in ("rät", "riet") for me in ("", " mir")),
        "verwies mich an", "vermittelte mich an", "schickte mich zu", "verweist mich an",
    ),
    introduced=("verwies mich an", "vermittelte mich an", "schickte mich zu", "verweist mich an"),
    hints=("hat mir", "hat"),
    advice_verbs={
        "lesen": "book", "zu lesen": "book", "lies": "book", "kaufen": "book",
        "zu kaufen": "book", "besuchen": "course", "zu besuchen": "course",
        "belegen": "course", "zu belegen": "course", "machen": "course", "zu machen": "course",
        "anmelden": "course", "teilzunehmen": "course", "teilnehmen": "course",
        "ansehen": "course", "anzusehen": "course", "sprechen": "person", "zu sprechen": "person",
        "reden": "person", "zu reden": "person", "kontaktieren": "person",
        "zu kontaktieren": "person", "anrufen": "person", "anzurufen": "person",
        "üben": "practice", "zu üben": "practice", "lernen": "practice", "zu lernen": "practice",
        "verbessern": "practice", "zu verbessern": "practice", "arbeiten": "practice",
        "zu arbeiten": "practice", "vertiefen": "practice", "zu vertiefen": "practice",
        "zu melden": "person", "melden": "person", "zu schreiben": "person",
        "empfohlen": "book", "geraten": "practice", "vorgeschlagen": "practice",
    },
    doing={},
    advice_nouns={
        "buch": "book", "bücher": "book", "büchern": "book", "artikel": "book",
        "abendkurs": "class", "seminar": "class", "workshop": "class", "abendschule": "class",
        "volkshochschule": "class", "kurs": "course", "kurse": "course", "lehrgang": "course",
        "schulung": "course", "fortbildung": "course", "weiterbildung": "course",
        "zertifikat": "course", "video": "course", "podcast": "course",
    },
    labels={
        "buch": "book", "bücher": "book", "lesen": "book", "kurs": "course", "kurse": "course",
        "seminar": "class", "person": "person", "üben": "practice", "rat": "practice",
        "tipp": "practice", "notiz": "note",
        **{
            f"{whose}{what}": "feedback"
            for whose in ("", "ihr ", "ihre ", "sein ", "seine ", "das ", "die ", "mein ")
            for what in ("feedback", "rückmeldung", "urteil", "einschätzung")
        },
        "notizen": "note",
    },
    feedback=(
        "ich war", "ich bin", "ich sei", "ich wäre", "ich habe", "ich hatte", "ich hätte",
        "ich brauche", "mir fehlt", "mir fehlte", "mir fehlten", "mir fehle", "mein", "meine",
        "mich ", "ich gut", "ich sehr", "ich zu", "ich nicht", "ich mehr", "ich noch",
        "ich kann", "ich könne", "es fehlt", "das team", "zu wenig", "zu ", "schwach", "stark",
        "gut",
    ),
    contacts={
        "habe {who} angerufen": ("out", "call"), "ich habe {who} angerufen": ("out", "call"),
        "hab {who} angerufen": ("out", "call"), "habe mit {who} telefoniert": ("out", "call"),
        "ich habe mit {who} telefoniert": ("out", "call"),
        "mit {who} telefoniert": ("out", "call"),
        **{
            f"{have}mit {{who}} {did}": ("out", channel)
            for have in ("hab ", "habe ", "ich hab ", "ich habe ", "hatte ", "")
            for did, channel in (
                ("telefoniert", "call"), ("gesprochen", "call"), ("geredet", "call"),
                ("gechattet", "message"),
            )
        },
        **{
            f"hab {{who}} {did}": ("out", channel)
            for did, channel in (
                ("getroffen", "meeting"), ("geschrieben", "mail"), ("gedankt", "mail"),
                ("angerufen", "call"), ("eine mail geschickt", "mail"),
                ("eine nachricht geschickt", "message"),
            )
        },
        "mit {who} gesprochen": ("out", "call"), "habe mit {who} gesprochen": ("out", "call"),
        "ich habe mit {who} gesprochen": ("out", "call"),
        "habe {who} getroffen": ("out", "meeting"), "{who} getroffen": ("out", "meeting"),
        "ich habe {who} getroffen": ("out", "meeting"),
        "habe {who} geschrieben": ("out", "mail"),
        "ich habe {who} geschrieben": ("out", "mail"),
        **{
            f"{have}eine{n} {what} von {{who}} {got}": ("in", channel)
            for have in ("", "hab ", "habe ", "ich hab ", "ich habe ")
            for n, what, channel in (
                ("", "mail", "mail"), ("", "e-mail", "mail"), ("", "antwort", "mail"),
                ("", "nachricht", "message"), ("n", "brief", "mail"), ("n", "anruf", "call"),
            )
            for got in ("bekommen", "erhalten")
        },
        **{
            f"{{who}} hat {me}{did}": ("in", channel)
            for me in ("", "mir ", "mich ")
            for did, channel in (
                ("zurückgerufen", "call"), ("zurückgeschrieben", "mail"),
                ("eine mail geschrieben", "mail"), ("eine mail geschickt", "mail"),
                ("eine nachricht geschickt", "message"), ("angeschrieben", "message"),
            )
        },
        "habe {who} gedankt": ("out", "mail"), "{who} hat angerufen": ("in", "call"),
        "{who} rief an": ("in", "call"), "{who} rief mich an": ("in", "call"),
        "{who} hat mich angerufen": ("in", "call"), "{who} hat geantwortet": ("in", "mail"),
        "{who} hat geschrieben": ("in", "mail"), "{who} hat mir geschrieben": ("in", "mail"),
        "{who} hat sich gemeldet": ("in", "mail"), "{who} schrieb": ("in", "mail"),
        "{who} meldete sich": ("in", "mail"), "habe {who} … getroffen": ("out", "meeting"),
        "war mit {who} kaffee trinken": ("out", "meeting"),
        "war mit {who} essen": ("out", "meeting"), "war mit {who} mittagessen": ("out", "meeting"),
        "habe {who} eine mail geschickt": ("out", "mail"),
        "habe {who} eine nachricht geschickt": ("out", "message"),
        "habe {who} eine nachricht geschrieben": ("out", "message"),
        "wir haben telefoniert": ("out", "call"), "wir haben gesprochen": ("out", "call"),
        "wir haben uns getroffen": ("out", "meeting"),
    },
    unreached=(
        "anrufbeantworter", "mailbox gesprochen", "auf der mailbox", "auf die mailbox",
        "nur die mailbox", "nur mailbox", "nicht erreicht", "nicht erreichen", "nicht erreichbar",
        "nicht drangegangen", "nicht rangegangen", "ging nicht ran", "ging nicht dran",
        "geht nicht ran", "geht nicht dran", "nicht abgenommen", "nicht abgehoben",
        "nahm nicht ab", "nimmt nicht ab", "hob nicht ab", "hebt nicht ab", "nicht durchgekommen",
        "kam nicht durch", "niemanden erreicht", "keinen erreicht", "niemand rangegangen",
        "niemand ging ran", "keiner ging ran", "niemand dran", "keiner dran", "war besetzt",
        "versucht anzurufen", "anzurufen versucht", "versucht … anzurufen",
        "versucht … zu erreichen", "zu erreichen versucht",
    ),
    no_answer=(
        "keine antwort", "niemand da", "keiner da", "war nicht da", "war niemand da", "mailbox",
        "voicemail", "besetzt", "vergeblich", "ohne erfolg", "leider nicht da", "niemand zu hause",
        "nicht im büro",
    ),
    calls=("angerufen", "anruf", "telefoniert", "telefon", "rief", "anrufen"),
    taken_back=frozenset({
        "nicht wirklich", "doch nicht", "nicht", "noch nicht", "nicht ganz", "nein", "scherz",
        "fast", "beinahe", "von wegen", "quatsch", "schön wär's", "stimmt nicht", "oder auch nicht",
        "noch nicht ganz", "eigentlich nicht", "leider nicht", "leider noch nicht",
    }),
    progress={
        "half-way": ("zur hälfte durch mit", "bin zur hälfte durch mit", "halb durch mit",
                     "bin halb durch mit",
                     "mitten in", "bin mitten in"),
        "finished": ("fertig mit", "bin fertig mit", "durch mit", "bin durch mit", "ausgelesen"),
        "bought": ("gekauft:",),
        "enrolled": ("angemeldet für", "angemeldet zum", "angemeldet zu", "bin angemeldet für",
                     "eingeschrieben für", "eingeschrieben in"),
        "started": ("angefangen mit", "habe angefangen mit", "begonnen mit", "lese gerade",
                    "ich lese gerade", "lese"),
        "dropped": ("aufgegeben:", "abgebrochen:"),
    },
    progress_after={
        "bought": ("gekauft", "bestellt", "besorgt", "ausgeliehen", "sind da", "ist da"),
        "finished": ("gelesen", "ausgelesen", "fertig gelesen", "beendet", "abgeschlossen",
                     "fertig", "bestanden", "durchgearbeitet", "absolviert", "durch"),
        "half-way": ("zur hälfte gelesen", "halb gelesen", "zur hälfte durch", "halb durch",
                     "zur hälfte fertig"),
        "enrolled": ("gebucht", "belegt", "angemeldet", "eingeschrieben"),
        "started": ("begonnen", "angefangen", "gestartet"),
        "dropped": ("abgebrochen", "aufgegeben"),
    },
    outcomes={
        "declined": (
            "haben abgesagt", "haben mir abgesagt", "hat abgesagt", "hat mir abgesagt",
            "wurde mir abgesagt", "mir wurde abgesagt", "absage bekommen", "eine absage",
            "die absage",
            "abgelehnt worden", "wurde abgelehnt", "haben mich abgelehnt", "hat nicht geklappt",
            "hat es nicht geklappt", "hat leider nicht geklappt", "stelle ist besetzt",
            "stelle ist schon besetzt",
            *(
                f"für {whom} entschieden"
                for whom in (
                    "jemand anderen", "jemand anders", "jemanden anders", "jemand anderes",
                    "einen anderen", "eine andere", "einen anderen bewerber",
                    "eine andere bewerberin", "einen anderen kandidaten",
                    "eine andere kandidatin", "den anderen kandidaten",
                )
            ),
            "gegen mich entschieden", "haben einen anderen genommen", "haben jemand anderen",
        ),
        "accepted": (
            "habe angenommen", "angebot angenommen", "habe unterschrieben",
            "vertrag unterschrieben", "habe zugesagt", "nehme die stelle", "nehme das angebot an",
        ),
        "offered": (
            "angebot bekommen", "ein angebot gemacht", "haben mir die stelle angeboten",
            "haben zugesagt", "habe die zusage", "zusage bekommen", "habe die stelle",
            "habe den job", "hab den job", "hab die stelle", "hab ein angebot", "hab das angebot",
            "hab die zusage", "habe das angebot", "ich bekomme den job", "ich bekomme die stelle",
            "angebot erhalten",
        ),
        "withdrawn": (
            "bewerbung zurückgezogen", "habe zurückgezogen", "habe abgesagt", "ziehe zurück",
            "habe abgelehnt", "angebot abgelehnt",
        ),
        "advanced": (
            "nächste runde", "2. runde", "3. runde", "zweite runde", "dritte runde",
            "letzte runde", "bin weiter", "eine runde weiter",
            "wieder eingeladen", "zum zweitgespräch", "haben mich eingeladen",
        ),
        "waiting": (
            "warte noch", "noch nichts gehört", "keine antwort", "noch keine antwort",
            "nichts neues", "brauchen noch zeit", "entscheiden noch",
        ),
    },
    unsure=(
        "wenn ", "falls", "hoffe", "hoffentlich", "würde", "vielleicht", "könnte", "ob ", "?",
        "fürchte", "befürchte", "sollte ich", "wäre", "bis sie", "fast ", "beinahe", " will ",
        "möchte", "werde",
    ),
    negations=("nicht", "nie", "kein", "keine", "keinen", "niemals", "kaum"),
    lately=(
        "heute", "heute früh", "heute morgen", "heute vormittag", "heute mittag",
        "heute nachmittag", "gestern", "gestern abend", "eben", "gerade", "gerade eben", "vorhin",
        "letzte woche", "am montag", "am dienstag", "am mittwoch", "am donnerstag", "am freitag",
        "schon", "bereits", "jetzt", "gleich", "sofort", "direkt",
    ),
    polite=("danke", "danke dir", "vielen dank", "bitte", "danke schön", "dankeschön"),
    articles=("der", "die", "das", "den", "dem", "ein", "eine", "einen", "einem", "mein", "meine",
              "meinen", "meinem", "meiner", "an", "ich habe", "habe", "hab", "für", "mit", "mich",
              "bin", "ich bin", "ich",
              "im", "am", "zu", "zum", "zur"),
    joins=("und", "und auch", "sowie", "oder", "&"),
    verb_last=True,
    fillers=("danke", "vielen dank", "ok", "okay", "ja", "super", "gut", "sorry", "so", "ups",
             "ach", "hm", "oh", "huch", "bitte", "leider"),
    no=("nein", "nö", "nee"),
    greetings=("hallo", "guten morgen", "guten tag", "guten abend", "liebe", "lieber", "moin",
               "servus", "grüß gott", "sehr geehrte"),
    sign_offs=frozenset({
        "danke", "vielen dank", "dank", "gruß", "grüße", "liebe grüße", "viele grüße",
        "beste grüße", "mit freundlichen grüßen", "lg", "vg", "mfg", "danke schön", "dankeschön",
        "schöne grüße", "herzliche grüße", "bis bald", "tschüss", "besten dank",
    }),
)  # fmt: skip


_BY_MEANING = ("progress", "progress_after", "outcomes")
"""Tables whose phrases stand on the right."""


def _as_typed(words: Vocabulary) -> Vocabulary:
    """The same with every phrase in all its spellings."""
    tables: dict[str, Any] = {}
    for each in fields(words):
        table = getattr(words, each.name)
        if each.name in _BY_MEANING:
            tables[each.name] = {to: spelled(phrases) for to, phrases in table.items()}
        elif isinstance(table, dict):
            tables[each.name] = {one: to for said, to in table.items() for one in spellings(said)}
        elif isinstance(table, tuple | frozenset):
            tables[each.name] = type(table)(spelled(table))
    return replace(words, **tables)


LANGUAGES: dict[str, Vocabulary] = {"en": _as_typed(ENGLISH), "de": _as_typed(GERMAN)}
