"""Replies as mail programs write them: one writer per program, one row of words per language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape

SENT = """\
Hello Roger,

a thank-you note to Stan is due today, because the interview was yesterday.

Your draft:

Dear Stan, thank you for the time you took on Tuesday. I enjoyed our talk about pipelines.

Answer this mail in your own words:
done - if you have sent it
snooze until Friday 8am - to be reminded later
stop - no more reminders about Stan
skip
undo everything

Rapport
"""
ADDRESS = "reply+k1abcdef@in.rapport.example"
NAME = "Rapport"


@dataclass(frozen=True)
class Language:
    """How programs speak in one language. `{who}` is the name with its address."""

    reply: str
    gmail: str
    apple: str
    outlook: tuple[str, str, str, str]
    sent: str
    original: str
    iphone: str
    android: str
    outlook_app: str


LANGUAGES: dict[str, Language] = {
    "en": Language(
        "I have written to Stan this morning.",
        "On Tue, Nov 24, 2026 at 9:00 AM {who} wrote:",
        "On 24. Nov 2026, at 09:00, {who} wrote:",
        ("From", "Sent", "To", "Subject"),
        "Tuesday, November 24, 2026 9:00 AM",
        "-------- Original message --------",
        "Sent from my iPhone",
        "Sent from my Galaxy",
        "Get Outlook for iOS<https://aka.example/ios>",
    ),
    "de": Language(
        "Ich habe Stan heute früh geschrieben.",
        "Am Di., 24. Nov. 2026 um 09:00 Uhr schrieb {who}:",
        "Am 24.11.2026 um 09:00 schrieb {who}:",
        ("Von", "Gesendet", "An", "Betreff"),
        "Dienstag, 24. November 2026 09:00",
        "-------- Ursprüngliche Nachricht --------",
        "Von meinem iPhone gesendet",
        "Gesendet von meinem Galaxy",
        "Outlook für iOS<https://aka.example/ios> beziehen",
    ),
    "fr": Language(
        "J'ai écrit à Stan ce matin.",
        "Le mar. 24 nov. 2026 à 09:00, {who} a écrit :",
        "Le 24 nov. 2026 à 09:00, {who} a écrit :",
        ("De", "Envoyé", "À", "Objet"),
        "mardi 24 novembre 2026 09:00",
        "-------- Message d'origine --------",
        "Envoyé de mon iPhone",
        "Envoyé depuis mon Galaxy",
        "Obtenez Outlook pour iOS<https://aka.example/ios>",
    ),
    "es": Language(
        "Le he escrito a Stan esta mañana.",
        "El mar, 24 nov 2026 a las 9:00, {who} escribió:",
        "El 24 nov 2026, a las 9:00, {who} escribió:",
        ("De", "Enviado", "Para", "Asunto"),
        "martes, 24 de noviembre de 2026 9:00",
        "-------- Mensaje original --------",
        "Enviado desde mi iPhone",
        "Enviado desde mi Galaxy",
        "Obtener Outlook para iOS<https://aka.example/ios>",
    ),
    "pt": Language(
        "Escrevi ao Stan hoje de manhã.",
        "Em ter., 24 de nov. de 2026 às 09:00, {who} escreveu:",
        "Em 24 de nov. de 2026, à(s) 09:00, {who} escreveu:",
        ("De", "Enviado", "Para", "Assunto"),
        "terça-feira, 24 de novembro de 2026 09:00",
        "-------- Mensagem original --------",
        "Enviado do meu iPhone",
        "Enviado do meu Galaxy",
        "Obter o Outlook para iOS<https://aka.example/ios>",
    ),
    "it": Language(
        "Ho scritto a Stan stamattina.",
        "Il giorno mar 24 nov 2026 alle ore 09:00 {who} ha scritto:",
        "Il giorno 24 nov 2026, alle ore 09:00, {who} ha scritto:",
        ("Da", "Inviato", "A", "Oggetto"),
        "martedì 24 novembre 2026 09:00",
        "-------- Messaggio originale --------",
        "Inviato da iPhone",
        "Inviato dal mio Galaxy",
        "Scarica Outlook per iOS<https://aka.example/ios>",
    ),
    "nl": Language(
        "Ik heb Stan vanmorgen geschreven.",
        "Op di 24 nov 2026 om 09:00 schreef {who}:",
        "Op 24 nov. 2026 om 09:00 heeft {who} het volgende geschreven:",
        ("Van", "Verzonden", "Aan", "Onderwerp"),
        "dinsdag 24 november 2026 09:00",
        "-------- Oorspronkelijk bericht --------",
        "Verstuurd vanaf mijn iPhone",
        "Verzonden vanaf mijn Galaxy",
        "Outlook voor iOS<https://aka.example/ios> downloaden",
    ),
    "sv": Language(
        "Jag skrev till Stan i morse.",
        "Den tis 24 nov. 2026 kl 09:00 skrev {who}:",
        "24 nov. 2026 kl. 09:00 skrev {who}:",
        ("Från", "Skickat", "Till", "Ämne"),
        "den 24 november 2026 09:00",
        "-------- Originalmeddelande --------",
        "Skickat från min iPhone",
        "Skickat från min Galaxy",
        "Hämta Outlook för iOS<https://aka.example/ios>",
    ),
    "pl": Language(
        "Napisałem do Stana dziś rano.",
        "wt., 24 lis 2026 o 09:00 {who} napisał(a):",
        "Wiadomość napisana przez {who} w dniu 24.11.2026, o godz. 09:00:",
        ("Od", "Wysłano", "Do", "Temat"),
        "wtorek, 24 listopada 2026 09:00",
        "-------- Oryginalna wiadomość --------",
        "Wysłane z iPhone'a",
        "Wysłane z mojego Galaxy",
        "Pobierz Outlook dla systemu iOS<https://aka.example/ios>",
    ),
    "ru": Language(
        "Я написал Стэну сегодня утром.",
        "вт, 24 нояб. 2026 г. в 09:00, {who}:",
        "24 нояб. 2026 г., в 09:00, {who} написал(а):",
        ("От", "Отправлено", "Кому", "Тема"),
        "24 ноября 2026 г. 9:00",
        "-------- Исходное сообщение --------",
        "Отправлено с iPhone",
        "Отправлено с моего Galaxy",
        "Скачать Outlook для iOS<https://aka.example/ios>",
    ),
    "ja": Language(
        "今朝スタンさんに書きました。",
        "2026年11月24日(火) 9:00 {who}:",
        "2026/11/24 9:00、{who}のメール:",
        ("差出人", "送信日時", "宛先", "件名"),
        "2026年11月24日 9:00",
        "-------- 元のメッセージ --------",
        "iPhoneから送信",
        "Galaxyから送信",
        "iOS 版 Outlook<https://aka.example/ios>を入手",
    ),
    "zh": Language(
        "我今天早上给斯坦写信了。",
        "{who} 于2026年11月24日周二 09:00写道：",
        "在 2026年11月24日，09:00，{who} 写道：",
        ("发件人", "发送时间", "收件人", "主题"),
        "2026年11月24日 9:00",
        "-------- 原始邮件 --------",
        "发自我的 iPhone",
        "发自我的 Galaxy",
        "获取 Outlook for iOS<https://aka.example/ios>",
    ),
    "ko": Language(
        "오늘 아침에 스탠에게 썼습니다.",
        "2026년 11월 24일 (화) 오전 9:00, {who}님이 작성:",
        "2026. 11. 24. 오전 9:00, {who} 작성:",
        ("보낸 사람", "보낸 날짜", "받는 사람", "제목"),
        "2026년 11월 24일 화요일 오전 9:00",
        "-------- 원본 메시지 --------",
        "나의 iPhone에서 보냄",
        "나의 Galaxy에서 보냄",
        "iOS용 Outlook<https://aka.example/ios> 다운로드",
    ),
    "tr": Language(
        "Bu sabah Stan'e yazdım.",
        "{who}, 24 Kas 2026 Sal, 09:00 tarihinde şunu yazdı:",
        "{who} şunları yazdı (24 Kas 2026 09:00):",
        ("Kimden", "Gönderildi", "Kime", "Konu"),
        "24 Kasım 2026 Salı 09:00",
        "-------- Orijinal mesaj --------",
        "iPhone'umdan gönderildi",
        "Galaxy'den gönderildi",
        "iOS için Outlook<https://aka.example/ios> edinin",
    ),
    "uk": Language(
        "Я написав Стену сьогодні вранці.",
        "вт, 24 лист. 2026 р. о 09:00 {who} пише:",
        "24 лист. 2026 р. о 09:00 {who} написав(-ла):",
        ("Від", "Надіслано", "Кому", "Тема"),
        "24 листопада 2026 р. 9:00",
        "-------- Вихідне повідомлення --------",
        "Надіслано з iPhone",
        "Надіслано з мого Galaxy",
        "Завантажити Outlook для iOS<https://aka.example/ios>",
    ),
    "he": Language(
        "כתבתי לסטן הבוקר.",
        "\u202bבתאריך יום ג׳, 24 בנוב׳ 2026 ב-9:00 מאת {who}\u202c\u200f:",
        "ב-24 בנוב׳ 2026, בשעה 9:00, \u200f{who} כתב/ה:",
        ("מאת", "נשלח", "אל", "נושא"),
        "יום שלישי 24 נובמבר 2026 09:00",
        "-------- הודעה מקורית --------",
        "נשלח מה-iPhone שלי",
        "נשלח מה-Galaxy שלי",
        "קבל את Outlook עבור iOS<https://aka.example/ios>",
    ),
}

Writer = Callable[[str, Language], EmailMessage]
CLIENTS: dict[str, Writer] = {}


def client(name: str) -> Callable[[Writer], Writer]:
    def keep(writer: Writer) -> Writer:
        CLIENTS[name] = writer
        return writer

    return keep


def mail(text: str | None, html: str | None = None, *, flowed: bool = False) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Roger <roger@mail.example>"
    message["To"] = ADDRESS
    message["Subject"] = "Re: Thank Stan today"
    message["Date"] = "Wed, 25 Nov 2026 10:30:00 +0100"
    message["Message-ID"] = "<1@mail.example>"
    if text is not None:
        message.set_content(text, params={"format": "flowed"} if flowed else None)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def who(*, wrapped: bool = False) -> str:
    return f"{NAME} <\n{ADDRESS}>" if wrapped else f"{NAME} <{ADDRESS}>"


def quoted(text: str | None = None) -> str:
    lines = (SENT if text is None else text).splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines)


def lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())


def divs(text: str) -> str:
    return "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.splitlines())


@client("gmail-web")
def _gmail_web(reply: str, words: Language) -> EmailMessage:
    line = words.gmail.format(who=who(wrapped=True))
    attribution = lines(words.gmail.format(who=who()))
    return mail(
        f"{reply}\n\n{line}\n\n{quoted()}\n",
        f'<div dir="ltr">{divs(reply)}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{attribution}<br></div><blockquote class="gmail_quote" '
        f'style="margin:0 0 0 .8ex;border-left:1px solid #ccc">{lines(SENT)}</blockquote></div>',
    )


@client("gmail-text")
def _gmail_text(reply: str, words: Language) -> EmailMessage:
    return mail(f"{reply}\n\n{words.gmail.format(who=who(wrapped=True))}\n\n{quoted()}\n")


@client("gmail-android-old")
def _gmail_android(reply: str, words: Language) -> EmailMessage:
    line = words.gmail.format(who=who())
    return mail(
        f"{reply}\n{line}\n\n{quoted()}\n",
        f'<p dir="ltr">{lines(reply)}</p>\n<div class="gmail_quote">{escape(line)}<br '
        f'type="attribution"><blockquote class="gmail_quote">{lines(SENT)}</blockquote></div>',
    )


@client("apple-mail-mac")
def _apple_mail(reply: str, words: Language) -> EmailMessage:
    line = words.apple.format(who=who())
    return mail(
        f"{reply}\n\n> {line}\n> \n{quoted()}\n",
        f'<html><head><meta http-equiv="Content-Type" content="text/html"></head><body '
        f'style="overflow-wrap: break-word;">{divs(reply)}<div><br><blockquote type="cite"><div>'
        f"{escape(line)}</div><br><div>{divs(SENT)}</div></blockquote></div><br></body></html>",
    )


@client("apple-mail-text")
def _apple_mail_text(reply: str, words: Language) -> EmailMessage:
    return mail(f"{reply}\n\n{words.apple.format(who=who())}\n\n{quoted()}\n")


@client("iphone")
def _iphone(reply: str, words: Language) -> EmailMessage:
    line = words.apple.format(who=who())
    return mail(
        f"{reply}\n\n{words.iphone}\n\n> {line}\n> \n{quoted()}\n",
        f'<html><body dir="auto">{divs(reply)}<br id="lineBreakBeforeSignature"><div dir="ltr">'
        f'{escape(words.iphone)}</div><div dir="ltr"><br><blockquote type="cite">{escape(line)}'
        f'<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">{divs(SENT)}</div>'
        "</blockquote></body></html>",
    )


@client("iphone-text")
def _iphone_text(reply: str, words: Language) -> EmailMessage:
    line = words.apple.format(who=who())
    return mail(f"{reply}\n\n{words.iphone}\n\n{line}\n\n{quoted()}\n")


def _outlook_block(words: Language, *, bold: str = "") -> str:
    values = (who(), words.sent, "Roger <roger@mail.example>", "Thank Stan today")
    return "\n".join(
        f"{bold}{name}:{bold} {value}" for name, value in zip(words.outlook, values, strict=True)
    )


@client("outlook-desktop")
def _outlook_desktop(reply: str, words: Language) -> EmailMessage:
    head = "<br>".join(
        f"<b>{escape(name)}:</b> {escape(value)}"
        for name, value in (line.split(": ", 1) for line in _outlook_block(words).splitlines())
    )
    typed = (*reply.split("\n"), " ")
    paragraphs = "".join(f"<p class=MsoNormal>{escape(line)}<o:p></o:p></p>" for line in typed)
    history = "".join(f"<p class=MsoNormal>{escape(line)}</p>" for line in SENT.splitlines())
    return mail(
        f"{reply}\n\n{_outlook_block(words)}\n\n{SENT}",
        f"<html><head><style>p.MsoNormal {{margin:0}}</style></head><body><div class=WordSection1>"
        f"{paragraphs}<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;"
        f"padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>{head}</p></div></div>{history}"
        "</div></body></html>",
    )


@client("outlook-text")
def _outlook_text(reply: str, words: Language) -> EmailMessage:
    return mail(f"{reply}\n\n{_outlook_block(words)}\n\n{SENT}")


@client("outlook-bold-text")
def _outlook_bold(reply: str, words: Language) -> EmailMessage:
    return mail(f"{reply}\n\n{'_' * 32}\n{_outlook_block(words, bold='*')}\n\n{SENT}")


@client("outlook-web")
def _outlook_web(reply: str, words: Language) -> EmailMessage:
    return mail(
        f"{reply}\n{'_' * 32}\n{_outlook_block(words)}\n\n{SENT}",
        f'<html><body dir="ltr"><div class="elementToProof">{lines(reply)}</div><div '
        f'id="appendonsend"></div><hr style="display:inline-block;width:98%"><div '
        f'id="divRplyFwdMsg" dir="ltr">{lines(_outlook_block(words))}</div><div>{divs(SENT)}</div>'
        "</body></html>",
    )


@client("outlook-mobile")
def _outlook_mobile(reply: str, words: Language) -> EmailMessage:
    return mail(f"{reply}\n\n{words.outlook_app}\n{'_' * 32}\n{_outlook_block(words)}\n\n{SENT}")


@client("yahoo-web")
def _yahoo(reply: str, words: Language) -> EmailMessage:
    line = words.gmail.format(who=who())
    return mail(
        f" {reply}\n\n    {line}\n \n {SENT}",
        f'<html><body><div class="ydp1yahoo-style-wrap"><div dir="ltr">{lines(reply)}</div>'
        f'<div><br></div></div><div id="ydp2yahoo_quoted_3" class="ydp2yahoo_quoted">'
        f"<div>{escape(line)}</div><div><br></div><div>{divs(SENT)}</div></div></body></html>",
    )


@client("yahoo-mobile")
def _yahoo_mobile(reply: str, words: Language) -> EmailMessage:
    line = words.gmail.format(who=who())
    return mail(f"{reply}\n\n{words.iphone}\n\n{line}   {SENT}")


@client("samsung")
def _samsung(reply: str, words: Language) -> EmailMessage:
    name_from, name_sent, name_to, name_subject = words.outlook
    return mail(
        f"{reply}\n\n\n{words.android}\n\n{words.original}\n{name_from}: {who()} \n{name_sent}: "
        f"24.11.26  09:00  (GMT+01:00) \n{name_to}: roger@mail.example \n{name_subject}: "
        f"Thank Stan today \n\n{SENT}"
    )


@client("thunderbird")
def _thunderbird(reply: str, words: Language) -> EmailMessage:
    line = words.apple.format(who=NAME)
    return mail(
        f"{reply}\n\n{line}\n{quoted()}\n",
        f'<html><body><p>{lines(reply)}</p><div class="moz-cite-prefix">{escape(line)}<br></div>'
        f'<blockquote type="cite" cite="mid:1@x"><p>{lines(SENT)}</p></blockquote></body></html>',
    )


@client("thunderbird-flowed")
def _thunderbird_flowed(reply: str, words: Language) -> EmailMessage:
    line = words.apple.format(who=who())
    return mail(f"{reply}\n\n{line}\n{quoted()}\n", flowed=True)


@client("proton")
def _proton(reply: str, words: Language) -> EmailMessage:
    line = words.gmail.format(who=who())
    return mail(
        None,
        f'<div style="font-family: Arial">{lines(reply)}</div>'
        '<div class="protonmail_signature_block">'
        f'<div>Sent with Proton Mail secure email.</div></div><div class="protonmail_quote">'
        f'{escape(line)}<br><blockquote class="protonmail_quote" type="cite">{lines(SENT)}'
        "</blockquote></div>",
    )


@client("gmx")
def _gmx(reply: str, words: Language) -> EmailMessage:
    return mail(
        None,
        f'<html><body><div style="font-family: Verdana"><div>{lines(reply)}</div><div>&nbsp;<div '
        f'name="quote" style="margin:10px 5px 5px 10px; border-left:2px solid #C3D9E5;"><div>'
        f'{lines(_outlook_block(words, bold=""))}</div><div name="quoted-content">{divs(SENT)}'
        "</div></div></div></div></body></html>",
    )


@client("k9")
def _k9(reply: str, words: Language) -> EmailMessage:
    line = words.apple.format(who=who())
    return mail(f"{reply}\n\n{line}\n{quoted()}\n\n-- \nK-9 Mail\n")


@client("no-marker")
def _no_marker(reply: str, words: Language) -> EmailMessage:
    del words
    return mail(f"{reply}\n\n{SENT}")


@client("below-the-quote")
def _below(reply: str, words: Language) -> EmailMessage:
    line = words.gmail.format(who=who())
    return mail(f"{line}\n\n{quoted()}\n\n{reply}\n")


@client("gmx-text")
def _gmx_text(reply: str, words: Language) -> EmailMessage:
    name_from, name_sent, name_to, name_subject = words.outlook
    return mail(
        f"{reply}\n \n\n{name_sent}: {words.sent}\n{name_from}: {who()}\n{name_to}: "
        f"roger@mail.example\n{name_subject}: Thank Stan today\n{SENT}"
    )


@client("t-online")
def _t_online(reply: str, words: Language) -> EmailMessage:
    name_from, _, name_to, name_subject = words.outlook
    return mail(
        f"{reply}\n\n-----Original-Nachricht-----\n{name_subject}: Thank Stan today\nDatum: "
        f"2026-11-24T09:00:00+0100\n{name_from}: {who()}\n{name_to}: roger@mail.example\n\n\n{SENT}"
    )


@client("aol")
def _aol(reply: str, words: Language) -> EmailMessage:
    head = f"From: {who()}\nTo: roger@mail.example\nSent: {words.sent}\nSubject: Thank Stan today"
    return mail(
        f" {reply}\n\n\n-----Original Message-----\n{head}\n\n{SENT}",
        f'<font face="arial">{lines(reply)}<br><br><div style="font-family:arial">-----Original '
        f"Message-----<br>{lines(head)}<br><br><div>{divs(SENT)}</div></div></font>",
    )


@client("lotus-notes")
def _lotus_notes(reply: str, words: Language) -> EmailMessage:
    name_from, name_sent, name_to, name_subject = words.outlook
    return mail(
        f"{reply}\n\n\n\n{name_from}:\t{who()}\n{name_to}:\troger@mail.example\n{name_sent}:"
        f"\t24.11.2026 09:00\n{name_subject}:\tThank Stan today\n\n\n\n{SENT}"
    )


@client("outlook-for-mac")
def _outlook_for_mac(reply: str, words: Language) -> EmailMessage:
    block = _outlook_block(words)
    return mail(
        f"{reply}\n\n{block}\n{SENT}",
        f"<html><body><div>{lines(reply)}</div><div>&nbsp;</div><div id="
        f'"mail-editor-reference-message-container"><div>{lines(block)}</div>{divs(SENT)}</div>',
    )


@client("outlook-without-addresses")
def _outlook_without_addresses(reply: str, words: Language) -> EmailMessage:
    name_from, name_sent, name_to, name_subject = words.outlook
    return mail(
        f"{reply}\n\n{name_from}: {NAME} \n{name_sent}: {words.sent}\n{name_to}: Roger Smith\n"
        f"{name_subject}: Thank Stan today\n\n{SENT}"
    )


@client("superhuman")
def _superhuman(reply: str, words: Language) -> EmailMessage:
    line = words.gmail.format(who=f"{NAME} < {ADDRESS} >")
    return mail(
        f"{reply}\n\nSent via Superhuman ( https://sprh.example/?vip=x )\n\n{line}\n\n{quoted()}\n",
        f"<html><body><div><div>{divs(reply)}</div><div class='sh-signature'>Sent via <a href='x'>"
        f"Superhuman</a></div></div><br><div class='gmail_quote'>{escape(line)}<br><blockquote "
        f"class='gmail_quote sh-color-black'>{divs(SENT)}</blockquote></div></body></html>",
    )


@client("fastmail")
def _fastmail(reply: str, words: Language) -> EmailMessage:
    line = words.apple.format(who=NAME)
    return mail(
        f"{reply}\n\n{line}\n{quoted()}\n",
        f"<html><body>{divs(reply)}<div><br></div><div>{escape(line)}<br></div><blockquote "
        f'type="cite" id="qt" style="">{divs(SENT)}</blockquote><div><br></div></body></html>',
    )


@client("zoho")
def _zoho(reply: str, words: Language) -> EmailMessage:
    line = f"---- On Tue, 24 Nov 2026 09:00:00 +0100 {who()} wrote ----"
    del words
    return mail(
        f"{reply}\n\n\n\n{line}\n\n{SENT}",
        f'<div style="font-family: Verdana">{divs(reply)}<div><br></div><div class="zmail_extra">'
        f'<div id="Zm-_Id_-Sgn1">{escape(line)}<br></div><div><br></div><blockquote>{divs(SENT)}'
        "</blockquote></div></div>",
    )


@client("mailspring")
def _mailspring(reply: str, words: Language) -> EmailMessage:
    line = words.gmail.format(who=who())
    return mail(
        None,
        f'<div>{lines(reply)}</div><br><signature id="local"><div>Sent from <a href="x">Mailspring'
        f"</a></div></signature><div class='gmail_quote_attribution'>{escape(line)}</div>"
        f'<blockquote class="gmail_quote">{divs(SENT)}</blockquote>',
    )


@client("front")
def _front(reply: str, words: Language) -> EmailMessage:
    line = words.gmail.format(who=who())
    return mail(
        f"{reply}\n\n{line}\n{quoted()}",
        f'<div>{divs(reply)}<blockquote type="cite" class="front-blockquote"><div>{escape(line)}'
        f"</div>{divs(SENT)}</blockquote></div>",
    )


@client("hey")
def _hey(reply: str, words: Language) -> EmailMessage:
    line = words.gmail.format(who=who())
    return mail(
        f"{reply}\n\n{line}\n{quoted()}",
        f'<div class="trix-content">{divs(reply)}<br></div>{escape(line)}<br><blockquote>'
        f"{divs(SENT)}</blockquote>",
    )


@client("spark")
def _spark(reply: str, words: Language) -> EmailMessage:
    line = words.apple.format(who=who())
    return mail(
        f"{reply}\n\nSent with Spark\n{line}\n{quoted()}",
        f'<html><body><div name="messageBodySection"><div dir="auto">{divs(reply)}</div></div>'
        f'<div name="messageSignatureSection"><br>Sent with Spark</div><div name='
        f'"messageReplySection">{escape(line)}<br><blockquote type="cite">{divs(SENT)}'
        "</blockquote></div></body></html>",
    )


@client("mutt")
def _mutt(reply: str, words: Language) -> EmailMessage:
    line = words.apple.format(who=NAME)
    return mail(f"{line}\n{quoted()}\n\n{reply}\n\n-- \nRoger\nPGP key 0x1234\n")


@client("proton-text")
def _proton_text(reply: str, words: Language) -> EmailMessage:
    line = words.gmail.format(who=who())
    return mail(
        f"{reply}\n\nSent with [Proton Mail](https://proton.example/) secure email.\n\n{line}\n\n"
        f"{quoted()}\n"
    )


@client("disclaimer-below")
def _disclaimer_below(reply: str, words: Language) -> EmailMessage:
    return mail(
        f"{reply}\n\n{words.gmail.format(who=who())}\n{quoted()}\n\nThis e-mail and any files "
        "are confidential and intended solely for the addressee. If you have received this e-mail\n"
        "in error, please notify the sender and delete this message.\n"
    )
