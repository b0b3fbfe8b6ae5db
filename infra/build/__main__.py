"""Makes the layer, or the code of one function; finds the Python that compiles them."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from infra.build import artefacts, built, interpreter


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m infra.build", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("interpreter", help="say which Python compiles the bytecode")
    layer = commands.add_parser("layer", help="fill DIR with the layer")
    function = commands.add_parser("function", help="fill DIR with the code of one function")
    function.add_argument("logical_id")
    tell = commands.add_parser("tell", help="say what is in DIR, how large, and its digest")
    for command in (layer, function, tell):
        command.add_argument("directory", type=Path)
    given = parser.parse_args()
    match given.command:
        case "interpreter":
            print(interpreter.find())
        case "layer":
            artefacts.layer(given.directory)
        case "function":
            artefacts.function(given.logical_id, given.directory)
        case "tell":
            print("\n".join(built.told(given.directory)))


if __name__ == "__main__":
    try:
        main()
    except (interpreter.NoInterpreter, FileNotFoundError) as refused:
        sys.exit(str(refused))
    except subprocess.CalledProcessError as failed:
        # The tool that failed has said why.
        sys.exit(failed.returncode)
