"""What the words of "until next Tuesday 9am" mean, a table per language.

Each entry maps a word, or a row of words, to a token of the grammar in `until`: a kind and a
value. A further language is a further table with the same tokens on the right.
"""

from __future__ import annotations

from functools import cache

from rapport.mail.spelling import spellings

Token = tuple[str, float | str]


def _numbers(words: str, first: int = 0) -> dict[str, Token]:
    return {
        word: ("number", first + place)
        for place, row in enumerate(words.split())
        for word in row.split("/")
    }


def _ordinals(words: str) -> dict[str, Token]:
    return {
        word: ("ordinal", place)
        for place, row in enumerate(words.split(), 1)
        for word in row.split("/")
    }


def _rows(kind: str, words: str, first: int = 0) -> dict[str, Token]:
    return {
        word: (kind, first + place)
        for place, row in enumerate(words.split())
        for word in row.split("/")
    }


def _all(kind: str, rows: dict[str, str]) -> dict[str, Token]:
    return {
        word.replace("_", " "): (kind, value)
        for value, words in rows.items()
        for word in words.split()
    }


ZONES: dict[str, Token] = _all("zone", {
    "UTC": "utc gmt z",
    "Europe/London": "bst uk_time london_time",
    "Europe/Berlin": "cet cest mez mesz german_time berlin_time central_european_time "
                     "deutscher_zeit deutsche_zeit",
    "America/New_York": "est edt et eastern eastern_time new_york_time",
    "America/Chicago": "cst cdt ct central_time chicago_time",
    "America/Denver": "mst mdt mt mountain_time",
    "America/Los_Angeles": "pst pdt pt pacific pacific_time",
    "Asia/Kolkata": "ist india_time",
})  # fmt: skip
"""Words for a zone, in any language. Nobody changes them in summer: "3pm EST" is what the clocks
there show."""

ENGLISH: dict[str, Token] = {
    **ZONES,
    **_numbers(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty"
    ),
    **_ordinals("first second third fourth fifth sixth seventh eighth ninth tenth"),
    **_rows("month", "january/jan february/feb march/mar april/apr may june/jun july/jul "
            "august/aug september/sep/sept october/oct november/nov december/dec", 1),
    **_rows("weekday", "monday/mon/mondays tuesday/tue/tues wednesday/wed/weds "
            "thursday/thu/thur/thurs friday/fri saturday/sat sunday/sun"),
    **_all("unit", {
        "minute": "minute minutes min mins",
        "hour": "hour hours hr hrs h",
        "day": "day days d",
        "workday": "working_day working_days business_day business_days workday workdays",
        "week": "week weeks wk wks w",
        "fortnight": "fortnight fortnights",
        "month": "month months",
        "quarter": "quarter quarters",
        "year": "year years yr yrs",
    }),
    **_all("part", {
        "morning": "morning mornings",
        "noon": "noon midday lunch lunchtime",
        "after lunch": "after_lunch",
        "afternoon": "afternoon",
        "evening": "evening eve after_work",
        "night": "night",
        "midnight": "midnight",
        "day's end": "end_of_day end_of_the_day end_of_business close_of_business eod cob eob "
                     "end_of_today the_end_of_the_day the_end_of_today",
    }),
    "thirty": ("number", 30), "forty-five": ("number", 45), "ninety": ("number", 90),
    "sixty": ("number", 60), "forty": ("number", 40), "fifty": ("number", 50),
    "a": ("number", 1), "an": ("number", 1), "another": ("number", 1),
    "a couple of": ("number", 2), "a couple": ("number", 2), "couple of": ("number", 2),
    "a few": ("number", 3), "few": ("number", 3), "several": ("number", 5),
    "a dozen": ("number", 12),
    "half": ("half", 0), "a half": ("half", 0), "half a": ("half", 0), "half an": ("half", 0),
    "quarter": ("quarter", 0), "a quarter": ("quarter", 0), "quarter of an": ("quarter", 0),
    "past": ("past", 0), "to": ("to", 0), "o'clock": ("clock", 0), "oclock": ("clock", 0),
    "am": ("ampm", "am"), "pm": ("ampm", "pm"), "a.m.": ("ampm", "am"), "p.m.": ("ampm", "pm"),
    "later today": ("later today", 0), "later in the day": ("later today", 0),
    **_all("season", {"spring": "spring springtime", "summer": "summer summertime",
                      "autumn": "autumn fall", "winter": "winter wintertime"}),
    "month end": ("edge of month", "end"), "year end": ("edge of year", "end"),
    "quarter end": ("edge of quarter", "end"), "later this": ("this", 0),
    **{f"{when} {back}": ("ask", "until") for when in ("when", "until", "once", "after")
       for back in ("i'm back", "im back", "i am back", "i'm back from holiday", "i get back",
                    "i return", "i come back", "i'm home", "i'm back in the office")},
    "today": ("day", 0), "tomorrow": ("day", 1), "tmrw": ("day", 1), "tomorow": ("day", 1),
    "tommorow": ("day", 1), "tommorrow": ("day", 1), "tmr": ("day", 1),
    "day after tomorrow": ("day", 2), "overmorrow": ("day", 2), "tonight": ("tonight", 0),
    "tonite": ("tonight", 0), "after tomorrow": ("day", 2),
    "next": ("next", 1), "following": ("next", 1), "coming": ("this", 0), "this": ("this", 0),
    "this coming": ("this", 0), "upcoming": ("this", 0), "after next": ("after next", 0),
    "week number": ("week number", 0), "calendar week": ("week number", 0),
    "cw": ("week number", 0), "last": ("last", 0),
    "weekend": ("weekend", 0), "end": ("edge", "end"), "eow": ("edge of week", "end"),
    "eom": ("edge of month", "end"), "eoy": ("edge of year", "end"),
    "beginning": ("edge", "begin"), "start": ("edge", "begin"), "early": ("edge", "begin"),
    "mid": ("edge", "mid"), "middle": ("edge", "mid"), "late": ("edge", "late"),
    "christmas": ("holiday", "christmas"), "xmas": ("holiday", "christmas"),
    "christmas day": ("holiday", "christmas"), "christmas eve": ("holiday", "christmas eve"),
    "boxing day": ("holiday", "boxing day"), "new year's eve": ("holiday", "new year's eve"),
    "new years eve": ("holiday", "new year's eve"), "new year": ("holiday", "new year"),
    "new year's": ("holiday", "new year"), "new years": ("holiday", "new year"),
    "new year's day": ("holiday", "new year"), "the new year": ("holiday", "new year"),
    "easter": ("holiday", "easter"), "pentecost": ("holiday", "pentecost"),
    "whitsun": ("holiday", "pentecost"), "thanksgiving": ("holiday", "thanksgiving"),
    "and": ("and", 0), "after": ("after", 0), "from now": ("now", 0), "from today": ("now", 0),
    "from": ("from", 0), "of": ("of", 0), "the": ("the", 0), "in": ("in", 0), "on": ("on", 0),
    "at": ("at", 0), "in the": ("in", 0), "by": ("on", 0), "more": ("more", 0),
    "about": ("some", 0), "around": ("some", 0), "roughly": ("some", 0), "maybe": ("some", 0),
    "say": ("some", 0), "like": ("some", 0), "sometime": ("some", 0), "some time": ("some", 0),
    "at least": ("some", 0), "no later than": ("some", 0), "at the latest": ("stop", 0),
    "first thing": ("part", "morning"), "last day": ("edge", "end"),
    "first day": ("edge", "begin"), "over": ("ask", "for"), "ish": ("stop", 0),
    "or so": ("stop", 0), "the holidays": ("holiday", "new year"),
    "until": ("ask", "until"), "till": ("ask", "until"), "til": ("ask", "until"),
    "'til": ("ask", "until"), "untill": ("ask", "until"), "for": ("ask", "for"),
    "pls": ("stop", 0), "plz": ("stop", 0), "please": ("stop", 0),
    "thanks": ("stop", 0), "thank": ("stop", 0), "because": ("stop", 0),
    "since": ("stop", 0), "when": ("stop", 0), "so": ("stop", 0), "cheers": ("stop", 0),
    "then": ("stop", 0), "as": ("stop", 0), "if": ("stop", 0), "only": ("stop", 0),
    "latest": ("stop", 0), "sharp": ("stop", 0), "my time": ("stop", 0), "instead": ("stop", 0),
}  # fmt: skip

GERMAN: dict[str, Token] = {
    **ZONES,
    **_numbers(
        "null eins zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf "
        "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig"
    ),
    **_ordinals("erste/ersten/erster zweite/zweiten/zweiter dritte/dritten/dritter "
                "vierte/vierten/vierter fünfte/fünften/fünfter"),
    **_rows("month", "januar/jan/jänner februar/feb märz/mrz april/apr mai juni/jun "
            "juli/jul august/aug september/sep/sept oktober/okt november/nov dezember/dez", 1),
    **_rows("weekday", "montag/mo/montags dienstag/di mittwoch/mi donnerstag/do freitag/fr "
            "samstag/sa/sonnabend sonntag/so"),
    **_all("unit", {
        "minute": "minute minuten min",
        "hour": "stunde stunden std h",
        "day": "tag tage tagen",
        "workday": "werktag werktage werktagen arbeitstag arbeitstage arbeitstagen",
        "week": "woche wochen",
        "month": "monat monate monaten monats",
        "quarter": "quartal quartale quartals",
        "year": "jahr jahre jahren jahres",
    }),
    **_all("part", {
        "morning": "früh morgens vormittag vormittags",
        "noon": "mittag mittags",
        "after lunch": "nach_dem_mittag nach_dem_mittagessen nach_der_mittagspause "
                       "nach_dem_essen",
        "afternoon": "nachmittag nachmittags",
        "evening": "abend abends feierabend",
        "night": "nacht nachts",
        "midnight": "mitternacht",
        "day's end": "tagesende ende_des_tages",
    }),
    "ein": ("number", 1), "eine": ("number", 1), "einen": ("number", 1), "einem": ("number", 1),
    "einer": ("number", 1), "ein paar": ("number", 3), "paar": ("number", 3),
    "einige": ("number", 3), "anderthalb": ("number", 1.5), "eineinhalb": ("number", 1.5),
    "dreißig": ("number", 30), "fünfundvierzig": ("number", 45),
    "halbe": ("half", 0), "halben": ("half", 0), "halbes": ("half", 0),
    "eine halbe": ("half", 0), "einer halben": ("half", 0), "ein halbes": ("half", 0),
    "einem halben": ("half", 0),
    "halb": ("half to", 0), "dreiviertel": ("quarter to", 0), "viertel": ("quarter", 0),
    "einer viertel": ("quarter", 0), "nach": ("past", 0), "vor": ("to", 0),
    "uhr": ("clock", 24),
    "heute noch": ("later today", 0), "später heute": ("later today", 0),
    "heute später": ("later today", 0), "noch heute": ("later today", 0),
    "später am tag": ("later today", 0), "im laufe des tages": ("later today", 0),
    **_all("season", {"spring": "frühling frühjahr", "summer": "sommer", "autumn": "herbst",
                      "winter": "winter"}),
    "wenn ich": ("ask", "until"), "bis ich": ("ask", "until"), "sobald ich": ("ask", "until"),
    "zurück bin": ("stop", 0), "wieder da bin": ("stop", 0), "zurückkomme": ("stop", 0),
    "wieder zurück bin": ("stop", 0), "wiederkomme": ("stop", 0), "heimkomme": ("stop", 0),
    "heute": ("day", 0), "morgen": ("day", 1), "übermorgen": ("day", 2),
    "heute nacht": ("tonight", 0), "morgen früh": ("tomorrow", 0),
    "heute früh": ("this morning", 0),
    "nächste": ("next", 1), "nächsten": ("next", 1), "nächster": ("next", 1),
    "nächstes": ("next", 1), "nächstem": ("next", 1), "kommende": ("this", 0),
    "kommenden": ("this", 0),
    "kommender": ("this", 0), "dieser": ("this", 0), "diese": ("this", 0),
    "diesen": ("this", 0), "dieses": ("this", 0), "diesem": ("this", 0),
    "übernächste": ("next", 2), "übernächsten": ("next", 2), "übernächster": ("next", 2),
    "kw": ("week number", 0), "kalenderwoche": ("week number", 0), "letzte": ("last", 0),
    "letzten": ("last", 0), "letzter": ("last", 0),
    "wochenende": ("weekend", 0), "wochenendes": ("weekend", 0),
    "ende": ("edge", "end"), "anfang": ("edge", "begin"), "mitte": ("edge", "mid"),
    "beginn": ("edge", "begin"),
    "monatsende": ("edge of month", "end"), "jahresende": ("edge of year", "end"),
    "quartalsende": ("edge of quarter", "end"), "wochenanfang": ("edge of week", "begin"),
    "monatsanfang": ("edge of month", "begin"),
    "weihnachten": ("holiday", "weihnachten"), "heiligabend": ("holiday", "christmas eve"),
    "silvester": ("holiday", "new year's eve"), "neujahr": ("holiday", "new year"),
    "ostern": ("holiday", "easter"), "pfingsten": ("holiday", "pentecost"),
    "letzten tag": ("edge", "end"), "letzter tag": ("edge", "end"),
    "ersten tag": ("edge", "begin"), "erster tag": ("edge", "begin"),
    "übers": ("ask", "for"), "über": ("ask", "for"), "gleich": ("some", 0), "direkt": ("some", 0),
    "irgendwann": ("some", 0), "oder so": ("stop", 0),
    "feiertagen": ("holiday", "weihnachten"), "neuen jahr": ("holiday", "new year"),
    "und": ("and", 0), "ab jetzt": ("now", 0), "ab heute": ("now", 0), "von jetzt an": ("now", 0),
    "von": ("of", 0), "vom": ("of", 0), "des": ("of", 0),
    "der": ("the", 0), "die": ("the", 0), "das": ("the", 0),
    "dem": ("the", 0), "den": ("the", 0), "in": ("in", 0), "im": ("in", 0), "am": ("on", 0),
    "um": ("at", 0), "gegen": ("at", 0), "zum": ("the", 0), "zur": ("the", 0), "ab": ("on", 0),
    "weitere": ("more", 0), "noch": ("some", 0), "etwa": ("some", 0), "ca": ("some", 0),
    "ungefähr": ("some", 0), "mindestens": ("some", 0), "spätestens": ("some", 0),
    "vielleicht": ("some", 0),
    "bis": ("ask", "until"), "für": ("ask", "for"), "auf": ("ask", "until"),
    "erst": ("ask", "only"), "frühestens": ("ask", "only"), "wieder": ("some", 0),
    "bitte": ("stop", 0), "danke": ("stop", 0), "weil": ("stop", 0), "da": ("stop", 0),
    "wenn": ("stop", 0), "dann": ("stop", 0), "lang": ("stop", 0), "lange": ("stop", 0),
}  # fmt: skip

# Words that a language writes as one, as the words that the tables know.
COMPOUNDS: dict[str, tuple[str, ...]] = {
    "viertelstunde": ("viertel", "stunde"),
    **{
        compound: (day, "morgens" if part == "morgen" else part)
        for day in "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag".split()
        for part in "früh morgen vormittag mittag nachmittag abend nacht".split()
        for compound in spellings(f"{day}{part}")
    },
}

LANGUAGES: dict[str, dict[str, Token]] = {"en": ENGLISH, "de": GERMAN}


@cache
def vocabulary(languages: tuple[str, ...]) -> dict[str, Token]:
    """One table of several languages, as in "until 1.4. 8 Uhr"; the first one's words win.

    A mix has no two-letter weekdays: "Mo" and "Di" are people, "so" is a word, where English is
    written.
    """
    mixed = {
        spelling: token
        for name in reversed(languages)
        for words, token in LANGUAGES[name].items()
        for spelling in spellings(words)
    }
    if len(languages) == 1:
        return mixed
    return {
        words: token for words, token in mixed.items() if token[0] != "weekday" or len(words) > 2
    }
