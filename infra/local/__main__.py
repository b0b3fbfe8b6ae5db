"""`python -m infra.local`: run a SAM template on this machine."""

import argparse
import gc
import os
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path
from types import FrameType

from infra.local.errors import LocalError


def main() -> int:
    """Run until interrupted; gives the exit status."""
    arguments = _arguments()
    # time-machine imports pytest where it is installed; nobody should wait for that.
    sys.modules["pytest"] = None  # type: ignore[assignment]
    gc.disable()  # nothing of what a start makes is garbage
    from infra.local.runtime import Options, Runtime

    done = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        done.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    try:
        runtime = Runtime(
            Options(
                template=arguments.template,
                environment=arguments.config_env,
                port=arguments.port,
                data=arguments.data,
                fresh=arguments.fresh,
                quiet=arguments.quiet,
                most_processes=arguments.processes,
                dynamodb_endpoint=os.environ.get("AWS_ENDPOINT_URL_DYNAMODB"),
                begin=arguments.begin,
                parameters=tuple(arguments.parameter),
            )
        )
        runtime.start()
    except LocalError as error:
        sys.stderr.write(f"! {error}\n")
        return 1
    gc.freeze()
    gc.enable()
    console = runtime.console
    console.say(f"  {runtime.builder.stack.name} runs on this machine")
    console.say(f"  pages    {runtime.url}/")
    console.say(f"  mailbox  {runtime.url}/_local/   (the clock, queues and errors too)")
    console.say(f"  data     {arguments.data}/   (logs in {arguments.data}/logs/)")
    console.say("  Ctrl-C stops; what was stored stays.")
    if arguments.ready_file is not None:
        arguments.ready_file.write_text(runtime.url)
    done.wait()
    console.say("stopping …")
    runtime.stop()
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description=__doc__)
    add = parser.add_argument
    add("--template", type=Path, default=Path("template.yaml"), help="the SAM template")
    add("--config-env", default="local", help="the section of samconfig.toml to use")
    add("--port", type=int, default=os.environ.get("PORT", "8000"), help="0 takes a free one")
    data = Path(os.environ.get("DATA") or ".local")
    add("--data", type=Path, default=data, help="where everything is kept")
    add("--fresh", action="store_true", help="forget what was kept")
    add("--quiet", action="store_true", help="say only what goes wrong")
    add("--processes", type=int, default=2, help="most processes of one function")
    add(
        "--begin",
        type=datetime.fromisoformat,
        help="a later instant with its offset, for the clock of a run that begins with nothing",
    )
    add(
        "--parameter",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="of the template, over those of samconfig.toml; may repeat",
    )
    add("--ready-file", type=Path, help="write the address into this file once it serves")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
