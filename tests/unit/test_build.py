"""What `make build` fills the artefacts with, as far as it can be seen without building."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra.build import artefacts, built, interpreter


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two functions, compiled by the Python that runs the tests."""
    functions = tmp_path / "functions"
    (functions / "web" / "pages" / "__pycache__").mkdir(parents=True)
    (functions / "web" / "__pycache__").mkdir()
    (functions / "web" / "app.py").write_text("words = {'one', 'two', 'three', 'four'}\n")
    (functions / "web" / "pages" / "form.html").write_text("<form></form>\n")
    (functions / "web" / "__pycache__" / "app.cpython-311.pyc").write_bytes(b"of another time")
    (functions / "publish_facts.py").write_text("def handler(event, context): ...\n")
    monkeypatch.setattr(artefacts, "ROOT", tmp_path)
    monkeypatch.setattr(interpreter, "find", lambda: sys.executable)
    return tmp_path


def contents(artefact: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(artefact)): path.read_bytes()
        for path in artefact.rglob("*")
        if path.is_file()
    }


def test_a_function_holds_its_own_module_and_its_bytecode_only(root: Path) -> None:
    """A change of one function deploys that function."""
    artefacts.function("PublishFacts", root / "out")
    tag = sys.implementation.cache_tag
    assert contents(root / "out").keys() == {
        "publish_facts.py",
        f"__pycache__/publish_facts.{tag}.pyc",
    }


def test_a_function_may_be_a_package_and_brings_its_pages(root: Path) -> None:
    """Whatever lies in the package goes along, but nothing that a run left there."""
    artefacts.function("Web", root / "out")
    tag = sys.implementation.cache_tag
    assert contents(root / "out").keys() == {
        "web/app.py",
        f"web/__pycache__/app.{tag}.pyc",
        "web/pages/form.html",
    }


def kept_by_an_archive(artefact: Path) -> dict[str, tuple[int, float]]:
    """Modes and times, which go into what is packed beside the bytes."""
    return {
        str(path.relative_to(artefact)): (path.stat().st_mode, path.stat().st_mtime)
        for path in artefact.rglob("*")
    }


def test_two_checkouts_build_the_same_bytes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever builds a commit, where, when, and with whatever rights new files get there, gets what
    everybody gets. So what did not change is not deployed again, and what is deployed can be held
    against its source.
    """
    other = root / "deeper" / "place"
    shutil.copytree(root / "functions", other / "functions")
    for path in other.rglob("*.*"):
        os.utime(path, (0, 0))
    for checkout, umask in ((root, 0o022), (other, 0o077)):
        monkeypatch.setattr(artefacts, "ROOT", checkout)
        before = os.umask(umask)
        try:
            artefacts.function("Web", checkout / "out" / "Web")
        finally:
            os.umask(before)
    one, two = root / "out" / "Web", other / "out" / "Web"
    assert contents(one) == contents(two)
    assert kept_by_an_archive(one) == kept_by_an_archive(two)
    assert list(built.told(one.parent)) == list(built.told(two.parent))


def test_libraries_are_the_same_wherever_they_were_compiled(tmp_path: Path) -> None:
    """Nothing of the layer tells the folder that it was made in."""
    here = artefacts.Runtime("any", "any", sys.executable)
    for place in ("one", "deeper/two"):
        package = tmp_path / place / "library"
        package.mkdir(parents=True)
        (package / "word.py").write_text("def word():\n    return {'one', 'two', 'three'}\n")
        artefacts.compile_all(tmp_path / place, "/opt/python", here)
        artefacts.without_sources(tmp_path / place)
    assert contents(tmp_path / "one") == contents(tmp_path / "deeper" / "two")
    assert str(tmp_path).encode() not in contents(tmp_path / "one")["library/word.pyc"]


@pytest.mark.parametrize("change", ["bytes", "name", "mode", "boundary"])
def test_another_content_has_another_digest(tmp_path: Path, change: str) -> None:
    """The digest that a build ends with misses no difference that would be deployed."""
    for name, held in (("a", "one"), ("b", "two")):
        (tmp_path / name).write_text(held)
    before = built.digest(tmp_path)
    match change:
        case "bytes":
            (tmp_path / "a").write_text("One")
        case "name":
            (tmp_path / "a").rename(tmp_path / "c")
        case "mode":
            (tmp_path / "a").chmod(0o755)
        case "boundary":
            (tmp_path / "a").write_text("")
            (tmp_path / "b").write_text("onetwo")
    assert built.digest(tmp_path) != before


def test_bytecode_is_used_without_a_look_at_its_source(root: Path) -> None:
    """Time stamps do not survive packing: bytecode that relied on them would be ignored."""
    artefacts.function("PublishFacts", root / "out")
    (bytecode,) = (root / "out" / "__pycache__").iterdir()
    hash_based, checked = 0b01, 0b10
    flags = int.from_bytes(bytecode.read_bytes()[4:8], "little")
    assert flags & hash_based
    assert not flags & checked


def test_a_resource_without_code_is_refused_by_name(root: Path) -> None:
    """A resource that was renamed and its module not: the build says which."""
    with pytest.raises(FileNotFoundError, match="function SendLetter: neither functions/send_let"):
        artefacts.function("SendLetter", root / "out")


def test_an_interpreter_that_does_not_run_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version manager's shim with nothing behind it is on PATH; the real one comes later."""
    answer = f"cpython {interpreter.RUNTIME}"
    for folder, script in (("shim", "exit 127"), ("real", f"echo {answer}")):
        python = tmp_path / folder / f"python{interpreter.RUNTIME}"
        python.parent.mkdir()
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none" / "python"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'shim'}:{tmp_path / 'real'}")
    monkeypatch.delenv("RUNTIME_PYTHON", raising=False)
    assert interpreter.find() == str(tmp_path / "real" / f"python{interpreter.RUNTIME}")


def test_an_interpreter_that_was_named_is_used_or_refused_never_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever names one hears that it will not do, and how to get one that will."""
    monkeypatch.setenv("RUNTIME_PYTHON", "/nowhere/python")
    with pytest.raises(interpreter.NoInterpreter, match=r"/nowhere/python.*\n(.*\n)*.*uv python"):
        interpreter.find()


def test_of_libraries_only_the_bytecode_is_kept_and_it_runs(tmp_path: Path) -> None:
    """A library is imported without its source; our own code stands as it is, for tracebacks."""
    for package in ("library", "rapport"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("")
        (tmp_path / package / "word.py").write_text("WORD = 'said'\n")
    here = artefacts.Runtime("any", "any", sys.executable)
    artefacts.compile_all(tmp_path, "/opt/python", here)
    artefacts.without_sources(tmp_path)
    tag = sys.implementation.cache_tag
    assert contents(tmp_path).keys() == {
        "library/__init__.pyc",
        "library/word.pyc",
        "rapport/__init__.py",
        "rapport/word.py",
        f"rapport/__pycache__/__init__.{tag}.pyc",
        f"rapport/__pycache__/word.{tag}.pyc",
    }
    said = subprocess.run(
        [sys.executable, "-P", "-c", "import library.word, rapport.word; print(library.word.WORD)"],
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "said\n"
