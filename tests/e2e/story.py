"""The story, through the real doors: pages, API and mail, on a clock that travels.

`make story` runs it and shows it as it goes. Whatever does not happen as told fails it.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from infra.local.harness import LocalRuntime
from tests.e2e import logs
from tests.e2e.chapters import CHAPTERS
from tests.e2e.roger import ZONE, Story
from tests.e2e.visitor import Visitor

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
LAST_DAY = 131


def first_day(now: datetime) -> datetime:
    """A Monday two to three weeks before the next spring change of the clocks, at midnight."""
    zone = ZoneInfo(ZONE)
    day = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    day += timedelta(days=30)
    while True:
        before, after = day.utcoffset(), (day + timedelta(days=1)).utcoffset()
        if before is not None and after is not None and after > before:
            monday = day - timedelta(days=14)
            return monday - timedelta(days=monday.weekday())
        day += timedelta(days=1)


@contextmanager
def telling() -> Iterator[Callable[[int, str, str], None]]:
    """The timeline on the terminal, with a bar of days below it."""
    console = Console(highlight=False, width=min(Console().width, 110))
    bar = Progress(
        TextColumn("[dim]day {task.completed:.0f} of {task.total:.0f}[/]"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
    )
    last = -1
    with bar:
        task = bar.add_task("days", total=LAST_DAY)

        def tell(day: int, clock: str, what: str) -> None:
            nonlocal last
            if day != last:
                bar.console.print(f"[bold]Day {day}[/]")
            last = day
            bar.console.print(f"  [dim]{clock:9}[/] {what}")
            bar.update(task, completed=max(day, 0))

        yield tell
        bar.update(task, completed=LAST_DAY)


def run(arrive: Callable[[str], Visitor] = Visitor) -> None:
    """Live the whole story on a fresh local runtime, at the pages as `arrive` makes a visitor.

    Raises:
        AssertionError: something did not happen as told; the message says what.
    """
    start = first_day(datetime.now(UTC))
    with (
        tempfile.TemporaryDirectory() as data,
        telling() as tell,
        LocalRuntime(TEMPLATE, Path(data) / "kept", begin=start) as runtime,
        arrive(runtime.url) as visitor,
    ):
        story = Story(runtime, visitor, start, tell)
        story.until(0, "08:00")
        page = story.sign_in()
        page = story.visitor.submit(page, page.form(action="/welcome"), name="Roger", zone=ZONE)
        for chapter in CHAPTERS:
            chapter(story)
        state = runtime.state()
        errors = {
            name: one["last_error"] for name, one in state["functions"].items() if one["errors"]
        }
        assert not errors, f"functions failed on the way: {errors}"
        look_at_the_logs(story, Path(data) / "kept" / "logs")


def look_at_the_logs(story: Story, folder: Path) -> None:
    """They say what happened to whom by ids alone, and one id leads through all of it."""
    people = [one["name"] for one in story.visitor.ask("/api/people")["people"]]
    names = {part for name in people for part in name.split() if len(part) > 3}
    cookies = [value.rpartition(".")[2] for value in story.visitor.cookies.values() if value]
    words = logs.words_of(story.runtime.mail(), story.written)
    logs.hold_ids_only(folder, [*names, "Roger", "Northwind", "Contoso", *cookies, *words])
    thanks = story.mail("Thank Stan Kowalski (Northwind)")
    link = re.search(r"/follow-ups/\w+/(\w+)", thanks["text"])
    assert link, "a reminder says where it stands"
    logs.lead_from_form_to_answer(folder, link[1])


def main() -> int:
    """Run it; 1 where it deviates."""
    try:
        run()
    except AssertionError as deviation:
        Console(stderr=True).print(f"\n[bold red]The story deviates:[/] {deviation}")
        return 1
    Console().print("\n[bold green]The story came true, to day 131.[/]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
