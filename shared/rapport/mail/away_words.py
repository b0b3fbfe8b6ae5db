"""How notices of absence are worded, a table per language, lower case.

Programs that set no header are known by them: a notice thanks for a mail in form and says in the
next breath that its writer is away. Where that, and when the writer is back, is all that a text
says, no word of a person is lost with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapport.mail.spelling import spelled

THANKS: dict[str, tuple[str, ...]] = {
    "en": ("thank you for", "thanks for", "many thanks for", "i have received your"),
    "de": ("vielen dank für", "danke für", "herzlichen dank für", "besten dank für"),
    "fr": ("merci pour votre", "merci de votre", "je vous remercie", "nous vous remercions"),
    "es": ("gracias por su", "gracias por tu", "muchas gracias por", "agradezco su"),
    "pt": ("obrigado pel", "obrigada pel", "agradeço"),
    "it": ("grazie per", "la ringrazio", "ti ringrazio"),
    "nl": ("bedankt voor", "dank voor", "hartelijk dank voor", "dank u voor"),
    "sv": ("tack för",),
    "pl": ("dziękuję za", "dziękujemy za"),
}
"""How one begins, where it thanks."""
MAILS: dict[str, tuple[str, ...]] = {
    "en": ("mail", "message", "note", "contacting", "getting in touch", "reaching out"),
    "de": ("nachricht", "mail"),
    "fr": ("message", "mail", "courriel"),
    "es": ("mensaje", "correo", "mail"),
    "pt": ("mensagem", "mail"),
    "it": ("messaggio", "mail"),
    "nl": ("bericht", "mail"),
    "sv": ("mejl", "meddelande", "mail"),
    "pl": ("wiadomość", "mail"),
}
"""What it thanks for."""
AWAY: dict[str, tuple[str, ...]] = {
    "en": (
        "out of the office", "out of office", "away from the office", "away from my desk",
        "not in the office", "on annual leave", "on leave", "on parental leave", "on vacation",
        "on holiday",
    ),
    "de": (
        "nicht im büro", "außer haus", "im urlaub", "abwesend", "in elternzeit",
        "nicht erreichbar", "außerhalb des büros", "im mutterschutz",
    ),
    "fr": (
        "absent du bureau", "absente du bureau", "absent", "absente", "en congé", "en congés",
        "en vacances",
    ),
    "es": (
        "fuera de la oficina", "fuera de oficina", "de vacaciones", "ausente",
    ),
    "pt": ("fora do escritório", "de férias", "ausente"),
    "it": ("fuori ufficio", "in ferie", "assente"),
    "nl": ("niet op kantoor", "afwezig", "met vakantie", "op vakantie", "met verlof"),
    "sv": ("inte på kontoret", "på semester", "frånvarande", "inte på plats"),
    "pl": ("poza biurem", "na urlopie", "nieobecny", "nieobecna"),
}  # fmt: skip
"""What it says then."""
I_AM: dict[str, tuple[str, ...]] = {
    "en": ("i am", "i'm", "i will be", "i am currently", "i'm currently", "i am now"),
    "de": (
        "ich bin",
        "ich bin derzeit",
        "ich bin zurzeit",
        "ich bin momentan",
        "ich bin aktuell",
        "ich befinde mich",
        "bin ich",
    ),
    "fr": ("je suis", "je suis actuellement", "je serai"),
    "es": ("estoy", "estaré", "actualmente estoy", "me encuentro"),
    "pt": ("estou", "estarei"),
    "it": ("sono", "sarò", "sono attualmente"),
    "nl": ("ik ben", "ik ben momenteel"),
    "sv": ("jag är", "jag är för närvarande"),
    "pl": ("jestem", "obecnie jestem"),
}
"""How one begins that does not thank; until when may stand between, as in German."""
BACK: dict[str, tuple[str, ...]] = {
    "en": (
        "i will be back", "i'll be back", "will be back", "i will return", "will return",
        "i will reply", "i will respond", "i will answer", "i will get back to you",
        "i will reply to you", "i will answer your mail", "i will answer your message",
    ),
    "de": ("ich bin wieder da", "ich melde mich", "ich antworte", "ich antworte ihnen"),
}  # fmt: skip
"""What a notice says further: that its writer comes back, or answers then."""
THEN: dict[str, tuple[str, ...]] = {
    "en": (
        "then", "when i return", "when i am back", "when i'm back", "after my return",
        "upon my return", "on my return", "as soon as possible", "as soon as i can",
    ),
    "de": ("dann", "danach", "nach meiner rückkehr", "so bald wie möglich"),
}  # fmt: skip
_URGENT = (
    r"(?:for|in|if)\b.{0,30}\b(?:urgent|emergency|emergencies)\b.{0,120}|"
    r"(?:in|bei|für)\s(?:sehr\s)?dringend\w*\s.{0,120}"
)
"""Whom to ask meanwhile."""
_QUICK = (
    r"(?:currently|now|still|unfortunately|derzeit|zurzeit|momentan|aktuell|leider|"
    r"actuellement|actualmente|attualmente|momenteel)\s"
)
_DAY = (
    r"(?:\s[^\W\d]{1,4})?(?:\s[^\W\d]+,)?"
    r"(?:\s\d[\d./]*(?:st|nd|rd|th)?(?:\s(?:de\s)?[^\W\d]+)?(?:\s\d{4})?|"
    r"\s[^\W\d]+(?:\s\d{1,2}(?:,?\s\d{4})?)?)"
)
"""A day, behind the word that leads up to it: "zum 7.12.", "Monday, 7 December 2026"."""
_UNTIL = rf"(?:until|till|through|from|bis|vom|ab|jusqu|hasta|fino|tot|t/m|do)['\w]*{_DAY}"
_ASKS = re.compile(
    r"\b(?:remind\sme|erinner\w*\smich|snooze|verschieb\w*|skip|done|erledigt)\b", re.IGNORECASE
)
"""What only somebody writes who answers a reminder."""
_QUOTED = re.compile(r"\"[^\"\n]{0,200}\"|[“„][^“”\n]{0,200}[“”]")
_GREETING = re.compile(r"(?:[^\n,.!:]{2,40}[,!:]\s+)?")
_LONGEST = 1_000


def _either(phrases: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(spelled(phrases), key=len, reverse=True)))


@cache
def _formal() -> re.Pattern[str]:
    """Thanks for a mail, and then in the first person that nobody is there."""
    return re.compile(
        "|".join(
            rf"(?:{_either(THANKS[one])})[^.!?\n]{{0,40}}(?:{_either(MAILS[one])}).{{0,200}}"
            rf"(?<!\w)(?:{_either(I_AM[one])})\s(?:[^.!?\n]|(?<=\d)\.){{0,30}}?(?<!\w)(?:{_either(AWAY[one])})\b"
            for one in THANKS
        ),
        re.DOTALL,
    )


@cache
def _sentence() -> re.Pattern[str]:
    """One sentence that says nothing but what a notice of absence says."""

    def back(one: str) -> str:
        when = rf"\s(?:on|am|ab)\b{_DAY}|\s(?:{_either(THEN[one])})"
        return rf"(?:{_either(BACK[one])})(?:{when})?"

    further = "|".join(map(back, BACK))
    said = [_URGENT, further]
    for one, thanks in THANKS.items():
        mails, i_am, away = (_either(table[one]) for table in (MAILS, I_AM, AWAY))
        said += (
            rf"(?:{_either(thanks)})\w{{0,3}}(?:\s\w{{1,12}}){{0,2}}\s?(?:e-?)?(?:{mails})",
            (
                rf"(?:{_UNTIL},?\s)?(?:{i_am})\s(?:{_QUICK}|{_UNTIL}\s){{0,2}}(?:{away})"
                rf"(?:\s{_UNTIL})?(?:,?\s(?:and|und)\s(?:{further}))?"
            ),
        )
    return re.compile("|".join(said))


def thanks_and_is_away(text: str) -> bool:
    """Whether a text thanks for a mail and says that its writer is away: nobody answers us so."""
    low = _QUOTED.sub("", text[:_LONGEST].lower().replace("’", "'").strip())
    greeted = _GREETING.match(low)
    begins = _formal().match(low) or (greeted and _formal().match(low, greeted.end()))
    return bool(begins) and _ASKS.search(low) is None


def is_away(sentences: Sequence[str]) -> bool:
    """Whether the sentences say that their writer is away, and nothing else at all.

    So may a person: it shows a notice only under a notice's subject. A sentence that is not known
    for a notice's may be a person's word, and makes it none.
    """
    said = [" ".join(one[:_LONGEST].lower().replace("’", "'").split()) for one in sentences]
    away = (phrase for phrases in AWAY.values() for phrase in spelled(phrases))
    return any(phrase in one for phrase in away for one in said) and all(
        _sentence().fullmatch(one.rstrip(" .!")) for one in said
    )
