"""The story comes true."""

from functools import partial

import pytest
from playwright.sync_api import Browser

from tests.browser.clicking import Clicking
from tests.e2e import story


@pytest.mark.timeout(1800)  # a hundred and thirty days, and thousands of invocations
def test_the_story_comes_true_by_clicking(chromium: Browser) -> None:
    """Days 0 to 131 on the running application: every page in a browser on a phone, the rest
    through mail and API.
    """
    story.run(partial(Clicking, browser=chromium))
