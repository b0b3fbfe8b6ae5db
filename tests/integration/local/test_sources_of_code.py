"""Source files that change are used at the next event."""

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
