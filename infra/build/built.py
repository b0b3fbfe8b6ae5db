"""Says what was built, in digests that two checkouts of one commit have to agree on."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path


def told(build: Path) -> Iterator[str]:
    """A line for each artefact in `build`, and one for all of it, the template included."""
    yield f"{'artefact':<16}{'files':>7}{'unzipped':>13}{'zipped':>13}  digest"
    for artefact in sorted(path for path in build.iterdir() if path.is_dir()):
        files = _files(artefact)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in files:
                archive.write(path, path.relative_to(artefact))
        unzipped = sum(path.stat().st_size for path in files)
        sizes = f"{len(files):>7,}{unzipped:>11,} B{len(packed.getvalue()):>11,} B"
        yield f"{artefact.name:<16}{sizes}  {digest(artefact)[:16]}"
    yield f"{'all of it':<16}{len(_files(build)):>7,}{'':>26}  {digest(build)[:16]}"


def digest(folder: Path) -> str:
    """SHA-256 of what a folder holds: where each file is, whether it may be run, its bytes."""
    content = hashlib.sha256()
    for path in _files(folder):
        held = path.read_bytes()
        runs = path.stat().st_mode & 0o100
        content.update(f"{path.relative_to(folder).as_posix()}\0{runs}\0{len(held)}\0".encode())
        content.update(held)
    return content.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
