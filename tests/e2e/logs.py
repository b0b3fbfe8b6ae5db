"""What the functions logged while the story was lived: ids, and nothing of anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from infra.trace import journey, lines

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
SIGNED = re.compile(r"(?:reply|log)\+(\w+)@|/(?:sign-in|unsubscribe/[\w-]+)/([\w-]+)")
SHORTEST_LINE = 16
"""Characters of a line of a mail that nobody writes into a log by accident."""
ON_THE_WAY = {
    *("Web", "PublishFacts", "PlanFollowUps", "SendReminder", "MailFeedback", "InboundMail"),
}
TIES = ("correlation_id", "mail_id")
"""By what the lines of what came of an answer lead back to it."""


def hold_ids_only(logs: Path, private: Iterable[str]) -> None:
    """Raises AssertionError where a log holds an address, or any of these private words."""
    told = "\n".join(file.read_text(encoding="utf-8") for file in sorted(logs.glob("*.log")))
    assert told.count("\n") > 100, "there is something to look at"
    found = sorted({one for one in private if one in told})
    assert not found, f"the logs hold {found[:5]}"
    address = ADDRESS.search(told)
    assert address is None, f"the logs hold the address {address[0]}"


def lead_from_form_to_answer(logs: Path, follow_up_id: str) -> None:
    """Raises AssertionError where one id does not lead through all functions of a reminder, the
    answer to it and what was planned of that.
    """
    found = journey(lines(logs), follow_up_id)
    passed = {line["function"] for line in found}
    assert passed >= ON_THE_WAY, f"{follow_up_id} was only seen by {sorted(passed)}"
    answer = next(line for line in found if line["function"] == "InboundMail")
    ties = {answer["journey_id"], answer["receipt_id"]}
    came = {line["function"] for line in found if ties & {line.get(name) for name in TIES}}
    assert came == {"PublishFacts", "PlanFollowUps", "MailFeedback"}, sorted(came)


def words_of(mails: Iterable[dict[str, Any]], written: Iterable[str]) -> Iterator[str]:
    """What mails hold that no log may: their lines, subjects, links and signed addresses."""
    texts = list(written)
    for mail in mails:
        texts.append(mail["text"])
        yield mail["subject"]
        headers = " ".join(str(value) for value in mail["headers"].values())
        for match in SIGNED.finditer(f"{mail['text']} {headers}"):
            yield match[1] or match[2]
    for text in texts:
        for line in text.splitlines():
            if len(line.strip()) >= SHORTEST_LINE:
                yield line.strip()
