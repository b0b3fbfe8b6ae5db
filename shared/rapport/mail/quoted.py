"""What is quoted in a mail, and where it begins to be nothing but history."""

from __future__ import annotations

import re
from collections.abc import Collection

from rapport.later import pattern
from rapport.mail import attribution, header_block
from rapport.mail import history_words as words
from rapport.mail.lines import MAX_LOOKS, QUOTE_MARKS, Lines

_RULES = "-_=*‐—–#> "
_FRAMES = "-=#*_~%+—–<[>|"
_LONGEST_FRAMED = 100
_FRAMED_IN_ASCII = tuple(filter(str.isascii, words.ABOVE_FRAMED))
_ABOVE_IN_ASCII = tuple(filter(str.isascii, words.ABOVE_ANYWHERE))
_LATEST_MARK = 40
"""Behind so many characters it is a sentence that asks for a reply above a line, not a mark."""
_FRAMED = re.compile(r"[-=]{4,40} ?[^-=].{1,60}[^-=] ?[-=]{4,40}$")
_TITLE = pattern(r"[-_=]{3,40} ?[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,4} ?[-_=]{3,40}$")
"""One to five words between rows of dashes, in whatever language."""
_LINK_GOES_ON = re.compile(r"[(<\[]https?://[^\s()<>\[\]]{1,300}$")
_BETWEEN_ARROWS = re.compile(
    r">>> ?[^\s<>@][^<>]{0,100}(?:<[^<>]{3,200}>)? [^<>]{0,60}\d[^<>]{0,30} ?>>>$"
)
"""How GroupWise names the author and the date ("… 11/24/2026 9:00 AM >>>")."""
_GLUED_NOTES = re.compile(
    r"[^-]{1,100} ?---\d{1,4}[./-]\d{1,2}[./-]\d{2,4} \d{1,2}:\d\d[^-]{0,10}---"
)
"""How Notes leads over to what it quotes ("Stan Lee---24.11.2026 09:00:00---Dear …")."""
_LONG, _WIDTH = 60, 74
"""A line that is long enough to have been wrapped, and what programs wrap a quoted line to."""
_LONGEST_AUTHOR, _LONGEST_TITLE = 20, 60
_NAMED = re.compile(r"([^\W\d_][\w.'’-]{0,14})>+(?: |$)")
_EXPLAINED = re.compile(r">{2,8} \"([^\"]{1,15})\" == ")
"""How supercite says whose name it puts before the lines."""
_OTHER_MARK = re.compile(r"([|¦│]|[:}](?= |$))")
_TABLE_OR_CODE = re.compile(r"[|¦│{;]\s*$|^.[^>]*[|¦│]|\{")
_PROMPTS = frozenset(
    "ps irb pdb ipd gdb sql c d mysql sqlite mongo node redis psql postgres mariadb router switch "
    "scala ghci prelude iex julia php perl python shell bash sh zsh cmd ftp telnet ok".split()
)
"""What stands before the mark where a person shows what was typed at a prompt."""
_WITHIN_A_SENTENCE = re.compile(r"[(<*\"'/][^\W_]")
_LONGEST_NOTICE = 400
"""Lines of a helpdesk's notice that are looked through for the mark below it."""
_BETWEEN_RULES = re.compile(
    r"[-_=*‐—–#>\s]{2,40}([^-_=*‐—–#]{3,60}(?:-[^-_=*‐—–#]{1,30})?)[-_=*‐—–#:：\s]*$"
)


def take_out_broken(mail: Lines) -> None:
    """Marks the rest of a quoted line that was wrapped without a quote mark of its own: a long one,
    one that the next word would have made too long, or one with a link that goes on.
    """
    for at in range(1, len(mail) - 1):
        line = mail.seen[at]
        if not line or mail.quoted[at] or not mail.quoted[at - 1] or not mail.quoted[at + 1]:
            continue
        if mail.marked[at - 1]:
            continue  # whatever marked it did not do so line by line
        before = mail.seen[at - 1]
        moved = line.endswith(" >")  # the next program moved the mark behind a link
        if moved or _LINK_GOES_ON.search(before) or _goes_on(before, line):
            mail.take(at)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line is what did not fit on the one before."""
    if before.endswith("?"):
        return False
    if (line[0].islower() or not any(map(str.isalnum, line))) and len(before) >= _LONG:
        return True
    fits = len(before) + 1 + len(line.split(None, 1)[0]) <= _WIDTH
    return not fits and (line[0].islower() or _WITHIN_A_SENTENCE.match(line) is not None)


def take_out_named(mail: Lines) -> None:
    """Marks quoted lines that bear the name or the initials of their author ("SL> Dear …",
    "Stan> Dear …"): two of them, or one beside a quote or below the line that explains the name.
    """
    borne: dict[str, list[int]] = {}
    explained = set()
    for at, line in enumerate(mail.seen):
        if ">" not in line[:_LONGEST_AUTHOR]:
            continue
        if found := _NAMED.match(line):
            if found[1].lower() not in _PROMPTS:
                borne.setdefault(found[1], []).append(at)
        elif found := _EXPLAINED.match(line):
            explained.add(found[1])
    for name, places in borne.items():
        if len(places) > 1 or name in explained or _stands_beside(mail, places[0]):
            for at in places:
                mail.take(at)


def take_out_other_marks(mail: Lines) -> None:
    """Marks lines quoted with another sign than ">" ("| Dear …"): two in a row, or one beside a
    quote. A table has more such signs in its line, and code has braces.
    """
    marks = ["" if gone else _mark(line) for line, gone in zip(mail.seen, mail.gone, strict=True)]
    known = {
        mark
        for at, mark in enumerate(marks)
        if mark and (mark in marks[at + 1 : at + 2] or _stands_beside(mail, at))
    }
    for at, mark in enumerate(marks):
        if mark in known:
            mail.take(at)


def _mark(line: str) -> str:
    found = _OTHER_MARK.match(line)
    return found[1] if found and not _TABLE_OR_CODE.search(line, 1) else ""


def _stands_beside(mail: Lines, at: int) -> bool:
    """Whether the line right above or below is quoted."""
    above = at > 0 and mail.quoted[at - 1]
    return above or (at + 1 < len(mail) and mail.quoted[at + 1])


def take_out_titles(mail: Lines, names: Collection[str] = ()) -> None:
    """Takes out a name that stands right above a quote as its title: "[Stan Lee]", and "Stan Lee:"
    where one of the `names` of the mail is, or a line of what is quoted, in lower case.
    """
    signed: set[str] | None = None
    for at, line in enumerate(mail.seen[:-1]):
        if mail.gone[at] or not mail.quoted[at + 1] or not line or len(line) > _LONGEST_TITLE:
            continue
        if at and mail.seen[at - 1] and not mail.gone[at - 1]:
            continue
        if not attribution.is_a_name_alone(line):
            continue
        if attribution.is_said_to_be_one(line):
            mail.gone[at] = True
            continue
        signed = _quoted_lines(mail) if signed is None else signed
        name = line.rstrip(":： ").lower()
        mail.gone[at] = name in signed or name in names


def _quoted_lines(mail: Lines) -> set[str]:
    """What is quoted, each line in lower case, and up to an address or a colon."""
    lines = zip(mail.seen, mail.quoted, strict=True)
    bare = [QUOTE_MARKS.sub("", line).lower().strip() for line, quoted in lines if quoted]
    return {re.split("[<:：]", line, maxsplit=1)[0].strip(" \"'") for line in bare}


def history_begins(mail: Lines) -> int:
    """The first line that only history follows; takes out attributions above quotes on the way."""
    ends = [attribution.may_end(line) for line in mail.seen]
    table = header_block.table_begins(mail)
    asks = _asks_for_answers_above(mail)
    at = 0
    while at < len(mail):
        if not mail.seen[at] or mail.quoted[at]:
            if _stands_between_arrows(mail, at) or (at == asks and mail.says_something(at)):
                return at
            at += 1
        elif at == table or mail.looks > MAX_LOOKS:
            return at
        elif _announces_history(mail, at):
            below = _answered_below(mail, at) or _answered_under(mail, at) or at
            if below == at:
                return at
            _take_out(mail, at, below)
            at = below
        elif found := attribution.begins(mail, at, ends):
            first = at
            if found.begins:
                mail.seen[at] = mail.raw[at] = mail.seen[at][: found.begins].rstrip(" -")
                first += 1
            if not found.before_quote:
                return first
            _take_out(mail, first, found.last + 1)
            at = found.last + 1
        else:
            at += 1
    return len(mail)


def _asks_for_answers_above(mail: Lines) -> int | None:
    """The quoted line that asks for answers above it, if there is one and somebody did so: what
    is below it is history then, quoted or not.
    """
    whole = "\n".join(mail.seen).lower()
    marks = [mark for mark in words.ABOVE_ANYWHERE if mark in whole]
    if not marks:
        return None
    for at, line in enumerate(mail.seen):
        if mail.quoted[at] and any(0 <= line.lower().find(mark) <= _LATEST_MARK for mark in marks):
            return at
    return None


def _take_out(mail: Lines, at: int, below: int) -> None:
    mail.gone[at:below] = [True] * max(0, below - at)


def _stands_between_arrows(mail: Lines, at: int) -> bool:
    """Whether the line leads over to history that bears no marks."""
    line = mail.seen[at]
    if line[:3] != ">>>" or not _BETWEEN_ARROWS.match(line):
        return False
    return not mail.quote_follows(at + 1)


def _answered_under(mail: Lines, at: int) -> int:
    """The line below the second of two marks between which a helpdesk asks to leave its notice,
    and below which it asks to write, too; 0 where there is no such pair.
    """
    if mail.seen[at][0] not in _FRAMES:
        return 0
    mail.looks += 1
    if mail.looks > MAX_LOOKS:
        return 0
    signs = set(mail.seen[at][:3])
    for below in range(at + 1, min(len(mail), at + _LONGEST_NOTICE)):
        line = mail.seen[below].lower()
        framed = line[:1] in _FRAMES if line else False
        if not framed or mail.quoted[below] or not signs & set(line[:3]):
            continue
        if any(mark in line for mark in words.WRITE_UNDER_THIS):
            return below + 1
    return 0


def _answered_below(mail: Lines, at: int) -> int:
    """The line below a block of headers with which the mail begins and a quote goes on, as people
    who answer below a quote leave it; 0 where it is not so.
    """
    if any(mail.seen[:at]):
        return 0
    first = at
    if header_block.kind_of(mail.seen[at]) is None:
        first = mail.next_text(at + 1)  # below a title
        if first == len(mail) or header_block.kind_of(mail.seen[first]) is None:
            return 0
    _, below = header_block.values(mail, first)
    follows = mail.next_text(below)
    marked = follows < len(mail) and mail.quoted[follows] and mail.seen[follows][0] == ">"
    return below if marked else 0


def _announces_history(mail: Lines, at: int) -> bool:
    line = mail.seen[at]
    low = _folded(line)
    if low.startswith(words.ABOVE):
        return True
    for mark in _ABOVE_IN_ASCII if low.isascii() else words.ABOVE_ANYWHERE:
        if mark in low and low.index(mark) <= _LATEST_MARK and line[-1] != "?":
            return True
    framed = line[0] in _FRAMES and len(line) <= _LONGEST_FRAMED
    if framed:
        marks = _FRAMED_IN_ASCII if low.isascii() else words.ABOVE_FRAMED
        if any(mark in low for mark in marks):
            return True
    if "---" in line and _GLUED_NOTES.match(line):
        return True
    if (line[0] in _RULES or low.startswith(words.FORWARDED_BELOW)) and _between_rules(mail, at):
        return True
    if header_block.kind_of(line) is not None:
        return header_block.begins(mail, at)
    return (":" in line or "：" in line) and header_block.begins_unknown(mail, at)


def is_title(line: str) -> bool:
    """Whether the line is nothing but a title, which above history needs no rules."""
    return _folded(line).strip("-_=*#‐—–:： ") in words.ORIGINAL


def _folded(line: str) -> str:
    """In lower case, and with plain apostrophes."""
    low = line.lower()
    return low if low.isascii() else low.replace("i\u0307", "i").replace("’", "'")


def _between_rules(mail: Lines, at: int) -> bool:
    """Whether the line is a title such as "-- Original message --" above history."""
    line = mail.seen[at]
    low = _folded(line).rstrip(":： ")
    if low.startswith(words.FORWARDED_BELOW) and len(line) < 60:
        return line[-1] in ":：" or (
            line[-1] not in ".!?" and _a_mail_follows(mail, at + 1, alone=low)
        )
    if line[0] not in _RULES:
        return False
    if not line.strip(_RULES):
        # The title may stand on the line below the rule.
        return len(line) >= 8 and at + 1 < len(mail) and is_title(mail.seen[at + 1])
    if low.strip("-_=*#‐—– ").startswith(words.ORIGINAL):
        return True
    if line[:3] == line[-3:] == "---" and low.strip("- ").startswith(words.FORWARDED_BY):
        return True
    if line[-1] not in "-_=*‐—–#" or not (title := _BETWEEN_RULES.match(line)):
        return False
    if _FRAMED.match(line) and _names_a_mail(title[1]):
        return True
    follows = mail.next_text(at + 1)
    if header_block.begins(mail, follows):
        return True
    return _TITLE.match(line) is not None and header_block.labels_a_mail(
        mail, follows, framed=line[:5].strip("-_=") == line[-5:].strip("-_=") == ""
    )


def _a_mail_follows(mail: Lines, at: int, *, alone: str) -> bool:
    """Whether a mail follows that is passed on, or nothing where the title stands for it."""
    at = mail.next_text(at)
    if at == len(mail):
        return alone in words.FORWARDED_BELOW
    return header_block.kind_of(mail.seen[at]) == "from" or header_block.begins(mail, at)


def _names_a_mail(title: str) -> bool:
    """Whether a title is nothing but the name of some message ("Antwort Nachricht")."""
    parts = title.lower().split()
    return len(parts) <= 3 and any(parts[-1].startswith(mail) for mail in words.MESSAGES)


def part_glued(mail: Lines) -> None:
    """Cuts off a title above history that lost the line break before it."""
    for at, line in enumerate(mail.seen):
        dashes = line.find("-----", 1)
        if dashes < 1 or mail.quoted[at] or line[0] in _RULES:
            continue
        title = line[dashes:].lstrip("-").lstrip().lower()
        if title.startswith(words.ORIGINAL) and "--" in title[:80]:
            mail.seen[at] = line[:dashes].rstrip()
            mail.raw[at] = mail.raw[at].partition("-----")[0].rstrip()
            for below in range(at + 1, len(mail)):
                mail.take(below)
            return
