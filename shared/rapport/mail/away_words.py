"""How notices of absence are worded, a table per language, lower case.

Programs that set no header are known by them: a notice thanks for a mail in form and says in the
next breath that nobody is there, or says that at once.
"""

from __future__ import annotations

import re
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
        "on holiday", "limited access to",
    ),
    "de": (
        "nicht im büro", "außer haus", "im urlaub", "abwesend", "nach meiner rückkehr",
        "in elternzeit", "nicht erreichbar", "außerhalb des büros", "im mutterschutz",
    ),
    "fr": (
        "absent du bureau", "absente du bureau", "absent", "absente", "en congé", "en congés",
        "en vacances", "à mon retour",
    ),
    "es": (
        "fuera de la oficina", "fuera de oficina", "de vacaciones", "ausente", "a mi regreso",
        "a mi vuelta",
    ),
    "pt": ("fora do escritório", "de férias", "ausente"),
    "it": ("fuori ufficio", "in ferie", "assente", "al mio rientro"),
    "nl": ("niet op kantoor", "afwezig", "met vakantie", "op vakantie", "met verlof"),
    "sv": ("inte på kontoret", "på semester", "frånvarande", "inte på plats"),
    "pl": ("poza biurem", "na urlopie", "nieobecny", "nieobecna"),
}  # fmt: skip
"""What it says then."""
I_AM: dict[str, tuple[str, ...]] = {
    "en": ("i am", "i'm", "i will be", "i am currently", "i'm currently", "i am now"),
    "de": ("ich bin", "ich bin derzeit", "ich bin zurzeit", "ich bin momentan", "ich bin aktuell"),
    "fr": ("je suis", "je suis actuellement", "je serai"),
    "es": ("estoy", "estaré", "actualmente estoy", "me encuentro"),
    "pt": ("estou", "estarei"),
    "it": ("sono", "sarò", "sono attualmente"),
    "nl": ("ik ben", "ik ben momenteel"),
    "sv": ("jag är", "jag är för närvarande"),
    "pl": ("jestem", "obecnie jestem"),
}
"""How one begins that does not thank; until when may stand between, as in German."""
_ASKS = re.compile(r"remind|erinner|snooze|rapport|verschieb|skip|done|erledigt", re.IGNORECASE)
"""What only somebody writes who answers a reminder."""
_GREETING = re.compile(r"(?:[^\n,.!:]{2,40}[,!:]\s+)?")
_LONGEST = 1_000


@cache
def _notices() -> tuple[re.Pattern[str], re.Pattern[str]]:
    def either(phrases: tuple[str, ...]) -> str:
        return "|".join(map(re.escape, sorted(spelled(phrases), key=len, reverse=True)))

    formal = "|".join(
        rf"(?:{either(THANKS[one])})[^.!?\n]{{0,40}}(?:{either(MAILS[one])}).{{0,200}}"
        rf"(?<!\w)(?:{either(AWAY[one])})\b"
        for one in THANKS
    )
    plain = "|".join(
        rf"(?:{either(I_AM[one])})\s[^.!?\n]{{0,30}}?(?<!\w)(?:{either(AWAY[one])})\b"
        for one in I_AM
    )
    return re.compile(formal, re.DOTALL), re.compile(plain)


def thanks_and_is_away(text: str) -> bool:
    """Whether a text thanks for a mail and says that nobody is there: nobody answers us so."""
    return _says(text, _notices()[0])


def is_away(text: str) -> bool:
    """Whether a text says first of all that its writer is away, with thanks for a mail or without.
    So do people, too: it shows a notice only under a notice's subject.
    """
    return thanks_and_is_away(text) or _says(text, _notices()[1])


def _says(text: str, notice: re.Pattern[str]) -> bool:
    low = text[:_LONGEST].lower().replace("’", "'").strip()
    greeted = _GREETING.match(low)
    begins = notice.match(low) or (greeted and notice.match(low, greeted.end()))
    return bool(begins) and _ASKS.search(low) is None
