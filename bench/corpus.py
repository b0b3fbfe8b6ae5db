"""How many replies of a corpus are read exactly right: `python -m bench.corpus PLACE…`.

A place is a folder, looked through with all below it, or a file. Cases are

- pairs of `NAME.eml` or `NAME.txt`, the mail, and `NAME.expected`, its new words; the folder is
  the corpus;
- lists in `*.json` of objects with `corpus`, `id`, `text`, and `accept`: the texts that are right.

Corpora differ in whether a sign-off or a signature belongs to the words. `NAME.ours`, or `ours` in
a list, gives the words by this project's own rules where the corpus says otherwise; both are
counted. `NAME.sent`, or `sent`, is the text of the mail that was answered, where it is known.

Right means equal once runs of white space are folded. `--differing` shows the others. No corpus
is part of this repository.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from rapport.mail import mime, reply

MAILS = (".eml", ".txt")


class NoCorpus(Exception):
    """A place holds no case, or one that lacks something; says which, and what to do."""


@dataclass(frozen=True)
class Case:
    """A mail and the texts that are right: by its corpus, and by this project's own rules."""

    corpus: str
    name: str
    raw: bytes
    official: tuple[str, ...]
    ours: tuple[str, ...]
    sent: str | None = None

    def found(self) -> str:
        """What is read as the new words; nothing of a mail that cannot be read."""
        try:
            return reply.new_text(reply.loaded(self.raw), sent=self.sent)
        except mime.UnreadableMail:
            return ""


def cases(place: Path) -> Iterator[Case]:
    """All cases of a folder or file, in the order of their names. Raises `NoCorpus`."""
    if not place.exists():
        raise NoCorpus(f"{place} does not exist: give a folder or file with mails")
    files = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else []
    found = False
    for path in files or [place]:
        if path.suffix == ".json":
            listed = _listed(path)
        elif path.suffix in MAILS and path.with_suffix(".expected").exists():
            listed = [_pair(path)]
        else:
            continue
        found = True
        yield from listed
    if not found:
        raise NoCorpus(
            f"{place} holds no case: put NAME.expected beside NAME.eml or NAME.txt, or a list "
            "into a .json file"
        )


def _pair(path: Path) -> Case:
    official = path.with_suffix(".expected").read_text("utf-8")
    ours, sent = path.with_suffix(".ours"), path.with_suffix(".sent")
    return Case(
        corpus=path.parent.name,
        name=path.stem,
        raw=path.read_bytes(),
        official=(official,),
        ours=(ours.read_text("utf-8") if ours.exists() else official,),
        sent=reply.as_sent(reply.loaded(sent.read_bytes())) if sent.exists() else None,
    )


def _listed(path: Path) -> list[Case]:
    try:
        return [_of_object(each) for each in json.loads(path.read_text("utf-8"))]
    except (KeyError, TypeError, ValueError) as wrong:
        raise NoCorpus(
            f"{path} is no list of objects with corpus, id, text and accept: {wrong!r}"
        ) from wrong


def _of_object(each: dict[str, Any]) -> Case:
    official = tuple(each["accept"])
    return Case(
        corpus=each["corpus"],
        name=str(each["id"]),
        raw=each["text"].encode(),
        official=official,
        ours=(each["ours"],) if "ours" in each else official,
        sent=each.get("sent"),
    )


def right(found: str, accepted: Sequence[str]) -> bool:
    """Whether the text is one of the accepted ones, white space folded."""
    return " ".join(found.split()) in {" ".join(each.split()) for each in accepted}


def difference(case: Case, found: str) -> str:
    """What should have been read and what was, line by line."""
    wanted = [line.strip() for line in case.ours[0].strip().splitlines() if line.strip()]
    read = [line.strip() for line in found.splitlines() if line.strip()]
    name = f"{case.corpus}/{case.name}"
    return "\n".join(unified_diff(wanted, read, f"{name} wanted", f"{name} read", lineterm=""))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints how many are right, by corpus."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.corpus",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("places", nargs="+", type=Path, metavar="PLACE")
    parser.add_argument("--differing", action="store_true", help="show what was read differently")
    options = parser.parse_args(arguments)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    try:
        for case in (each for place in options.places for each in cases(place)):
            found = case.found()
            by_ours = right(found, case.ours)
            for name in (case.corpus, ""):
                for at, more in enumerate((1, right(found, case.official), by_ours)):
                    counts[name][at] += more
            if options.differing and not by_ours:
                sys.stdout.write(difference(case, found) + "\n\n")
    except NoCorpus as nothing:
        sys.stderr.write(f"{nothing}\n")
        return 2
    total = counts.pop("")
    sys.stdout.write(f"{'corpus':<32}{'cases':>7}{'right':>7}{'right by our rules':>21}\n")
    for name, (number, official, ours) in [*sorted(counts.items()), ("all", total)]:
        shares = f"{ours:>7}{100 * ours / number:>12.1f} %"
        sys.stdout.write(f"{name:<32}{number:>7}{official:>7}{shares}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
