"""The story comes true."""

import pytest

from tests.e2e import story


@pytest.mark.timeout(900)  # a hundred and thirty days, and thousands of invocations
def test_the_story_comes_true() -> None:
    """Days 0 to 131, through the real doors, on the running application."""
    story.run()
