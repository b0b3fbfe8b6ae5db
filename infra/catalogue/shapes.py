"""Every shape in which a fact was ever stored: kept for good, one file each.

A model may gain optional fields without a new version. The sample of before is then overwritten by
the one of now, but what was stored meanwhile stays as it is: so each shape is kept beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SHAPES = Path(__file__).parents[2] / "events" / "stored" / "ever"


def shape(value: Any, at: str = "") -> Iterator[str]:
    """The places of a JSON value that hold something, without what they hold."""
    match value:
        case dict():
            for name, one in value.items():
                yield from shape(one, f"{at}.{name}")
        case list():
            for one in value:
                yield from shape(one, f"{at}[]")
        case _:
            yield at


def kept(name: str) -> list[Path]:
    """The files of the shapes of a kind and version, such as `advice-recorded.v1`, oldest first."""
    return sorted(SHAPES.glob(f"{name}.*.json"), key=lambda path: int(path.suffixes[-2][1:]))


def another(name: str, text: str) -> dict[Path, str]:
    """The file that has to be added because no kept one has this sample's shape."""
    shapes = [set(shape(json.loads(path.read_text(encoding="utf-8")))) for path in kept(name)]
    if set(shape(json.loads(text))) in shapes:
        return {}
    return {SHAPES / f"{name}.{len(shapes) + 1}.json": text}
