"""How people say it in English."""

from __future__ import annotations

from rapport.mail.vocabulary.language import Vocabulary

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
        "emailed", "mailed", "texted", "messaged", "phoned", "posted", "all sent", "is sent",
        "it's sent", "it is sent", "that's sent", "all taken care of", "thanked in person",
        "have called him", "have called her", "sorted", "✅", "✔", "☑", "✓",
        *(
            f"{before}{did} {what}"
            for before in ("", "i ", "i've ")
            for did in ("sent", "mailed", "emailed", "posted")
            for what in (
                "the note", "a note", "my note", "the mail", "the email", "the message",
                "the thank you", "a thank you", "the thank-you", "a thank-you",
                "the thank you note", "the thank-you note", "a thank-you note", "my thank-you note",
                *(f"{whom} {the} {what}" for whom in ("him", "her", "them") for the in ("a", "the")
                  for what in ("thank you", "thank-you", "thank you note", "message", "text")),
                "it off", "it out", "them", "him a note", "her a note", "him the note",
                "her the note", "him a mail", "her a mail", "him an email", "her an email",
            )
        ),
        *(
            f"{before}{did} {whom}"
            for before in ("", "i ", "i've ")
            for did in (
                "called", "phoned", "rang", "emailed", "mailed", "texted", "messaged", "thanked",
                "wrote", "wrote to", "talked to", "talked with", "spoke to", "spoke with",
            )
            for whom in ("him", "her", "them", "him in person", "her in person",
                         "them in person")
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
        *(f"{dont} {want}{it}" for dont in ("don't", "i don't", "do not")
          for want in ("want to", "need to", "wanna", "feel like it")
          for it in ("", " do it", " do this", " thank him", " thank her", " thank them",
                     " write to him", " write to her", " call him", " call her")),
        "no thanks", "no thank you", "thanks but no thanks", "not worth it", "it's not worth it",
        *(f"{rather} {leave}{it}" for rather in ("i'd rather", "rather", "i'll", "i would rather")
          for leave in ("leave", "skip", "drop", "let") for it in (" it", " this", " that",
                                                                  " this one")),
        "let's drop it", "let's drop this", "let's drop this one", "let's skip it",
        "let's skip this", "let's skip this one", "let's leave it", "leave this one",
        "forget about it", "forget about this", "forget about this one", "irrelevant",
        *(f"{this} {gone}" for this in ("it's", "it is", "this is", "that's", "that is")
          for gone in ("irrelevant", "irrelevant now", "not needed", "not necessary",
                       "not relevant", "not relevant any more", "not relevant anymore",
                       "no longer relevant", "no longer needed", "no longer necessary",
                       "off the table", "obsolete")),
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
        "wrong person", "that was the wrong one", "undo my last message", "undo the last thing",
        "cancel that", "take back my last answer",
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
            for ask in ("remind", "ping", "ask", "nudge", "poke", "bug", "write", "mail", "email",
                        "tell")
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
        "rather", "not before", "later please", "later", "ask me again",
        "ask again", "wait",
        "not yet", "not done yet", "not yet done", "haven't done it yet", "i haven't done it yet",
        "didn't do it yet",
        "come back", "try again", "try me", "try me again", "hit me up", "pls ask again",
        "please ask again", "can it wait", "can this wait", "could it wait", "it can wait",
        "this can wait", *(f"{let} {do} {it}" for let in ("let's", "can we", "could we",
        "shall we", "i'd rather")
          for do in ("do", "push", "move", "postpone", "shift", "try")
          for it in ("it", "this", "that")),
        "maybe later", "perhaps later", "not now but", "let's say",
        "let's wait", "i'd wait", "hold off", "hold this", "let it rest",
        "give it a rest", "give me", "give it", "i need", "need", "not right now", "not for now",
        "skip it for now", "skip for now", "skip this for now", "leave it for now",
        "not this week", "not this month", "not this year", "another time", "some other time",
        "another day", "some day", "someday", "soon", "later this week", "later this month",
        "on the road", "on a trip", "on leave", "i'm on leave", "travelling", "traveling",
        *(f"{after} {my} {leave}" for after in ("after", "not before", "when i'm back from")
          for my in ("my", "our", "the")
          for leave in ("holiday", "holidays", "vacation", "trip", "exam", "exams", "leave",
                        "move")),
        "when i'm back", "once i'm back", "when i have time", "when i have more time",
        "when things calm down",
    ),
    snooze_ends=(
        "again", "please", "pls", "plz", "then", "instead", "is fine", "would be good",
        "works better", "is better", "would be better",
    ),
    stop=frozenset({
        "stop", "stop it", "stop this", "stop that", "stop please", "please stop", "unsubscribe",
        "remove me", "please remove me", "remove me from this list", "take me off the list",
        "take me off this list", "remove me from the list", "stop sending me these",
        "stop sending me this", "stop sending these", "stop sending this", "stop these",
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
        "i don't want", "i do not want", "enough with", "enough of", "stop it with",
        "stop about", "stop with", "stop for", "please stop", "stop", "no more",
    ),
    stop_everything=frozenset({
        "everything", "all", "all of it", "all of them", "all reminders", "all mails",
        "all emails", "all of this", "any reminders", "reminders", "reminding me", "mails",
        "emails", "mailing me", "sending me mails", "sending me emails", "sending mails",
        *(f"{any_more} {mails}{more}" for any_more in ("any more", "more", "any")
          for mails in ("emails", "mails", "reminders", "of these", "of this")
          for more in ("", " any more", " anymore")),
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
    stops={
        f"{please}{dont} send me any more{mails}": "everything"
        for please in ("", "please ")
        for dont in ("don't", "do not")
        for mails in ("", " mails", " emails", " of these", " of this", " reminders")
    },
    yes=frozenset({
        "yes", "yes please", "yes it is", "yes that's right", "yes correct", "yep", "yeah",
        "that's right", "that is right", "thats right", "correct", "right", "exactly", "yes indeed",
        "confirmed", "i confirm", "yes they did", "yes i did", "please note it", "yes note it",
    }),
    for_a_while=(
        "today", "tonight", "tomorrow", "this week", "this month", "this year", "this morning",
        "for now", "for a while", "for … week", "for … weeks", "until", "till", "right now",
    ),
    denies=("i don't want", "i do not want", "no more", "enough of", "enough with"),
    reminders=("remind",),
    spoilt=(
        "bounced", "wrong", "came back", "draft", "only half", "is dead", "he was out",
        "she was out", "he was away", "she was away",
    ),
    done_by_others=(),
    tells=("said", "says", "told", "wrote"),
    oneself=("i", "we"),
    answered=("called", "wrote", "agreed", "met", "said", "told"),
    about_things=("the …",),
    until=("until", "till"),
    definite=("the", "my"),
    no_such_things=("mail", "note", "road"),
    for_others=("he'd", "she'd", "they'd"),
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
        *(f"i {do}" for do in (
            "talk", "speak", "sound", "sounded", "look", "looked", "seem", "came", "come across",
            "ramble", "rambled", "rush", "rushed", "ask ", "asked", "work ", "write ", "explain",
            "explained", "think ", "did ", "interrupt", "interrupted", "spoke", "presented",
        )),
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
        "got off the phone with {who}": ("out", "call"), "off the phone with {who}": ("out",
        "call"),
        "was on the phone with {who}": ("out", "call"), "got {who} on the phone": ("out", "call"),
        **{f"{sent} {what} to {{who}}": ("out", "mail") for sent in ("sent", "emailed", "mailed")
           for what in ("it", "that", "this", "the note", "my note", "the thank you note",
                        "the thank-you note", "the mail", "the email", "a thank you")},
        **{f"{wrote} {{who}} {what}": ("out", "mail") for wrote in ("wrote", "sent")
           for what in ("a note", "a short note", "a quick note", "a thank you note",
                        "a thank you", "the thank you", "the note")},
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
        **{f"{wrote} {{who}} on {there}": ("out", "message")
           for wrote in ("wrote to", "wrote", "contacted", "pinged")
           for there in ("linkedin", "whatsapp", "xing", "signal", "slack")},
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
        "left … a message", "left a message", "left a msg", "left … a msg", "straight to voicemail",
        "nobody picks up", "no one picks up", "doesn't answer the phone", "never picked up",
        "didnt get through", "didn't get hold of", "couldn't get a hold of", "hung up on me",
        "tried to call", "tried calling", "tried to phone",
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
        "i think", "i hope", "i guess", "i believe", "hopefully", "soon", "tomorrow", "later",
        "almost", "nearly", "not done", "not true", "or not", "actually not", "well not really",
        "well not yet", "actually no", "i wish", "haha no", "but not really", "not at all",
    }),
    progress={
        "half-way": (
            "about half way through", "about halfway through",
            "read half the", "read half a", "finished half the", "done half the",
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
                   "has arrived", "have arrived", "came today", "came yesterday",
                   "came in the mail", "came in the post", "is here", "are here"),
        "finished": ("is finished", "are finished", "is done", "are done", "is read", "is over"),
        "started": ("has started", "started", "has begun"),
    },
    progress_alone={},
    sounds_like_outcomes=(
        *(f"moved on to {which} {part}"
          for which in ("the", "the next", "the second", "the third", "the last", "a new",
                        "another")
          for part in ("chapter", "lesson", "book", "part", "page", "section", "module", "course",
                       "topic")),
        *(f"{round_} of{what}"
          for round_ in ("round two", "round three", "round 2", "round 3", "next round",
                         "second round", "third round", "final round")
          for what in (" the slides", " slides", " edits", " drinks", " beers", " coffee",
                       " corrections", " the draft", " drafts", " applications", " reviews",
                       " the game", " golf", " layoffs", " vaccinations")),
        *(f"offered me{some} {what}"
          for some in ("", " a", " some", " his", " her", " their", " a cup of", " the", " any")
          for what in ("coffee", "tea", "drink", "help", "lift", "ride", "seat", "advice",
                       "discount", "to help", "chair", "support", "lunch", "biscuit")),
        *(f"offer {of}{what}" for of in ("of ", "of a ", "for my ", "for the ", "on the ")
          for what in ("lift", "ride", "help", "coffee", "car", "flat", "house", "bike", "laptop",
                       "phone")),
        *(f"{said} {the} {what}" for said in ("accepted", "declined", "turned down")
          for the in ("the", "a", "an", "his", "her", "their", "my", "that")
          for what in ("meeting", "invitation", "invite", "request", "call", "cookies", "terms",
                       "friend request", "connection request", "calendar invite", "apology",
                       "coffee", "lunch")),
        *(f"turned {it}" for what in ("music", "volume", "radio", "heating", "tv", "sound")
          for it in (f"it down, the {what}", f"down the {what}")),
        *(f"invited me to {the}{what}" for the in ("", "the ", "a ", "his ", "her ", "their ")
          for what in ("barbecue", "bbq", "party", "wedding", "birthday", "concert", "dinner",
                       "housewarming", "meetup", "linkedin", "connect on")),
        *(f"let me know about {what}" for what in (
            "a meetup", "an event", "some events", "a book", "a course", "a party", "a talk",
            "a podcast", "a conference",
        )),
        *(f"i start on {what}" for what in ("the book", "the course", "the class", "my book",
                                            "chapter", "the reading", "the first chapter")),
        *(f"{want} to see me {what}" for want in ("want", "wants")
          for what in ("happy", "succeed", "smile", "do well")),
        *(f"no luck with {the} {what}" for the in ("the", "my")
          for what in ("printer", "link", "phone", "library", "book", "course", "form", "wifi",
                       "bus", "train", "car", "weather", "website", "login")),
    ),
    colours=(
        "unfortunately", "sadly", "just", "today", "yesterday", "finally", "actually", "already",
        "now", "in the end", "again", "then", "also", "just now", "on monday", "on tuesday",
        "on wednesday", "on thursday", "on friday", "next week", "this week",
    ),
    outcomes={
        "declined": (
            "turned me down", "rejected me", "was rejected", "got rejected", "been rejected",
            "got a rejection", "got the rejection", "was turned down", "been turned down",
            "got turned down", "they said no", "it's a no", "it is a no", "it was a no",
            "got a no", "no luck", "went with someone else", "went with somebody else",
            "went with another candidate", "went with the other candidate", "chose someone else",
            "chose somebody else", "picked someone else", "hired someone else",
            "hired somebody else", "not moving forward", "won't move forward", "didn't get it",
            "didn't get the job", "did not get it", "did not get the job", "declined me",
            "went with someone", "went with somebody", "position was filled", "position is filled",
            "position has been filled", "filled the position",
            *(
                f"{took} {whom}"
                for took in (
                    "have taken", "have chosen", "have hired", "preferred", "went for",
                    "went with", "going with", "chose", "picked", "took", "hired", "decided for",
                    "decided on", "decided to go with", "decided to hire", "decided in favour of",
                    "gave it to", "gave the job to", "offered it to",
                )
                for whom in (
                    "someone else", "somebody else", "another candidate", "another person",
                    "the other candidate", "a different candidate", "an internal candidate",
                    "someone internal", "somebody internal", "someone with", "somebody with",
                    "someone more", "somebody more", "the other guy", "the other one",
                )
            ),
            "decided against me", "i'm not their choice", "they declined", "they passed on me",
            "it's a rejection", "no luck with the job",
            "a rejection letter", "ghosted me", "they ghosted", "been ghosted", "got ghosted",
            "they said no to me", "they didn't want me", "they don't want me",
            "no longer considering",
        ),
        "accepted": (
            "i signed!", "just signed", "signed!", "signed the offer", "signed today",
            "i accepted", "accepted the offer", "accepted their offer", "i took the job",
            "signed the contract", "i signed the", "i signed it", "i have signed", "i've signed",
            "i said yes", "took the offer", "i start on",
            "i'm taking the job", "landed the job", "landed it",
        ),
        "offered": (
            "offer came", "offer arrived", "offer is here", "offer is in", "sent me an offer",
            "got an offer", "got the offer", "made me an offer", "offered me", "have an offer",
            "received an offer", "they want me", "got the job", "i'm hired", "they hired me",
            "gave me an offer", "an offer from", "extended an offer", "made an offer",
        ),
        "withdrawn": (
            *(f"i {said_no}" for said_no in (
                "said no to them", "told them no", "turned it down", "said no to the offer",
                "cancelled my application", "took myself out", "dropped out of the process",
                "backed out", "bowed out", "pulled my application",
            )),
            "i'm out of the running", "i withdrew", "withdrew my application", "i pulled out",
            "turned them down",
            "turned it down", "i declined", "declined the offer", "declined their offer",
            "turned down the offer", "i'm withdrawing", "i am withdrawing", "i'm out of the race",
        ),
        "advanced": (
            "round two", "round three", "round 2", "round 3", "want to see me", "want me back",
            "want to meet me", "want to talk to me again", "asked me back", "wants to see me",
            "next round", "2nd round", "3rd round", "third round", "second round", "final round",
            "through to the", "moved on to",
            "they invited me", "i'm invited", "i am invited", "invited me to", "invited me back",
            "invited for", "made it to the", "made it to round", "got to round", "got to the",
            "on to round",
            "through to round", "made round", "advanced to", "i'm through", "another interview",
        ),
        "waiting": (
            "get back to me", "let me know", "be in touch", "getting back to me", "no decision",
            "haven't decided", "have not decided", "hasn't decided", "didn't hear back",
            "no reply from", "no answer from", "no response from", "nothing from",
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
    negations=(
        "not", "never", "no longer", "hardly", "neither", "nothing", "nobody", "no",
        *(f"{verb}nt" for verb in (
            "have", "has", "had", "did", "do", "does", "is", "are", "was", "were", "wo", "would",
            "ca", "could", "should",
        )),
    ),
    clauses=(
        "he", "she", "they", "we", "i", "i'm", "i've", "he's", "she's", "they're", "it's", "it was",
        "it went", "sorry", "took me", "no answer", "no reply", "because", "cause", "since he",
        "im", "hes", "shes", "theyre", "its", "but",
    ),
    inverted=(),
    excuses=(
        *(f"{cant} {when}" for cant in ("can't", "cannot", "can't do it", "can't do this")
          for when in ("right now", "now", "today", "this week", "atm", "at the moment")),
        "no time", "busy", "sick", "ill", "in a meeting", "in meetings", "swamped",
        "thanksgiving", "christmas", "my birthday", "a holiday", "public holiday",
        "too early", "not feeling well", "not well", "unwell", "not at home", "tired", "exhausted",
        "on the road", "travelling", "traveling", "driving", "on the train", "at work",
        "crazy week", "crazy day", "bad time", "too much going on", "a lot going on", "in bed",
        "on holiday", "on vacation", "on leave", "not ready", "out of office", "overwhelmed",
        "snowed under", "hectic", "slammed", "moving house",
    ),
    of_oneself=(
        "i", "i'm", "i am", "am", "i've", "have", "got", "i have", "we", "we're", "we are", "a",
        "sorry", "really", "very", "so", "super", "still", "it's", "it is", "this is", "just",
        "too", "this week", "today", "way", "bit", "bit too", "feeling", "at the moment", "now",
    ),
    parts=(
        "chapter", "chapters", "lesson", "lessons", "page", "pages", "part", "parts", "section",
        "sections", "module", "modules", "episode", "episodes",
    ),
    halves=("half", "half of", "the first half of", "first half of", "half the", "half a"),
    lately=(
        "today", "yesterday", "this morning", "this afternoon", "this evening", "last night",
        "last week", "already", "right away", "just now", "earlier", "earlier today",
        "an hour ago", "a minute ago", "last nite", "days ago", "ages ago", "a few days ago",
        "two days ago", "weeks ago", "a week ago", "tonight", "this week", "last monday",
        "last tuesday", "last wednesday", "last thursday", "last friday", "on my lunch break",
        "over lunch", "at lunchtime", "during lunch", "on the train", "on the bus",
        "on the way out", "on the way home", "on my way home", "before work", "after work",
        "at the weekend", "on the weekend", "over the weekend", "on saturday", "on sunday",
        "finally", "a minute", "a moment ago", "just",
        "on monday", "on tuesday", "on wednesday", "on thursday", "on friday", "at lunch",
        "yesterday evening", "a while ago", "right now", "straight away",
    ),
    polite=("thanks", "thank you", "please", "pls", "plz", "thx", "ty", "cheers", "now", "tbh",
        "lol",
            "haha", "btw", "anyway", "yes", "yep"),
    articles=("4 the", "4 a", "the", "a", "an", "my", "some", "his", "her", "their", "this",
        "that"),
    joins=("and", "and also", "and then", "as well as", "plus", "or", "&"),
    verb_last=False,
    fillers=("yup", "nah", "all right", "alright", "hey", "finally", "ok so", "so", "plz", "ya",
        "k",
             "thanks", "thank you", "ok", "okay", "yes", "yep", "yeah", "great", "sorry",
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
