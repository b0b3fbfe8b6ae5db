"""The store in DynamoDB: one table, every access pattern one bounded call."""

from rapport.store.access import Access
from rapport.store.inbox import Inbox
from rapport.store.leaving import Leaving
from rapport.store.mails import Mails
from rapport.store.people import People
from rapport.store.recordings import Recordings
from rapport.store.reminders import Reminders


class TableStore(People, Access, Leaving, Recordings, Reminders, Mails, Inbox):
    """Keeps everything in one table: the port `rapport.store.Store`."""
