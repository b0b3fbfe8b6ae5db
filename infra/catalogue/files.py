"""What belongs where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from samtranslator.yaml_helper import yaml_parse

from infra.catalogue.document import document
from infra.catalogue.received import received
from infra.catalogue.samples import FACTS, examples, fact
from infra.catalogue.schemas import envelope_schema
from infra.catalogue.shapes import another

ROOT = Path(__file__).parents[2]
EVENTS = ROOT / "events"


def wanted() -> dict[Path, str]:
    """Every file of the catalogue, with its text."""
    template = yaml_parse((ROOT / "template.yaml").read_text(encoding="utf-8"))
    files = {ROOT / "docs" / "events.md": document(template)}
    for example in examples():
        files[EVENTS / f"{example.name}.json"] = _json(example.envelope())
        files[EVENTS / f"{example.name}.schema.json"] = _json(envelope_schema(example))
    for data in FACTS:
        name, text = f"{data.detail_type}.v{data.version}", _json(fact(data).stored())
        files[EVENTS / "stored" / f"{name}.json"] = text
        files |= another(name, text)
    for name, sample in received().items():
        files[EVENTS / f"{name}.json"] = _json(sample)
    return files


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
