"""Makes the layer, or the code of one function; finds the Python that compiles them."""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

from infra.build import artefacts, interpreter


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m infra.build", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("interpreter", help="say which Python compiles the bytecode")
    layer = commands.add_parser("layer", help="fill DIR with the layer")
    function = commands.add_parser("function", help="fill DIR with the code of one function")
    function.add_argument("logical_id")
    sizes = commands.add_parser("sizes", help="say how large the artefacts in DIR are")
    for command in (layer, function, sizes):
        command.add_argument("directory", type=Path)
    given = parser.parse_args()
    match given.command:
        case "interpreter":
            print(interpreter.find())
        case "layer":
            artefacts.layer(given.directory)
        case "function":
            artefacts.function(given.logical_id, given.directory)
        case "sizes":
            _print_sizes(given.directory)


def _print_sizes(build: Path) -> None:
    print(f"{'artefact':<16}{'files':>7}{'unzipped':>13}{'zipped':>13}  content")
    for artefact in sorted(path for path in build.iterdir() if path.is_dir()):
        files = sorted(path for path in artefact.rglob("*") if path.is_file())
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in files:
                archive.write(path, path.relative_to(artefact))
        unzipped = sum(path.stat().st_size for path in files)
        zipped = len(packed.getvalue())
        content = hashlib.sha256()
        for path in files:
            content.update(f"{path.relative_to(artefact)}\0".encode() + path.read_bytes())
        sizes = f"{len(files):>7,}{unzipped:>11,} B{zipped:>11,} B"
        print(f"{artefact.name:<16}{sizes}  {content.hexdigest()[:16]}")


if __name__ == "__main__":
    try:
        main()
    except (interpreter.NoInterpreter, FileNotFoundError) as refused:
        sys.exit(str(refused))
    except subprocess.CalledProcessError as failed:
        # The tool that failed has said why.
        sys.exit(failed.returncode)
