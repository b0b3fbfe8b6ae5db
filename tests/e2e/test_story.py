"""The story comes true."""

from tests.e2e import story


def test_the_story_comes_true() -> None:
    """Days 0 to 30, through the real doors, on the running application."""
    story.run()
