"""How many replies of a corpus are read exactly right, counted over made-up ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import corpus

QUOTE = "\n\nOn Tue, Nov 24, 2026 at 9:00 AM R <r@x.example> wrote:\n> stop\n"


def put(folder: Path, name: str, mail: str, **texts: str) -> None:
    """A case in a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(mail, encoding="utf-8")
    for kind, text in texts.items():
        (folder / name).with_suffix(f".{kind}").write_text(text, encoding="utf-8")


def counted(printed: str) -> dict[str, list[str]]:
    """The figures of each corpus: cases, right, right by our rules, their share."""
    return {line.split()[0]: line.split()[1:5] for line in printed.splitlines()[1:]}


def test_a_folder_is_counted_by_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Raw mails and plain texts, below any folder, and white space does not matter."""
    put(tmp_path / "a", "one.txt", "done\nand dusted" + QUOTE, expected="done and  dusted\n")
    put(tmp_path / "a", "two.txt", "done" + QUOTE, expected="something else")
    head = "From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain\n\n"
    put(tmp_path / "b" / "deep", "one.eml", head + "done" + QUOTE, expected="done")
    put(tmp_path, "beside.txt", "no case, because nothing says what is expected of it")
    assert corpus.main([str(tmp_path)]) == 0
    assert counted(capsys.readouterr().out) == {
        "a": ["2", "1", "1", "50.0"],
        "deep": ["1", "1", "1", "100.0"],
        "all": ["3", "2", "2", "66.7"],
    }


def test_another_convention_is_counted_beside_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A corpus that keeps a signature is not read right by its own word, but by ours."""
    put(tmp_path, "one.txt", "done\n\n-- \nRoger", expected="done\n\n-- \nRoger", ours="done")
    corpus.main([str(tmp_path)])
    assert counted(capsys.readouterr().out)["all"] == ["1", "0", "1", "100.0"]


def test_the_mail_that_was_answered_may_be_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only that tells history without any marker from the words."""
    sent = "A thank-you note to Stan is due today."
    put(tmp_path, "one.txt", f"done\n\n{sent}", expected="done", sent=sent)
    corpus.main([str(tmp_path)])
    assert counted(capsys.readouterr().out)["all"] == ["1", "1", "1", "100.0"]


def test_a_list_in_json_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several texts may be right; each object names its corpus."""
    listed = [
        {"corpus": "a", "id": "1", "text": "done" + QUOTE, "accept": ["no", "done"]},
        {"corpus": "b", "id": "2", "text": "done" + QUOTE, "accept": ["no"], "ours": "done"},
    ]
    (tmp_path / "replies.json").write_text(json.dumps(listed), encoding="utf-8")
    assert corpus.main([str(tmp_path / "replies.json")]) == 0
    printed = counted(capsys.readouterr().out)
    assert printed["a"][:3] == ["1", "1", "1"]
    assert printed["b"][:3] == ["1", "0", "1"]


def test_what_differs_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Line by line, with the name of the case; what is right is not."""
    put(tmp_path / "a", "one.txt", "first\nsecond" + QUOTE, expected="first\nthird")
    put(tmp_path / "a", "two.txt", "done" + QUOTE, expected="done")
    corpus.main([str(tmp_path), "--differing"])
    printed = capsys.readouterr().out
    assert "--- a/one wanted" in printed
    assert "-third\n+second" in printed
    assert "a/two" not in printed


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("nowhere", None, "does not exist"),
        ("empty", "", "holds no case"),
        ("wrong.json", '[{"corpus": "a"}]', "no list of objects"),
    ],
)
def test_a_place_without_cases_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str | None, says: str
) -> None:
    """In one line, with exit status 2."""
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert corpus.main([str(tmp_path / name)]) == 2
    assert says in capsys.readouterr().err
