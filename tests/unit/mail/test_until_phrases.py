"""Many phrases with a time, and many that only look like one."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from rapport.mail import until

NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Wednesday."""

ENGLISH: dict[str, list[str]] = {
    "until Q1": ["2027-01-01T09:00"],
    "until Q2 2027": ["2027-04-01T09:00"],
    "until the first quarter": ["2027-01-01T09:00"],
    "until the end of Q1": ["2027-03-31T09:00"],
    "until the end of Q4": ["2026-12-31T09:00"],
    "until the end of Q4 2027": ["2027-12-31T09:00"],
    "until spring": ["2027-03-01T09:00"],
    "until next summer": ["2027-06-01T09:00"],
    "until the end of autumn": ["2026-11-30T09:00"],
    "later today": ["2026-11-25T13:00"],
    "later this afternoon": ["2026-11-25T14:00"],
    "until 3pm UTC": ["2026-11-25T16:00"],
    "until 9am GMT": ["2026-11-26T10:00"],
    "until Friday 3pm CET": ["2026-11-27T15:00"],
    "until tomorrow 9am EST": ["2026-11-26T15:00"],
    "until July 5 9am EST": ["2027-07-05T15:00"],
    "until tomorrow 9am Pacific": ["2026-11-26T18:00"],
    "until Friday 15:00 UTC+2": ["2026-11-27T14:00"],
    "until Friday 15:00 GMT-3:30": ["2026-11-27T19:30"],
    "until Friday 15:00 +0200": ["2026-11-27T14:00"],
    "until 2026-12-01 15:00 UTC": ["2026-12-01T16:00"],
    "until tomorrow 9am London time": ["2026-11-26T10:00"],
    "until month end": ["2026-11-30T09:00"],
    "until the next working day": ["2026-11-26T09:00"],
    "when I'm back on the 5th": ["2026-12-05T09:00"],
    "once I get back on Monday": ["2026-11-30T09:00"],
    "until Friday of week 14": ["2027-04-09T09:00"],
    "Friday in week 14": ["2027-04-09T09:00"],
    "until the Tuesday after next": ["2026-12-08T09:00"],
    "until lunchtime tomorrow": ["2026-11-26T12:00"],
    "until a week from Friday": ["2026-12-04T09:00"],
    "until two weeks from Monday": ["2026-12-14T09:00"],
    "until mid December": ["2026-12-15T09:00"],
    "until the week of December 7": ["2026-12-07T09:00"],
    "until Dec. 3rd, 10.30 a.m.": ["2026-12-03T10:30"],
    "until Thurs 4-ish": ["2026-11-26T16:00"],
    "until around 3pm tomorrow": ["2026-11-26T15:00"],
    "until about noon on Friday": ["2026-11-27T12:00"],
    "for a couple more days": ["2026-11-27T10:30"],
    "in a fortnight": ["2026-12-09T10:30"],
    "for ten days or so": ["2026-12-05T10:30"],
    "until the day after tomorrow at 8": ["2026-11-27T08:00"],
    "until the first of December": ["2026-12-01T09:00"],
    "until the last Friday in December": ["2026-12-25T09:00"],
    "until Friday the 4th": ["2026-12-04T09:00"],
    "until Sunday evening at 7": ["2026-11-29T19:00"],
    "until tmrw 9": ["2026-11-26T09:00"],
    "until wednesday next week": ["2026-12-02T09:00"],
    "until quarter past 9 on Monday": ["2026-11-30T09:15"],
    "until Monday, 30 November": ["2026-11-30T09:00"],
    "until the start of next week": ["2026-11-30T09:00"],
    "until Friday 8am": ["2026-11-27T08:00"],
    "until friday at 8": ["2026-11-27T08:00"],
    "until Fri 8:30": ["2026-11-27T08:30"],
    "until next Tuesday 9am": ["2026-12-01T09:00"],
    "until Tuesday": ["2026-12-01T09:00"],
    "until next Friday": ["2026-12-04T09:00"],
    "until this Friday": ["2026-11-27T09:00"],
    "until Wednesday": ["2026-12-02T09:00"],
    "until Wednesday 5pm": ["2026-11-25T17:00"],
    "until Wednesday 9am": ["2026-12-02T09:00"],
    "until tomorrow": ["2026-11-26T09:00"],
    "until tomorrow morning": ["2026-11-26T09:00"],
    "until tomorrow afternoon": ["2026-11-26T14:00"],
    "until tomorrow evening": ["2026-11-26T18:00"],
    "until tomorrow at noon": ["2026-11-26T12:00"],
    "until tomorrow night": ["2026-11-26T20:00"],
    "until noon": ["2026-11-25T12:00"],
    "until midnight": ["2026-11-26T00:00"],
    "until tonight": ["2026-11-25T20:00"],
    "until this evening": ["2026-11-25T18:00"],
    "until this afternoon": ["2026-11-25T14:00"],
    "until the evening": ["2026-11-25T18:00"],
    "until 5pm": ["2026-11-25T17:00"],
    "until 5 pm": ["2026-11-25T17:00"],
    "until 17:00": ["2026-11-25T17:00"],
    "until 5": ["2026-11-25T17:00"],
    "until 9": ["2026-11-26T09:00"],
    "until 9am": ["2026-11-26T09:00"],
    "until 10:30": ["2026-11-26T10:30"],
    "until 5:15pm": ["2026-11-25T17:15"],
    "until half past five": ["2026-11-25T17:30"],
    "until quarter to six": ["2026-11-25T17:45"],
    "in 2 hours": ["2026-11-25T12:30"],
    "for 2 hours": ["2026-11-25T12:30"],
    "2 hours": ["2026-11-25T12:30"],
    "in half an hour": ["2026-11-25T11:00"],
    "in an hour": ["2026-11-25T11:30"],
    "in an hour and a half": ["2026-11-25T12:00"],
    "90 minutes": ["2026-11-25T12:00"],
    "in 45 min": ["2026-11-25T11:15"],
    "2h": ["2026-11-25T12:30"],
    "for a day": ["2026-11-26T10:30"],
    "for 3 days": ["2026-11-28T10:30"],
    "3 days": ["2026-11-28T10:30"],
    "3d": ["2026-11-28T10:30"],
    "for a couple of days": ["2026-11-27T10:30"],
    "for a week": ["2026-12-02T10:30"],
    "1 week": ["2026-12-02T10:30"],
    "two weeks": ["2026-12-09T10:30"],
    "2w": ["2026-12-09T10:30"],
    "for a fortnight": ["2026-12-09T10:30"],
    "for a month": ["2026-12-25T10:30"],
    "in 3 months": ["2027-02-25T10:30"],
    "for a year": ["2027-11-25T10:30"],
    "for ten days": ["2026-12-05T10:30"],
    "in 5 business days": ["2026-12-02T10:30"],
    "until 3 days from now": ["2026-11-28T10:30"],
    "a week from now": ["2026-12-02T10:30"],
    "a week from Friday": ["2026-12-04T09:00"],
    "two weeks from tomorrow": ["2026-12-10T09:00"],
    "in two weeks at 9am": ["2026-12-09T09:00"],
    "until next week": ["2026-11-30T09:00"],
    "next week": ["2026-11-30T09:00"],
    "until next month": ["2026-12-01T09:00"],
    "until next year": ["2027-01-01T09:00"],
    "until the week after next": ["2026-12-07T09:00"],
    "until Monday next week": ["2026-11-30T09:00"],
    "until next week Thursday": ["2026-12-03T09:00"],
    "until early next week": ["2026-11-30T09:00"],
    "until later next week": [],
    "until the weekend": ["2026-11-28T09:00"],
    "until after the weekend": ["2026-11-30T09:00"],
    "until the end of the week": ["2026-11-27T09:00"],
    "until the end of the month": ["2026-11-30T09:00"],
    "until end of month": ["2026-11-30T09:00"],
    "until EOD": ["2026-11-25T17:00"],
    "until end of day": ["2026-11-25T17:00"],
    "until end of next week": ["2026-12-04T09:00"],
    "until the end of next month": ["2026-12-31T09:00"],
    "until the end of the year": ["2026-12-31T09:00"],
    "until mid-January": ["2027-01-15T09:00"],
    "until early March": ["2027-03-01T09:00"],
    "until the beginning of December": ["2026-12-01T09:00"],
    "until December 5": ["2026-12-05T09:00"],
    "until 5 December": ["2026-12-05T09:00"],
    "until Dec 5th": ["2026-12-05T09:00"],
    "until the 5th of December": ["2026-12-05T09:00"],
    "until the 5th": ["2026-12-05T09:00"],
    "until 15th at 3pm": ["2026-12-15T15:00"],
    "until Jan 5": ["2027-01-05T09:00"],
    "until January": ["2027-01-01T09:00"],
    "until Jan 2027": ["2027-01-01T09:00"],
    "until March 3, 2027": ["2027-03-03T09:00"],
    "until Tuesday, December 1st at 2:30pm": ["2026-12-01T14:30"],
    "until Thursday 3 December": ["2026-12-03T09:00"],
    "until 2026-12-24": ["2026-12-24T09:00"],
    "until 2026-12-24 18:00": ["2026-12-24T18:00"],
    "until 2026-12-24T18:00Z": ["2026-12-24T19:00"],
    "until 24.12.": ["2026-12-24T09:00"],
    "until 24.12.2026": ["2026-12-24T09:00"],
    "until 13/12/2026": ["2026-12-13T09:00"],
    "until 12/13/2026": ["2026-12-13T09:00"],
    "until 12/12": ["2026-12-12T09:00"],
    "until 01/02/2027": ["2027-01-02T09:00", "2027-02-01T09:00"],
    "until 3/4": ["2027-03-04T09:00", "2027-04-03T09:00"],
    "until 01/02/2027 at 8am": ["2027-01-02T08:00", "2027-02-01T08:00"],
    "until 02/02/2027": ["2027-02-02T09:00"],
    "until Christmas": ["2026-12-25T09:00"],
    "until after Christmas": ["2026-12-26T09:00"],
    "until new year": ["2027-01-01T09:00"],
    "until after Easter": ["2027-03-30T09:00"],
    "until Easter": ["2027-03-28T09:00"],
    "until Thanksgiving": ["2026-11-26T09:00"],
    "until the day after tomorrow": ["2026-11-27T09:00"],
    "until the day after tomorrow at 7am": ["2026-11-27T07:00"],
    "until Friday morning": ["2026-11-27T09:00"],
    "until Friday afternoon at 4": ["2026-11-27T16:00"],
    "until Friday night": ["2026-11-27T20:00"],
    "until 8 on Friday": ["2026-11-27T08:00"],
    "until 9am tomorrow": ["2026-11-26T09:00"],
    "until 2pm next Wednesday": ["2026-12-02T14:00"],
    "until Friday please": ["2026-11-27T09:00"],
    "until Friday, thanks!": ["2026-11-27T09:00"],
    "till Monday": ["2026-11-30T09:00"],
    "til tmrw 7am": ["2026-11-26T07:00"],
    "Monday": ["2026-11-30T09:00"],
    "tomorrow": ["2026-11-26T09:00"],
    "to Monday": ["2026-11-30T09:00"],
    "until Monday because I am away": ["2026-11-30T09:00"],
    "for the weekend": ["2026-11-30T09:00"],
    "until after lunch": ["2026-11-25T13:00"],
    "until lunch tomorrow": ["2026-11-26T12:00"],
    "until next quarter": ["2027-01-01T09:00"],
    "until the first week of January": [],
    "until first thing tomorrow": ["2026-11-26T09:00"],
    "until first thing Monday": ["2026-11-30T09:00"],
    "until Monday first thing": ["2026-11-30T09:00"],
    "until Friday EOD": ["2026-11-27T17:00"],
    "until Friday end of day": ["2026-11-27T17:00"],
    "until a week on Monday": ["2026-12-07T09:00"],
    "until Monday week": ["2026-12-07T09:00"],
    "until the last day of the month": ["2026-11-30T09:00"],
    "until the first of next month": ["2026-12-01T09:00"],
    "until in 3 days": ["2026-11-28T10:30"],
    "until the following Monday": ["2026-11-30T09:00"],
    "until some time next week": ["2026-11-30T09:00"],
    "until around 3pm": ["2026-11-25T15:00"],
    "until 3ish": ["2026-11-25T15:00"],
    "until 6 in the morning": ["2026-11-26T06:00"],
    "until 7 o'clock": ["2026-11-26T07:00"],
    "until Tue the 1st": ["2026-12-01T09:00"],
    "until noon on Friday": ["2026-11-27T12:00"],
    "for three and a half hours": ["2026-11-25T14:00"],
    "1 day and 2 hours": ["2026-11-26T12:30"],
    "until September": ["2027-09-01T09:00"],
    "until next January": ["2027-01-01T09:00"],
    "until Wed 2 Dec 2026, 14:00": ["2026-12-02T14:00"],
    "until yesterday": [],
    "until last Friday": [],
    "until 2025-01-01": [],
    "until 5 January 2020": [],
    "until today 8am": [],
    "until 31 November": [],
    "until 30 February": [],
    "until 25:00": [],
    "until 8:75": [],
    "for 0 days": [],
    "for -3 days": [],
    "until 24 November 2026": [],
    "until 8 tomorrow morning": ["2026-11-26T08:00"],
    "until half past 8 tomorrow": ["2026-11-26T08:30"],
    "until tomorrow at half past eight": ["2026-11-26T08:30"],
    "until the 1st of January at 10": ["2027-01-01T10:00"],
    "until Saturday noon": ["2026-11-28T12:00"],
    "until Sunday evening at 8": ["2026-11-29T20:00"],
    "for another week": ["2026-12-02T10:30"],
    "for another 3 days": ["2026-11-28T10:30"],
    "for 3 more days": ["2026-11-28T10:30"],
    "for a few more days": ["2026-11-28T10:30"],
    "until 3 weeks from Monday": ["2026-12-21T09:00"],
    "until the Monday after next": ["2026-12-07T09:00"],
    "until Monday after next": ["2026-12-07T09:00"],
    "until a week tomorrow": ["2026-12-03T09:00"],
    "until the new year": ["2027-01-01T09:00"],
    "until after new year": ["2027-01-02T09:00"],
    "until 1 Jan 2027 00:00": ["2027-01-01T00:00"],
    "until 12am": ["2026-11-26T00:00"],
    "until 12pm": ["2026-11-25T12:00"],
    "until 12:30am": ["2026-11-26T00:30"],
    "until 0:30": ["2026-11-26T00:30"],
    "until noon tomorrow": ["2026-11-26T12:00"],
    "until Thursday, 3pm": ["2026-11-26T15:00"],
    "until Thursday (3pm)": ["2026-11-26T15:00"],
    "until next Monday morning at 9:30": ["2026-11-30T09:30"],
    "until 6pm today": ["2026-11-25T18:00"],
    "until today 6pm": ["2026-11-25T18:00"],
    "until the 30th": ["2026-11-30T09:00"],
    "until the 25th": ["2026-12-25T09:00"],
    "until the 24th": ["2026-12-24T09:00"],
    "until 29 Feb": ["2028-02-29T09:00"],
    "until Feb 29 2027": [],
    "until next Thursday at 11": ["2026-12-03T11:00"],
    "until Dec. 5": ["2026-12-05T09:00"],
    "until Dec 5, 8am": ["2026-12-05T08:00"],
    "until 28-02-2027": ["2027-02-28T09:00"],
    "until 2027/02/03": ["2027-02-03T09:00"],
    "until 2 hours from now": ["2026-11-25T12:30"],
    "until an hour before midnight": [],
    "until Friday or Monday": [],
    "until 4pm on the 3rd": ["2026-12-03T16:00"],
    "until the weekend after next": ["2026-12-12T09:00"],
    "until next weekend": ["2026-12-05T09:00"],
    "until this weekend": ["2026-11-28T09:00"],
    "until mid next week": ["2026-12-02T09:00"],
    "until the middle of next week": ["2026-12-02T09:00"],
    "over the weekend": ["2026-11-30T09:00"],
    "until EOW": ["2026-11-27T09:00"],
    "until COB Friday": ["2026-11-27T17:00"],
    "until end of day tomorrow": ["2026-11-26T17:00"],
    "until Friday 17.30": ["2026-11-27T17:30"],
    "until 9 a.m. on Monday": ["2026-11-30T09:00"],
    "until Mon. 9 a.m.": ["2026-11-30T09:00"],
    "until Monday @ 9": ["2026-11-30T09:00"],
    "until Monday at 9 or so": ["2026-11-30T09:00"],
    "until monday at 0900": ["2026-11-30T09:00"],
    "until two pm": ["2026-11-25T14:00"],
    "until Friday two o'clock": ["2026-11-27T14:00"],
    "until twenty past nine": ["2026-11-26T09:20"],
    "until five to ten tomorrow": ["2026-11-26T09:55"],
    "until April": ["2027-04-01T09:00"],
    "until the 2nd Monday in January": ["2027-01-11T09:00"],
    "first Monday in April": ["2027-04-05T09:00"],
    "until the first Monday in April at 10": ["2027-04-05T10:00"],
    "until the first Monday of next month": ["2026-12-07T09:00"],
    "until the first Friday of the month": ["2026-12-04T09:00"],
    "until the last Friday of the month": ["2026-11-27T09:00"],
    "until the third Tuesday of January 2028": ["2028-01-18T09:00"],
    "until the fifth Monday of January 2027": [],
    "week 14": ["2027-04-05T09:00"],
    "until week 14": ["2027-04-05T09:00"],
    "until week 50 at 10am": ["2026-12-07T10:00"],
    "in week 2": ["2027-01-11T09:00"],
    "until calendar week 53": ["2026-12-28T09:00"],
    "until week 54": [],
    "until week 10, 2020": [],
    "until Friday 4 December at 10am": ["2026-12-04T10:00"],
    "until Saturday the 5th": ["2026-12-05T09:00"],
}
GERMAN: dict[str, list[str]] = {
    "bis Q1": ["2027-01-01T09:00"],
    "bis Anfang Q2": ["2027-04-01T09:00"],
    "im 2. Quartal": ["2027-04-01T09:00"],
    "Ende Q4": ["2026-12-31T09:00"],
    "im Frühjahr": ["2027-03-01T09:00"],
    "bis zum Sommer": ["2027-06-01T09:00"],
    "heute noch": ["2026-11-25T13:00"],
    "später am Tag": ["2026-11-25T13:00"],
    "heute Abend": ["2026-11-25T18:00"],
    "15 Uhr MEZ": ["2026-11-25T15:00"],
    "bis Freitag 15 Uhr UTC": ["2026-11-27T16:00"],
    "am nächsten Werktag": ["2026-11-26T09:00"],
    "Mitte Januar": ["2027-01-15T09:00"],
    "wenn ich am 5. zurück bin": ["2026-12-05T09:00"],
    "bis ich Montag wieder da bin": ["2026-11-30T09:00"],
    "bis Freitag in KW 50": ["2026-12-11T09:00"],
    "bis zur Woche vom 14.12.": ["2026-12-14T09:00"],
    "bis Sonntag KW 48": ["2026-11-29T09:00"],
    "bis Montag KW 48": ["2027-11-29T09:00"],
    "bis Fr 9h": ["2026-11-27T09:00"],
    "bis naechstes Wochenende": ["2026-12-05T09:00"],
    "Freitag KW 14": ["2027-04-09T09:00"],
    "bis KW 50": ["2026-12-07T09:00"],
    "bis am Montag": ["2026-11-30T09:00"],
    "bis übernächsten Dienstag": ["2026-12-08T09:00"],
    "bis uebermorgen 8 uhr": ["2026-11-27T08:00"],
    "bis Mitte Dezember": ["2026-12-15T09:00"],
    "bis zum 3.12. um halb elf": ["2026-12-03T10:30"],
    "bis Do 14h": ["2026-11-26T14:00"],
    "bis Donnerstag gegen 4": ["2026-11-26T16:00"],
    "bis nächste Woche Mittwoch": ["2026-12-02T09:00"],
    "bis naechsten Monat": ["2026-12-01T09:00"],
    "bis heute Abend um 8": ["2026-11-25T20:00"],
    "bis viertel nach neun am Montag": ["2026-11-30T09:15"],
    "bis dreiviertel acht morgen": ["2026-11-26T07:45"],
    "Montag in einer Woche": ["2026-12-07T09:00"],
    "bis zum Ersten": ["2026-12-01T09:00"],
    "bis Freitag den 4.": ["2026-12-04T09:00"],
    "bis zum letzten Freitag im Dezember": ["2026-12-25T09:00"],
    "bis in zwei Wochen": ["2026-12-09T10:30"],
    "bis sonntag abend": ["2026-11-29T18:00"],
    "am Abend": ["2026-11-25T18:00"],
    "bis am nachmittag": ["2026-11-25T14:00"],
    "bis Mo., 30.11., 8:30 Uhr": ["2026-11-30T08:30"],
    "bis spätestens Freitag mittag": ["2026-11-27T12:00"],
    "bis Mittwoch in zwei Wochen": ["2026-12-09T09:00"],
    "bis Freitag 8 Uhr": ["2026-11-27T08:00"],
    "bis Freitag um 8": ["2026-11-27T08:00"],
    "bis nächsten Dienstag 9 Uhr": ["2026-12-01T09:00"],
    "bis Montag": ["2026-11-30T09:00"],
    "bis morgen": ["2026-11-26T09:00"],
    "bis morgen früh": ["2026-11-26T09:00"],
    "bis morgen Abend": ["2026-11-26T18:00"],
    "bis morgen Nachmittag": ["2026-11-26T14:00"],
    "bis morgen Mittag": ["2026-11-26T12:00"],
    "bis übermorgen": ["2026-11-27T09:00"],
    "bis übermorgen früh": ["2026-11-27T09:00"],
    "bis übermorgen Nachmittag um 4": ["2026-11-27T16:00"],
    "bis heute Abend": ["2026-11-25T18:00"],
    "bis heute Nachmittag": ["2026-11-25T14:00"],
    "bis heute Abend um 7": ["2026-11-25T19:00"],
    "bis 17 Uhr": ["2026-11-25T17:00"],
    "bis 17:30 Uhr": ["2026-11-25T17:30"],
    "bis 8 Uhr 30": ["2026-11-26T08:30"],
    "bis halb neun": ["2026-11-26T08:30"],
    "bis Viertel nach acht": ["2026-11-26T08:15"],
    "bis Mittag": ["2026-11-25T12:00"],
    "bis Mitternacht": ["2026-11-26T00:00"],
    "für 3 Tage": ["2026-11-28T10:30"],
    "3 Tage": ["2026-11-28T10:30"],
    "in 3 Tagen": ["2026-11-28T10:30"],
    "in zwei Wochen": ["2026-12-09T10:30"],
    "für eine Woche": ["2026-12-02T10:30"],
    "eine Woche": ["2026-12-02T10:30"],
    "in einem Monat": ["2026-12-25T10:30"],
    "in 2 Stunden": ["2026-11-25T12:30"],
    "in einer halben Stunde": ["2026-11-25T11:00"],
    "in anderthalb Stunden": ["2026-11-25T12:00"],
    "in einer Viertelstunde": ["2026-11-25T10:45"],
    "in 14 Tagen": ["2026-12-09T10:30"],
    "in ein paar Tagen": ["2026-11-28T10:30"],
    "in einem Jahr": ["2027-11-25T10:30"],
    "in fünf Werktagen": ["2026-12-02T10:30"],
    "um eine Woche": ["2026-12-02T10:30"],
    "um 3 Tage": ["2026-11-28T10:30"],
    "bis nächste Woche": ["2026-11-30T09:00"],
    "nächste Woche": ["2026-11-30T09:00"],
    "bis übernächste Woche": ["2026-12-07T09:00"],
    "bis nächsten Monat": ["2026-12-01T09:00"],
    "bis nächstes Jahr": ["2027-01-01T09:00"],
    "bis nächsten Freitag": ["2026-12-04T09:00"],
    "bis kommenden Freitag": ["2026-11-27T09:00"],
    "bis diesen Freitag": ["2026-11-27T09:00"],
    "bis nächste Woche Dienstag": ["2026-12-01T09:00"],
    "bis Dienstag nächster Woche": ["2026-12-01T09:00"],
    "bis Dienstag in einer Woche": ["2026-12-08T09:00"],
    "bis zum Wochenende": ["2026-11-28T09:00"],
    "bis nach dem Wochenende": ["2026-11-30T09:00"],
    "bis Ende der Woche": ["2026-11-27T09:00"],
    "bis Ende des Monats": ["2026-11-30T09:00"],
    "bis Monatsende": ["2026-11-30T09:00"],
    "bis Ende nächster Woche": ["2026-12-04T09:00"],
    "bis Ende Januar": ["2027-01-31T09:00"],
    "bis Mitte Januar": ["2027-01-15T09:00"],
    "bis Anfang März": ["2027-03-01T09:00"],
    "bis Jahresende": ["2026-12-31T09:00"],
    "bis Januar": ["2027-01-01T09:00"],
    "bis Feierabend": ["2026-11-25T18:00"],
    "bis 5. Dezember": ["2026-12-05T09:00"],
    "bis zum 5. Dezember": ["2026-12-05T09:00"],
    "bis 5.12.": ["2026-12-05T09:00"],
    "bis 5.12.2026": ["2026-12-05T09:00"],
    "bis zum 5.12. um 8": ["2026-12-05T08:00"],
    "bis zum 5.": ["2026-12-05T09:00"],
    "bis 01.02.2027": ["2027-02-01T09:00"],
    "bis 1.2.": ["2027-02-01T09:00"],
    "bis Freitag, den 4. Dezember": ["2026-12-04T09:00"],
    "bis Freitag, 4.12., 14 Uhr": ["2026-12-04T14:00"],
    "bis zum ersten Januar": ["2027-01-01T09:00"],
    "bis zum 24.": ["2026-12-24T09:00"],
    "bis 2026-12-24": ["2026-12-24T09:00"],
    "bis zum ersten Montag im April": ["2027-04-05T09:00"],
    "der erste Montag im April": ["2027-04-05T09:00"],
    "am 1. Montag im April um 8": ["2027-04-05T08:00"],
    "bis zum letzten Freitag im Januar": ["2027-01-29T09:00"],
    "bis zum ersten Dienstag im nächsten Monat": ["2026-12-01T09:00"],
    "KW 14": ["2027-04-05T09:00"],
    "bis KW14": ["2027-04-05T09:00"],
    "bis zur 50. KW": ["2026-12-07T09:00"],
    "in KW 50 um 8": ["2026-12-07T08:00"],
    "bis KW 14/2028": ["2028-04-03T09:00"],
    "bis Kalenderwoche 53": ["2026-12-28T09:00"],
    "bis KW 54": [],
    "bis KW 0": [],
    "erst am Montag": ["2026-11-30T09:00"],
    "erst am Montag um 8": ["2026-11-30T08:00"],
    "bitte erst am Montag": ["2026-11-30T09:00"],
    "erst wieder am Montag": ["2026-11-30T09:00"],
    "erst nächste Woche": ["2026-11-30T09:00"],
    "erst in 3 Tagen": ["2026-11-28T10:30"],
    "erst nach Ostern": ["2027-03-30T09:00"],
    "frühestens im Januar": ["2027-01-01T09:00"],
    "bis Weihnachten": ["2026-12-25T09:00"],
    "bis nach Weihnachten": ["2026-12-27T09:00"],
    "bis nach Ostern": ["2027-03-30T09:00"],
    "nach Ostern": ["2027-03-30T09:00"],
    "bis Neujahr": ["2027-01-01T09:00"],
    "bis Silvester": ["2026-12-31T09:00"],
    "bis Heiligabend": ["2026-12-24T09:00"],
    "bis nach Neujahr": ["2027-01-02T09:00"],
    "bis Pfingsten": ["2027-05-16T09:00"],
    "bis nach Pfingsten": ["2027-05-18T09:00"],
    "auf Montag": ["2026-11-30T09:00"],
    "auf morgen um 7": ["2026-11-26T07:00"],
    "bis Mittwoch": ["2026-12-02T09:00"],
    "bis Mittwoch 17 Uhr": ["2026-11-25T17:00"],
    "bis Freitag bitte": ["2026-11-27T09:00"],
    "bis Freitag, danke!": ["2026-11-27T09:00"],
    "bis Montag früh": ["2026-11-30T09:00"],
    "bis Montagabend": ["2026-11-30T18:00"],
    "bis Freitagnachmittag": ["2026-11-27T14:00"],
    "bis Montag früh um 7": ["2026-11-30T07:00"],
    "bis Montagmorgen": ["2026-11-30T09:00"],
    "bis Samstag Mittag": ["2026-11-28T12:00"],
    "bis Sonnabend": ["2026-11-28T09:00"],
    "bis Anfang nächster Woche": ["2026-11-30T09:00"],
    "bis heute in einer Woche": ["2026-12-02T09:00"],
    "heute in einer Woche": ["2026-12-02T09:00"],
    "morgen in einer Woche": ["2026-12-03T09:00"],
    "bis zum Ende des Tages": ["2026-11-25T17:00"],
    "bis Dezember": ["2026-12-01T09:00"],
    "bis gestern": [],
    "bis 31.11.": [],
    "bis 30. Februar": [],
    "bis zum 1.1.2020": [],
    "bis letzten Freitag": [],
    "bis 8 Uhr morgen früh": ["2026-11-26T08:00"],
    "bis morgen um halb neun": ["2026-11-26T08:30"],
    "bis morgen 8:15": ["2026-11-26T08:15"],
    "bis Dienstag den 1.12.": ["2026-12-01T09:00"],
    "bis Di., 1.12. um 9": ["2026-12-01T09:00"],
    "noch eine Woche": ["2026-12-02T10:30"],
    "noch 3 Tage": ["2026-11-28T10:30"],
    "für weitere 2 Wochen": ["2026-12-09T10:30"],
    "bis in 2 Wochen": ["2026-12-09T10:30"],
    "bis in drei Tagen": ["2026-11-28T10:30"],
    "in drei Tagen um 8": ["2026-11-28T08:00"],
    "bis Mitte nächster Woche": ["2026-12-02T09:00"],
    "bis Mitte der Woche": ["2026-12-02T09:00"],
    "bis zum 3.1.2027": ["2027-01-03T09:00"],
    "bis 3. Jan. 2027": ["2027-01-03T09:00"],
    "bis 24. Dez": ["2026-12-24T09:00"],
    "bis Sonntag Abend": ["2026-11-29T18:00"],
    "bis Donnerstagvormittag": ["2026-11-26T09:00"],
    "bis heute 18 Uhr": ["2026-11-25T18:00"],
    "bis heute um 18:30": ["2026-11-25T18:30"],
    "übers Wochenende": ["2026-11-30T09:00"],
    "bis nächsten Montag um 9 Uhr 30": ["2026-11-30T09:30"],
    "bis Ende Februar 2027": ["2027-02-28T09:00"],
    "bis nächstes Wochenende": ["2026-12-05T09:00"],
    "auf nächste Woche": ["2026-11-30T09:00"],
    "auf den 5.12.": ["2026-12-05T09:00"],
    "bis zum Jahresende": ["2026-12-31T09:00"],
    "bis Viertel vor neun": ["2026-11-26T08:45"],
    "bis 20 nach 8": ["2026-11-26T08:20"],
    "bis morgen Nacht": ["2026-11-26T20:00"],
    "eine halbe Stunde": ["2026-11-25T11:00"],
    "zwei Stunden": ["2026-11-25T12:30"],
    "in 48 Stunden": ["2026-11-27T10:30"],
    "einen Tag": ["2026-11-26T10:30"],
    "einen Monat": ["2026-12-25T10:30"],
    "bis nach den Feiertagen": ["2026-12-27T09:00"],
    "bis nach dem Mittagessen": ["2026-11-25T13:00"],
}
MIXED: dict[str, list[str]] = {
    "until am Montag": ["2026-11-30T09:00"],
    "until 1.4. 8 Uhr": ["2027-04-01T08:00"],
    "until 1.4. um 8": ["2027-04-01T08:00"],
    "until 1. April 8 Uhr": ["2027-04-01T08:00"],
    "until 5. Dezember": ["2026-12-05T09:00"],
    "until Montag": ["2026-11-30T09:00"],
    "until Freitag, 4.12., 14 Uhr": ["2026-12-04T14:00"],
    "until nächste Woche": ["2026-11-30T09:00"],
    "until morgen 8 Uhr": ["2026-11-26T08:00"],
    "until KW 14": ["2027-04-05T09:00"],
    "for 3 Tage": ["2026-11-28T10:30"],
    "bis Friday 8 Uhr": ["2026-11-27T08:00"],
    "bis next Tuesday": ["2026-12-01T09:00"],
}
"""Two languages in one phrase, as a button's English with the writer's own date."""
NO_TIMES = """\
until Mo, my brother, is back
until Di is back
until so
das war erst am Montag
erst 3 Tage
erst 8
erst mal sehen
week 3 of the course
weeks
this was the first Monday
for week 14
der erste Montag war gut
KW
the last Monday
done
thanks a lot
see you
stop
until I hear back
until they answer
until further notice
until he calls
for sure
for Stan
for now
for the record
to be honest
to Stan
I told him in May that it went well
Stan said 3 things
read chapter 5
call 555 1234
room 12
version 2.0.1
the second book
he was in the office on the first floor
we met
mon dieu
sat down with Stan
sun was shining
March on
may I ask
I may
second thoughts
a day in the life
for example
until
bis
bis bald
bis dann
bis später
bis ich mehr weiß
für Stan
für immer
auf jeden Fall
auf Wiedersehen
um ehrlich zu sein
im Büro
mit Stan in Berlin
am Ende war es gut
3 Bücher
Kapitel 5
morgens ist er müde und abends auch
der Montag war gut
mittwochs nie
noch nicht
42
9999
https://x.example/2026/12/24
+49 30 1234567
10%
$100
7 people in 2 rooms
the end
in the end it was fine
at the end of the day it is just a job
on time
next steps
next time
this is it
last week was good
week after week
"""


def readings(phrase: str, language: str = "en") -> list[str]:
    found = until.read(phrase, now=NOW, zone="Europe/Berlin", language=language)
    assert found.ambiguous is (len(found.readings) > 1)
    assert (found.at is None) is (len(found.readings) != 1)
    return [at.strftime("%Y-%m-%dT%H:%M") for at in found.readings]


@pytest.mark.parametrize("phrase", ENGLISH)
def test_an_english_phrase_means_what_people_mean(phrase: str) -> None:
    """One time, several to ask back, or none."""
    assert readings(phrase) == ENGLISH[phrase]


@pytest.mark.parametrize("phrase", GERMAN)
def test_a_german_phrase_means_what_people_mean(phrase: str) -> None:
    """The same in the second language."""
    assert readings(phrase, "de") == GERMAN[phrase]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("phrase", MIXED)
def test_two_languages_in_one_phrase_mean_what_people_mean(phrase: str, language: str) -> None:
    """Whichever of the two the mail was taken to be in."""
    assert readings(phrase, language) == MIXED[phrase]


@pytest.mark.parametrize("phrase", NO_TIMES.splitlines())
def test_words_that_are_no_time_are_none(phrase: str) -> None:
    """No false hit, whichever language is tried first."""
    assert readings(phrase) == readings(phrase, "de") == []


def test_a_weekday_with_the_date_of_another_is_asked_back() -> None:
    """5 December 2026 is a Saturday."""
    assert readings("until Friday, 5 December") == ["2026-11-27T09:00", "2026-12-05T09:00"]


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("until 25 November", ["2026-11-25T12:00", "2027-11-25T09:00"]),
        ("until Nov 25th at 8am", ["2026-11-25T12:00", "2027-11-25T08:00"]),
        ("bis 25.11.", ["2026-11-25T12:00", "2027-11-25T09:00"]),
        ("until mid-November", ["2027-11-15T09:00"]),
        ("KW 48", ["2026-11-25T12:00", "2027-11-29T09:00"]),
        ("until 25 November at 5pm", ["2026-11-25T17:00"]),
        ("until 24 November", ["2027-11-24T09:00"]),
        ("until the fourth Wednesday in November", ["2026-11-25T12:00", "2027-11-24T09:00"]),
    ],
)
def test_the_date_of_today_puts_nothing_off_for_a_year_unasked(
    phrase: str, wanted: list[str]
) -> None:
    """Whoever names the day that it is, with its hour past, may mean later today or next year."""
    assert readings(phrase) == wanted


def test_late_in_the_evening_today_ends_at_midnight() -> None:
    """What is offered to choose from is still to come, at any hour."""
    late = NOW.replace(hour=23, minute=30)
    found = until.read("until 25 November", now=late, zone="Europe/Berlin")
    assert found.ambiguous
    assert [at.isoformat()[:16] for at in found.readings] == [
        "2026-11-26T00:00",
        "2027-11-25T09:00",
    ]
