"""The line that says who wrote what is quoted below it, by program and language."""

from __future__ import annotations

from textwrap import wrap

import pytest

from rapport.mail import reply

SURE = """\
On Tue, Nov 24, 2026 at 9:00 AM Ann Lee <ann@x.example> wrote:
On Tue, Nov 24, 2026, 09:00 Ann Lee <ann@x.example> wrote:
On 24. Nov 2026, at 09:00, Ann Lee <ann@x.example> wrote:
On Nov 24, 2026, at 9:00 AM, Ann Lee <ann@x.example> wrote:
On 24/11/2026 09:00, Ann Lee wrote:
On 2026-11-24 09:00, Ann Lee wrote:
On Tue, 2026-11-24 at 13:58 +0000, Ann Lee wrote:
On Tuesday, November 24th, 2026 at 9:00 AM, Ann Lee <ann@x.example> wrote:
On Tuesday, November 24, 2026 at 09:00:12 AM GMT+1, Ann Lee <ann@x.example> wrote:
On Tuesday, 24 November 2026, Ann Lee <ann@x.example> wrote:
On Tuesday 24 November 2026 09:00:12 Ann Lee wrote:
On Tue, Nov 24, 2026 at 09:00:12AM +0100, Ann Lee wrote:
On 24.11.26 09:00, Ann Lee wrote:
On 24 Nov 2026 9:00 am, "Ann Lee" <ann@x.example> wrote:
On Nov 24, 2026 9:00 AM, "Ann Lee" <ann@x.example> wrote:
On Tue, Nov 24, 2026 at 9:00 AM -0800, "Ann Lee" <ann@x.example<mailto:ann@x.example>> wrote:
On Tue, Nov 24, 2026 at 9:00 AM Ann Lee <[ann@x.example](mailto:ann@x.example)> wrote:
On Tue, Nov 24, 2026 at 9:00 AM, Ann Lee < ann@x.example > wrote:
On Thu, 31 Mar 2016 at 11:16 Ann Lee < mailto:Ann Lee <ann@x.example> wrote:
On Tuesday, November 24, 2026, annlee via Forum <ann@x.example> wrote:
On 24 November 2026 at 09:00:12, Ann Lee (ann@x.example) wrote:
On Nov 24, 2026, 9:00 AM +0100, Ann Lee <ann@x.example>, wrote:
On Tue, Nov 24, 2026, at 9:00 AM, Ann Lee wrote:
At 11/24/2026 09:00 PM, you wrote:
In message <abc123@x.example>, Ann Lee <ann@x.example> writes:
In message <abc123@x.example> you write:
Ann Lee <ann@x.example> wrote:
Ann Lee (ann@x.example) wrote:
Ann Lee <ann@x.example> wrote on Tue, 24 Nov 2026 at 9:00:
Ann Lee <ann@x.example> writes:
Ann Lee wrote on 24/11/2026 09:00:
"Ann Lee" <ann@x.example> wrote on 11/24/2026 09:00:12 AM:
On 24 Nov 2026 at 9:00, Ann Lee said:
24 November 2026 at 09:00, "Ann Lee" <ann@x.example> wrote:
November 24, 2026 9:00 AM, "Ann Lee" <ann@x.example> wrote:
Quoting Ann Lee <ann@x.example>:
---- On Tue, 24 Nov 2026 09:00:12 +0100 Ann Lee <ann@x.example> wrote ----
---- On Tue, 24 Nov 2026 09:00:12 +0100 ann@x.example wrote ---
-----Ann Lee <ann@x.example> wrote: -----
------ Original Message ------
----- Original Message -----
-------- Original message --------
------- Original Message -------
-----Original Appointment-----
Am Di., 24. Nov. 2026 um 09:00 Uhr schrieb Ann Lee <ann@x.example>:
Am 24.11.2026 um 09:00 schrieb Ann Lee <ann@x.example>:
Am 24.11.26 um 09:00 schrieb Ann Lee:
Am Dienstag, 24. November 2026 schrieb Ann Lee:
Am Dienstag, den 24.11.2026, 09:00 +0100 schrieb Ann Lee:
Am Dienstag, 24. November 2026 um 09:00:12 MEZ hat Ann Lee <ann@x.example> Folgendes geschrieben:
Am 24. November 2026 um 09:00:12, Ann Lee (ann@x.example) schrieb:
Am Dienstag, 24. November 2026 um 9:00 AM, schrieb Ann Lee <ann@x.example>:
Am 24. November 2026 09:00:12 MEZ schrieb Ann Lee <ann@x.example>:
Ann Lee <ann@x.example> schrieb am Di., 24. Nov. 2026 um 09:00 Uhr:
Ann Lee <ann@x.example> schrieb am Di., 24. Nov. 2026, 09:00:
Ann Lee <ann@x.example> hat am 24.11.2026 09:00 CET geschrieben:
Ann Lee schrieb am 24.11.2026 um 09:00:
Ann Lee via Forum <ann@x.example> schrieb:
Am 24.11.2026 09:00 schrieb Ann Lee:
Zitat von Ann Lee <ann@x.example>:
Le mar. 24 nov. 2026 à 09:00, Ann Lee <ann@x.example> a écrit :
Le 24 nov. 2026 à 09:00, Ann Lee <ann@x.example> a écrit :
Le 24/11/2026 à 09:00, Ann Lee a écrit :
Le mardi 24 novembre 2026 à 09:00:12 UTC+1, Ann Lee <ann@x.example> a écrit :
Le mardi 24 novembre 2026, Ann Lee <ann@x.example> a écrit :
Le 24 novembre 2026 09:00:12 CET, Ann Lee <ann@x.example> a écrit :
Le 24 nov. 2026 09:00, "Ann Lee" <ann@x.example> a écrit :
24 novembre 2026 09:00 "Ann Lee" <ann@x.example> a écrit:
El mar, 24 nov 2026 a las 9:00, Ann Lee (<ann@x.example>) escribió:
El 24 nov 2026, a las 9:00, Ann Lee <ann@x.example> escribió:
El martes, 24 de noviembre de 2026, 09:00:12 CET, Ann Lee <ann@x.example> escribió:
El 24/11/2026 a las 9:00, Ann Lee escribió:
El martes, 24 de noviembre de 2026, annlee escribió:
Em ter., 24 de nov. de 2026 às 09:00, Ann Lee <ann@x.example> escreveu:
Em terça-feira, 24 de novembro de 2026 09:00:12 BRT, Ann Lee <ann@x.example> escreveu:
Em 24/11/2026 09:00, Ann Lee escreveu:
Em 24 de nov. de 2026, à(s) 09:00, Ann Lee <ann@x.example> escreveu:
No dia 24/11/2026, às 09:00, Ann Lee <ann@x.example> escreveu:
Ann Lee <ann@x.example> escreveu no dia terça, 24/11/2026 à(s) 09:00:
A terça, 24 de nov de 2026, 09:00, Ann Lee <ann@x.example> escreveu:
Il giorno mar 24 nov 2026 alle ore 09:00 Ann Lee <ann@x.example> ha scritto:
Il giorno 24 nov 2026, alle ore 09:00, Ann Lee <ann@x.example> ha scritto:
Il 24/11/2026 09:00, Ann Lee ha scritto:
Il martedì 24 novembre 2026 alle ore 09:00:12 CET, Ann Lee <ann@x.example> ha scritto:
Il 24 novembre 2026 alle 9.00 Ann Lee <ann@x.example> ha scritto:
Op di 24 nov. 2026 om 09:00 schreef Ann Lee <ann@x.example>:
Op 24 nov. 2026 om 09:00 heeft Ann Lee <ann@x.example> het volgende geschreven:
Op 24-11-2026 om 09:00 schreef Ann Lee:
Op dinsdag 24 november 2026 om 09:00:12 CET schreef Ann Lee <ann@x.example>:
Op 24 nov. 2026 09:00 schreef "Ann Lee" <ann@x.example>:
Den tis 24 nov. 2026 kl 09:00 skrev Ann Lee <ann@x.example>:
24 nov. 2026 kl. 09:00 skrev Ann Lee <ann@x.example>:
Den tisdag 24 november 2026 09:00:12 CET skrev Ann Lee <ann@x.example>:
Den 2026-11-24 kl. 09:00, skrev Ann Lee:
Den tirs. 24. nov. 2026 kl. 09.00 skrev Ann Lee <ann@x.example>:
tir. 24. nov. 2026 kl. 09:00 skrev Ann Lee <ann@x.example>:
Den 24. nov. 2026 kl. 09.00 skrev Ann Lee <ann@x.example>:
Den 24.11.2026 09:00, skrev Ann Lee:
tirsdag den 24. november 2026 09.00.12 CET skrev Ann Lee <ann@x.example>:
Ann Lee <ann@x.example> skrev følgende den 24. nov. 2026 kl. 09:00:
24. nov. 2026 kl. 09:00 skrev Ann Lee <ann@x.example>:
ti 24. marrask. 2026 klo 9.00 Ann Lee (ann@x.example) kirjoitti:
Ann Lee <ann@x.example> kirjoitti 24.11.2026 kello 9.00:
24.11.2026 9.00, Ann Lee kirjoitti:
wt., 24 lis 2026 o 09:00 Ann Lee <ann@x.example> napisał(a):
Wiadomość napisana przez Ann Lee <ann@x.example> w dniu 24.11.2026, o godz. 09:00:
W dniu 24.11.2026 o 09:00, Ann Lee pisze:
Dnia 24 listopada 2026 09:00 Ann Lee <ann@x.example> napisał(a):
Dnia 24 lis 2026 o godz. 09:00 Ann Lee <ann@x.example> napisał(a):
Użytkownik Ann Lee <ann@x.example> napisał:
út 24. 11. 2026 v 9:00 odesílatel Ann Lee <ann@x.example> napsal:
Dne 24. 11. 2026 v 9:00 Ann Lee napsal(a):
24. 11. 2026 v 9:00, Ann Lee <ann@x.example>:
Dňa 24. 11. 2026 o 9:00 Ann Lee napísal(a):
ut 24. 11. 2026 o 9:00 Ann Lee <ann@x.example> napísal(a):
24 нояб. 2026 г., в 9:00, Ann Lee <ann@x.example> написал(а):
вт, 24 нояб. 2026 г. в 09:00, Ann Lee <ann@x.example>:
вторник, 24 ноября 2026 г. пользователь Ann Lee написал:
24.11.2026 9:00, Ann Lee пишет:
24.11.2026, 09:00, "Ann Lee" <ann@x.example>:
Вторник, 24 ноября 2026, 9:00 +03:00 от Ann Lee <ann@x.example>:
вт, 24 лист. 2026 р. о 09:00 Ann Lee <ann@x.example> пише:
24 лист. 2026 р. о 09:00 Ann Lee <ann@x.example> пише:
24.11.2026 9:00, Ann Lee пише:
Ann Lee <ann@x.example> написав 24 лист. 2026 р. о 09:00:
2026年11月24日(火) 9:00 Ann Lee <ann@x.example>:
2026/11/24 9:00、Ann Lee <ann@x.example>のメール:
2026/11/24 9:00、Ann Lee <ann@x.example> のメッセージ:
On 2026/11/24 9:00, Ann Lee wrote:
2026年11月24日 9:00、Ann Lee <ann@x.example> さんは書きました:
Ann Lee <ann@x.example> 于2026年11月24日周二 09:00写道：
在 2026年11月24日，09:00，Ann Lee <ann@x.example> 写道：
在 2026-11-24 09:00:12，"Ann Lee" <ann@x.example> 写道：
Ann Lee <ann@x.example> 於 2026年11月24日 週二 上午9:00寫道：
Ann Lee <ann@x.example> 在 2026年11月24日 09:00 寫道：
在 2026/11/24 9:00, Ann Lee 写道:
------------------ 原始邮件 ------------------
2026년 11월 24일 (화) 오전 9:00, Ann Lee <ann@x.example>님이 작성:
2026. 11. 24. 오전 9:00, Ann Lee <ann@x.example> 작성:
2026년 11월 24일 오전 9:00, Ann Lee <ann@x.example>님이 쓴 글:
2026-11-24 오전 9:00에 Ann Lee 이(가) 쓴 글:
Ann Lee <ann@x.example>, 24 Kas 2026 Sal, 09:00 tarihinde şunu yazdı:
24 Kas 2026 tarihinde 09:00 saatinde, Ann Lee <ann@x.example> şunları yazdı:
24.11.2026 09:00 tarihinde Ann Lee yazdı:
24 Kasım 2026 Salı tarihinde Ann Lee <ann@x.example> şöyle yazdı:
\u202bבתאריך יום ג׳, 24 בנוב׳ 2026 ב-9:00 מאת Ann Lee\u200f <\u202aann@x.example\u202c>:\u202c
ב-24 בנוב׳ 2026, בשעה 9:00, Ann Lee <ann@x.example> כתב/ה:
בתאריך 24/11/2026 בשעה 09:00, Ann Lee כתב:
في ثلاثاء، 24 نوفمبر 2026 في 9:00 ص تمت كتابة ما يلي بواسطة Ann Lee <ann@x.example>:
في 24 نوفمبر 2026، الساعة 9:00 ص، كتب Ann Lee <ann@x.example>:
بتاريخ 24/11/2026 09:00، كتب Ann Lee:
În mar., 24 nov. 2026 la 09:00, Ann Lee <ann@x.example> a scris:
Pe 24 nov. 2026, la 09:00, Ann Lee <ann@x.example> a scris:
La 24.11.2026 09:00, Ann Lee a scris:
Pe marți, 24 noiembrie 2026 la 09:00:12 EET, Ann Lee <ann@x.example> a scris:
Ann Lee <ann@x.example> ezt írta (időpont: 2026. nov. 24., K, 9:00):
2026. 11. 24. 9:00 keltezéssel, Ann Lee írta:
2026.11.24. 9:00 időpontban Ann Lee <ann@x.example> ezt írta:
Ann Lee <ann@x.example> írta (2026. november 24., kedd):
Στις Τρί 24 Νοε 2026 στις 9:00 π.μ., ο χρήστης Ann Lee <ann@x.example> έγραψε:
Στις 24 Νοε 2026, 9:00, ο/η Ann Lee <ann@x.example> έγραψε:
Στις 24/11/26 9:00, ο/η Ann Lee έγραψε:
На 24.11.2026 г. в 09:00, Ann Lee написа:
На вт, 24.11.2026 г. в 9:00 ч. Ann Lee <ann@x.example> написа:
uto, 24. stu 2026. u 09:00 Ann Lee <ann@x.example> napisao je:
Dana 24. 11. 2026. u 09:00, Ann Lee je napisao/la:
V V tor., 24. nov. 2026 ob 09:00 je oseba Ann Lee <ann@x.example> napisala:
Vào Th 3, 24 thg 11, 2026 lúc 09:00 Ann Lee <ann@x.example> đã viết:
Pada Sel, 24 Nov 2026 09.00 Ann Lee <ann@x.example> menulis:
เมื่อ อ. 24 พ.ย. 2026 เวลา 09:00 Ann Lee <ann@x.example> เขียนว่า:
2026 m. lapkričio 24 d., an 09:00 Ann Lee <ann@x.example> rašė:
otrd., 2026. g. 24. nov., plkst. 09:00 — lietotājs Ann Lee (<ann@x.example>) rakstīja:
Kuupäev T, 24. november 2026 kell 09:00 kirjutas Ann Lee <ann@x.example>:
Ann Lee <ann@x.example> escrigué el dia dt., 24 de nov. 2026 a les 9:00:
Missatge de Ann Lee <ann@x.example> del dia dt., 24 de nov. 2026 a les 9:00:
मंगल, 24 नव॰ 2026 को 9:00 पूर्वाह्न पर Ann Lee <ann@x.example> ने लिखा:
در تاریخ سه‌شنبه ۲۴ نوامبر ۲۰۲۶، ۹:۰۰ Ann Lee <ann@x.example> نوشت:
Dne 24. 11. 2026 ob 9:00 je Ann Lee napisal:
2026-11-24 09:00, Ann Lee rašė:
24.11.2026 9:00 kirjutas Ann Lee:
уто, 24. нов 2026. у 09:00 Ann Lee <ann@x.example> је написао/ла:
þri., 24. nóv. 2026 kl. 09:00 skrifaði Ann Lee <ann@x.example>:
El dia 24 nov 2026, a les 9:00, Ann Lee <ann@x.example> va escriure:
Op Di. 24 Nov. 2026 om 09:00 het Ann Lee <ann@x.example> geskryf:
O mar, 24 nov 2026 ás 9:00, Ann Lee <ann@x.example> escribiu:
Вы писали 24 ноября 2026 г., 9:00:00:
Ann Lee писал 2026-11-24 09:00:
Nov 24, 2026, 09:00 by ann@x.example:
24. Nov. 2026, 09:00 von ann@x.example:
‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐
Ann Lee---24.11.2026 09:00:00---Hello Roger,
On 11/24/2026 at 9:00 AM, "Ann Lee"  wrote:Hello Roger, this is
"""
"""With any history below, marked as quoted or not."""

ABOVE_A_QUOTE = """\
annlee via Forum wrote:
2026-11-24 9:00 GMT+01:00 Ann Lee
2026/11/24 Ann Lee <ann@x.example>
Excerpts from Ann Lee's message of November 24, 2026 9:00 am:
Ann Lee さんが書きました:
"""
"""Too little to tell, unless quoted lines follow."""

COMMANDS = ("stop", "done", "snooze 3 days", "undo everything", "skip", "erledigt")


@pytest.mark.parametrize("line", SURE.splitlines())
def test_an_attribution_begins_history_and_no_command_below_it_leaks(line: str) -> None:
    """In any program's way of quoting: marked, marked with itself, or not marked at all."""
    for command in COMMANDS:
        for history in (
            f"{line}\n> {command}",
            f"{line}\n\n> {command}\n> or not",
            f"> {line}\n> \n> {command}",
            f"{line}\n\n{command}",
            f"{line}\n{command}\n",
        ):
            assert reply.new_text(f"it went well\n\n{history}") == "it went well"
            assert reply.new_text(history) == ""


@pytest.mark.parametrize("line", [line for line in SURE.splitlines() if line[0] not in "-\u202b"])
def test_an_attribution_may_be_wrapped(line: str) -> None:
    """Programs wrap it as any other line, here right below the person's own words."""
    wrapped = "\n".join(wrap(line, 64, break_on_hyphens=False))
    assert reply.new_text(f"it went well\n{wrapped}\n\nstop") == "it went well"


@pytest.mark.parametrize("line", ABOVE_A_QUOTE.splitlines())
def test_a_bare_attribution_needs_a_quote_below_it(line: str) -> None:
    """A person may write such a line."""
    assert reply.new_text(f"it went well\n\n{line}\n\n> stop") == "it went well"
    assert reply.new_text(f"it went well\n\n{line}\n\nand more").endswith("and more")


def test_words_before_an_attribution_on_its_line_are_kept() -> None:
    """Some programs put the first line of history right behind the last of the answer."""
    head = "On Wed, Nov 25, 2026 at 3:59 PM, ann@x.example wrote:\n> stop"
    assert reply.new_text(f"it went well {head}") == "it went well"
    assert reply.new_text(f"it went well--- {head}") == "it went well"


@pytest.mark.parametrize("when", ["11/24/2026 9:00 AM", "24.11.2026 09:00"])
def test_history_between_arrows_needs_no_marks(when: str) -> None:
    """GroupWise marks only the line above; below one with marks an answer may stand."""
    line = f">>> Ann Lee <ann@x.example> {when} >>>"
    assert reply.new_text(f"it went well\n\n{line}\nstop\n\nskip") == "it went well"
    assert reply.new_text(f"{line}\n> stop\n\nit went well") == "it went well"


def test_an_address_wrapped_over_three_lines_is_part_of_the_attribution() -> None:
    """The bracket that closes it stands where the mark of a quote would."""
    line = "On Tue, Nov 24, 2026 at 9:00 AM Ann Lee\n<\nmailto:Ann Lee <ann@x.example>\n> wrote:"
    assert reply.new_text(f"it went well\n\n{line}\n\nstop") == "it went well"


def test_a_bare_address_that_wrote_is_an_attribution() -> None:
    """Of some programs that is all that is left, or the quote begins right behind it."""
    assert reply.new_text("it went well\nann@x.example wrote:\n\nstop") == "it went well"
    line = "On Wed, Jan 4, 2023 12:34 AM, ann@x.example wrote:> stop"
    assert reply.new_text(f"it went well\n\n{line}\nskip") == "it went well"


def test_an_address_in_a_paragraph_of_its_own_is_part_of_the_attribution() -> None:
    """As one program leaves it when it makes text of its markup."""
    line = "On Wed, Nov 25, 2026 at 3:59 PM Ann Lee\n\n<\nmailto:Ann Lee <ann@x.example>\nstop"
    assert reply.new_text(f"it went well\n\n{line}") == "it went well"


@pytest.mark.parametrize(
    "line",
    [
        "On 3 May 2026 at 10:00 I met Stan Lee <stan@x.example>",
        "On 3 May 2026 I wrote to stan@x.example",
        "Stan wrote on Monday that he liked it.",
        "Am 3. Mai 2026 um 10:00 treffe ich Stan",
        "Le 3 mai 2026 j'ai vu Stan <stan@x.example>",
        "Ann <ann@x.example> and Stan <stan@x.example>",
        "On Monday at 10:30 Stan wrote:yes",
        "Stan ---24--- and more",
    ],
)
def test_a_persons_own_line_with_a_date_or_an_address_is_kept(line: str) -> None:
    """It tells what happened, not who wrote what follows."""
    assert reply.new_text(f"{line}\nsecond line") == f"{line}\nsecond line"


@pytest.mark.parametrize(
    "date", ["Monday, November 30, 2026 at 9:00 AM", "30.11.2026 um 9:00 Uhr", "30 Nov 2026 09:00"]
)
def test_a_date_alone_above_a_quote_is_the_persons(date: str) -> None:
    """It says until when; an attribution says whose words follow."""
    assert reply.new_text(f"snooze until\n{date}\n\n> stop\n") == f"snooze until\n{date}"
    assert reply.new_text("done\n30.11.2026 09:00 Stan Lee\n> stop\n") == "done"
