"""Notices that nobody wrote: of a mail gateway above the words, of a scanner, list or forum below.

A banner begins as one does and says that the mail came from outside; a footer speaks of viruses
and of itself, or of a list and how to leave it. A person's sentence about either does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapport.later import pattern
from rapport.mail import notice_words as words
from rapport.mail.lines import MAX_LOOKS, RULE, Lines

_MOST_BANNERS = 3
_MOST_LINES = 8
_LONGEST_FOOTER = 15
"""Lines below a rule that may be one."""
_LONGEST_SCAN = 500
_AROUND = " *_|!#<>[](){}【】⚠️🛑-–—=:："
_RULE = pattern(r"#{3,}$|" + RULE.pattern)
_LINK = pattern(r"<?https?://[^\s<>]{3,500}>?$")
_COMPANIES = r"\b(?:GmbH|mbH|AG|KG|Ltd|Limited|Inc|LLC|S\.?r\.?l|S\.?p\.?A|SARL|SAS|B\.V)\b"
_COMPANY = pattern(_COMPANIES)
_COMPANY_IN_LOW = pattern(_COMPANIES, re.IGNORECASE)
_REGISTER = pattern(
    r"\d{4}|(?i:registered office|sitz der gesellschaft|geschäftsführer:|run by volunteers|siret)"
)
_FOOTER_WORDS = (
    *words.TRACKED,
    *words.VIRUS,
    *words.VIRUS_FREE,
    *words.TOPIC,
    *words.UNSUBSCRIBE,
    *words.FOOTER,
    *words.LIST_LABELS,
    *words.REGISTERED,
)


def take_out_banners(mail: Lines) -> None:
    """Marks what a gateway put above the words."""
    at = mail.next_text(0)
    for _ in range(_MOST_BANNERS):
        last = _banner_ends(mail, at)
        if last == at:
            return
        mail.gone[at:last] = [True] * (last - at)
        at = mail.next_text(last)


def _banner_ends(mail: Lines, at: int) -> int:
    """The line below a banner that begins here; the same line where none does."""
    if at == len(mail) or mail.gone[at]:
        return at
    first = mail.seen[at].lower().replace("i\u0307", "i")
    if first.startswith("-----begin pgp signed"):
        return _headers_end(mail, at)
    inner = first.strip(_AROUND)
    if inner in words.TAGS and inner != first:
        return at + 1
    if first.startswith(words.SELDOM):
        return _care_ends(mail, at + 1)
    if first.endswith("bannerstart"):
        return _marked_end(mail, at)
    this_mail = inner.startswith(words.THIS_MAIL)
    if not this_mail and not _alarms(mail, at, inner):
        return at
    last = at + 1
    while last < min(at + _MOST_LINES, len(mail)) and (mail.seen[last] or last == at + 1):
        if _any(words.OUTSIDE, _text(mail, at, last)):
            break
        last += 1
    told = _text(mail, at, last)
    if not _any(words.OUTSIDE, told) or not _any(words.MAIL, told):
        return at
    end = _care_ends(mail, last)
    # People write of a mail, too; but they do not warn of its links.
    return at if this_mail and not _any(words.CARE, _text(mail, at, end)) else end


def _headers_end(mail: Lines, at: int) -> int:
    """The first blank line from `at` on."""
    while at < len(mail) and mail.seen[at]:
        at += 1
    return at


def _marked_end(mail: Lines, at: int) -> int:
    """The line below a banner between two marks, which a gateway hides in a page."""
    for last in range(at + 1, min(at + _LONGEST_FOOTER, len(mail))):
        if mail.seen[last].lower().endswith("bannerend"):
            return last + 1
    return at


def _alarms(mail: Lines, at: int, inner: str) -> bool:
    """Whether the line begins with a word of alarm that stands apart: "CAUTION:", "[EXTERN]"."""
    alarm = next((each for each in words.ALARM if inner.startswith(each)), None)
    if alarm is None:
        return False
    rest = inner[len(alarm) :].lstrip()
    line = mail.seen[at]
    return not rest or rest[0] in ":：!-–—]*)," or line[0] in "[*<(【⚠" or line[:7].isupper()


def _care_ends(mail: Lines, at: int) -> int:
    """The first line from `at` on of the same paragraph that does not go on with the banner."""
    while at < len(mail) and mail.seen[at] and not mail.gone[at]:
        wrapped = mail.seen[at - 1][-1:] not in ".!。！" and len(mail.seen[at - 1]) > 50
        if not wrapped and not _any((*words.CARE, *words.OUTSIDE), mail.seen[at].lower()):
            break
        at += 1
    return at


def might_stand_in(text: str) -> bool:
    """Whether a text, in lower case, has a word of a footer at all."""
    return _any(_FOOTER_WORDS, text) or _COMPANY_IN_LOW.search(text) is not None


def footer_begins(mail: Lines, at: int, end: int) -> bool:
    """Whether a footer begins at this line, with which the words end."""
    if _RULE.match(mail.seen[at]):
        return _leads_out(mail, at + 1, end, words.UNSUBSCRIBE) and any(
            mail.seen[before] and not mail.gone[before] for before in range(at)
        )
    line = mail.seen[at].lower()
    if line.startswith(words.TRACKED):
        return True
    if _of_a_company(mail, at, end) or _is_of_a_platform(mail, at, end):
        return True
    if at and mail.seen[at - 1] and not _RULE.match(mail.seen[at - 1]):
        return False
    if _lists_addresses(mail, at, end):
        return True
    first = line.strip(_AROUND)
    if _LINK.match(line) and at + 1 < end:
        first = mail.seen[at + 1].lower()
        return first.startswith(words.VIRUS_FREE)
    if first.startswith(words.SUBSCRIBED):
        return _any(words.UNSUBSCRIBE, _text(mail, at, min(end, at + _LONGEST_FOOTER)))
    if first.startswith(words.TOPIC):
        return _leads_out(mail, at, end, words.TOPIC)
    return first.startswith(words.VIRUS_FREE) or _scanned(mail, at, end, first)


def _is_of_a_platform(mail: Lines, at: int, end: int) -> bool:
    """Whether the footer of a list or a platform begins, and the person spoke above it."""
    line = mail.seen[at].lower()
    if not line.startswith(words.FOOTER) and not line.strip(_AROUND).startswith(words.FOOTER):
        return False
    below = mail.own(at, end, 3 * _LONGEST_FOOTER)
    return len(below) < 3 * _LONGEST_FOOTER and mail.says_something(at)


def _lists_addresses(mail: Lines, at: int, end: int) -> bool:
    """Whether the addresses of a list follow, each behind its label."""
    line = mail.seen[at].lower()
    if not line.endswith(":") and not line.startswith(words.LIST_LABELS):
        return False
    below = (each.lower() for each in mail.seen[at : min(end, at + _MOST_LINES)])
    labelled = (each.startswith(words.LIST_LABELS) and _any(words.LINKED, each) for each in below)
    return sum(labelled) >= 2 and mail.says_something(at)


def _of_a_company(mail: Lines, at: int, end: int) -> bool:
    """Whether the last lines say where a company is registered, or a charity."""
    line = mail.seen[at]
    low = line.lower()
    registered = any(word in low for word in words.REGISTERED)
    if not registered and not (len(line) <= 100 and _COMPANY.search(line)):
        return False
    mail.looks += 1
    if mail.looks > 2 * MAX_LOOKS or not mail.says_something(at):
        return False
    last = _paragraph_ends(mail, at)
    rest = [line for line in mail.seen[last:end] if line]
    if len(rest) > _MOST_LINES:
        return False
    if registered:
        return _REGISTER.search(" ".join(mail.seen[at:last])) is not None
    if line[-1] in "?!" or (at and mail.seen[at - 1]):
        return False
    below = " ".join(mail.seen[at + 1 : last]).lower()
    if any(word in below for word in words.REGISTERED):
        return _REGISTER.search(below) is not None
    return not rest and 2 <= last - at <= 4 and _any(("http://", "https://", "www."), below)


def _leads_out(mail: Lines, at: int, end: int, about: Iterable[str]) -> bool:
    """Whether the last lines are about a list or a topic, and link to it."""
    mail.looks += 1
    if mail.looks > 2 * MAX_LOOKS:
        return False
    told = _text(mail, at, min(end, at + _LONGEST_FOOTER))
    if not _any(about, told) or not _any(words.LINKED, told):
        return False
    return all(mail.gone[line] or not mail.seen[line] for line in range(at + _LONGEST_FOOTER, end))


def _scanned(mail: Lines, at: int, end: int, first: str) -> bool:
    """Whether a paragraph says of this very mail that a scanner looked for viruses in it."""
    of_this = first.startswith(words.THIS_MAIL)
    if not of_this and not _any(words.VIRUS, first):
        return False
    paragraph = _text(mail, at, min(_paragraph_ends(mail, at), end))
    if len(paragraph) > _LONGEST_SCAN or not _any(words.VIRUS, paragraph):
        return False
    if _any(words.SCANNERS, paragraph):
        return of_this or _any(words.THIS_MAIL, paragraph) or mail.seen[at].startswith("__")
    return of_this and _any(words.CHECKED, paragraph)


def _paragraph_ends(mail: Lines, at: int) -> int:
    """The first blank line from `at` on, or the number of lines looked at."""
    last = at
    while last < min(len(mail), at + _MOST_LINES) and mail.seen[last]:
        last += 1
    return last


def _text(mail: Lines, at: int, end: int) -> str:
    """What the lines say that are not somebody else's, on one line and in lower case."""
    kept = (mail.seen[line] for line in range(at, end) if not mail.gone[line])
    return " ".join(filter(None, kept)).lower()


def _any(parts: Iterable[str], text: str) -> bool:
    return any(part in text for part in parts)
