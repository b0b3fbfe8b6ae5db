"""Source files that change are used at the next event, with or without the official client."""

from pathlib import Path

from infra.local.harness import LocalRuntime
from tests.integration.local.conftest import Web


def test_a_changed_source_is_picked_up_without_a_restart(app: Path, tmp_path: Path) -> None:
    """In the layer and in the function; an error in it is told, and mended by the next change."""
    layer = app / "layer" / "parcels" / "__init__.py"
    with LocalRuntime(app / "template.yaml", tmp_path / "data") as runtime:
        web = Web(runtime)
        first = web.get("/greet").json()
        assert web.get("/greet").json() == first
        text = layer.read_text()
        layer.write_text(text.replace('"first"', '"second"'))
        second = web.get("/greet").json()
        assert second["greeting"] == "second"
        assert second["pid"] != first["pid"]
        layer.write_text("this is no Python")
        assert web.get("/greet").status_code == 500
        assert "Web: Runtime.UserCodeSyntaxError" in runtime.console()
        layer.write_text(text)
        assert web.get("/greet").json()["greeting"] == "first"
        template = app / "template.yaml"
        template.write_text(template.read_text() + "\n")
        web.get("/greet")
        assert "template.yaml has changed: restart" in runtime.console()
        without_official_client(app, web, runtime)


def without_official_client(app: Path, web: Web, runtime: LocalRuntime) -> None:
    """Where the official client cannot be imported, the one in plain Python does its work."""
    (app / "functions" / "awslambdaric.py").write_text("raise ImportError('not here')\n")
    starts = runtime.state()["functions"]["Web"]["process_starts"]
    assert web.get("/greet").json()["greeting"] == "first"
    assert runtime.state()["functions"]["Web"]["process_starts"] == starts + 1
    assert 1000 < web.get("/now").json()["remaining"] <= 2000
    assert web.get("/fail").status_code == 500
    assert runtime.state()["functions"]["Web"]["last_error"] == "ValueError: on purpose"
    assert web.get("/environment").json()["AWS_LAMBDA_FUNCTION_NAME"] == "parcels-test-Web"
    (app / "functions" / "web.py").write_text("raise KeyError('setting')\n")
    assert web.get("/greet").status_code == 500
    assert "KeyError" in runtime.state()["functions"]["Web"]["last_error"]
