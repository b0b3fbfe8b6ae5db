"""Writes what of the catalogue is out of date, and says so."""

from __future__ import annotations

from infra.catalogue.files import ROOT, wanted


def main() -> None:
    """Bring events/ and docs/events.md up to the models."""
    for path, text in wanted().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")


main()
