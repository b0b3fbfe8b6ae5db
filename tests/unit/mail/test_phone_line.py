"""The lines that phones and mail programs put under a mail."""

from __future__ import annotations

import pytest

from rapport.mail import phone_line, reply

LINES = """\
Sent from my iPhone
Sent from my iPad
Sent from myMail for iOS
Sent from Rambler mail
Sent from Titan Mail
Sent from eM Client
Sent from Mailbird
Sent from Nextcloud Mail
Sent with Tuta; enjoy secure & ad-free emails:
Securely sent with Tutanota. Claim your encrypted mailbox today!
Inviato da Libero Mail
Wysłane z aplikacji mobilnej WP Poczta
Odesláno z mobilní aplikace Email.cz
Odesláno z mobilu
Послато са мог iPhone-а
Saadetud minu iPhone'ist
مُرسل من الـ iPhone
Được gửi từ iPhone của tôi
Dihantar daripada iPhone saya
Отправлено из Mail.ru для iOS
Sent from eM Client | www.emclient.com
发自我的QQ邮箱
Secured with Tuta Mail: https://tuta.com/free-email
네이버 메일 앱에서 보냄
Envoyé depuis mon téléphone
Sent från min telefon
Sent frá iPhone
Terkirim dari Samsung Galaxy saya
发自 网易邮箱大师
来自网易邮箱大师
发自新浪邮箱客户端
寄自我的 iPhone
네이버 메일앱에서 보냄
Sent from my iPhone.
Sent from my Galaxy
Sent from Samsung tablet.
Sent from my Samsung Galaxy smartphone.
Sent from my Samsung Galaxy, an AT&T LTE smartphone
Sent from my Verizon, Samsung Galaxy smartphone
Sent from my T-Mobile 4G LTE Device
Sent from my BlackBerry 10 smartphone on the Verizon network.
Sent from my Verizon Wireless 4G LTE DROID
Sent from my Windows Phone
Sent from Mail for Windows 10
Sent from Mail for Windows
Sent from Mail<https://go.microsoft.com/fwlink/?LinkId=550986> for Windows 10
Sent from Outlook
Sent from Outlook for Android
Sent from Outlook for iOS<https://aka.ms/o0ukef>
Get Outlook for iOS
Get Outlook for Android<https://aka.ms/AAb9ysg>
Get Outlook for iOShttps://aka.ms/o0ukef
Get [Outlook for iOS](https://aka.ms/o0ukef)
[Get Outlook for iOS](https://aka.ms/o0ukef)
Get Outlook for Mac
Sent from Yahoo Mail on Android
Sent from Yahoo Mail for iPhone
Yahoo Mail: Search, Organize, Conquer
Sent from my mobile device
Desde mi teléfono con AQUARIS
使用Zoho Mail发送
Sent from my mobile
Sent from mobile
Sent from my phone
Sent from my cell, please excuse any typos.
Sent from my mobile phone, please excuse brevity
Sent from my HTC M8 Android phone.  Please excuse typoze
Sent from my TI-85
Sent from my Alcatel Flash2
Sent from my Pixel 8 Pro
Sent from my OnePlus
Sent via mobile
Sent via BlackBerry by AT&T
Sent via Superhuman
Sent with Airmail
Sent with Spark
Sent from Spark
Sent from Spark Mail
Sent with Proton Mail secure email.
Sent from Proton Mail for iOS
Sent from ProtonMail mobile
Sent from Mailspring
Sent from Front
Sent from Missive
Sent from Fastmail
Sent from Zoho Mail for Android
Sent using Zoho Mail
Sent from Mailbox
Sent from Yahoo Mail. Get the app (https://yho.example/148vdq)
This message was sent from my iPhone
Sent from Mailbox for iPad
Sent from my Mac
Sent from my MacBook Pro
Sent from my Apple Watch
Sent from AOL Mobile Mail
Sent from the all new AOL app for iOS
Sent from AOL on Android
Sent from Gmail Mobile
Sent from Gmail for iPhone
Sent from Windows Mail
Sent from Surface
Sent from my Huawei phone
Sent from my Xiaomi
Sent with K-9 Mail
Sent from my Android phone with K-9 Mail. Please excuse my brevity.
Sent from my Android device with K-9 Mail. Please excuse my brevity.
Sent from Nine
Sent from Edison Mail
Sent from Polymail
Sent from Newton Mail
Sent with Tutanota, enjoy secure & ad-free emails.
Sent from Canary (https://canarymail.io)
Sent by BlueMail
Get BlueMail for Android
Get TypeApp for Android
<<sent by galaxy>>
(sent from a phone)
(Sent from mobile device)
From My Iphone 6
Typed on my iPhone
Sent on the go
Sent from my iPhone - excuse typos
Please excuse typos, sent from my phone
Apologies for brevity, sent from my iPhone
-- sent from my phone
Von meinem iPhone gesendet
Von meinem iPad gesendet
Gesendet von meinem iPhone
Von meinem Mobilgerät gesendet
Von meinem Samsung Galaxy Smartphone gesendet.
Von meinem Samsung Galaxy gesendet
Gesendet von Mail für Windows 10
Gesendet von Mail für Windows
Gesendet mit der Telekom Mail App
Gesendet mit der GMX Mail App
Gesendet mit der WEB.DE Mail App
Diese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.
Diese Nachricht wurde von meinem Android-Mobiltelefon mit WEB.DE Mail gesendet.
Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.
Diese Nachricht wurde von meinem Android-Mobiltelefon mit K-9 Mail gesendet.
Gesendet von Outlook für Android
Outlook für iOS beziehen
Outlook für Android herunterladen
Holen Sie sich Outlook für Android
Laden Sie Outlook für iOS herunter
Gesendet mit BlueMail
Gesendet von Yahoo Mail auf Android
Von Yahoo Mail auf Android gesendet
Von unterwegs gesendet
Gesendet von unterwegs
Mobil gesendet
Gesendet mit Spark
Envoyé de mon iPhone
Envoyé de mon iPad
Envoyé depuis mon iPhone
Envoyé depuis mon appareil Galaxy
Envoyé depuis mon smartphone Samsung Galaxy.
Envoyé depuis mon appareil mobile Samsung.
Envoyé à partir de Outlook pour Android
Obtenir Outlook pour iOS
Télécharger Outlook pour Android
Envoyé depuis Yahoo Mail pour Android
Envoyé à partir de Courrier pour Windows 10
Provenance : Courrier pour Windows 10
Envoyé de mon mobile Orange
Envoyé depuis l'application Mail Orange
Envoyé avec K-9 Mail
Envoyé de mon appareil Android avec Courriel K-9 Mail. Veuillez excuser ma brièveté.
Enviado desde mi iPhone
Enviado desde mi Samsung Mobile de Telcel
Enviado desde mi dispositivo Samsung
Enviado desde Outlook para Android
Obtener Outlook para iOS
Enviado desde Correo para Windows 10
Enviado desde Yahoo Mail con Android
Enviado desde mi dispositivo Android con K-9 Mail. Por favor, disculpa mi brevedad.
Enviado do meu iPhone
Enviado do meu Galaxy
Enviado do meu smartphone Samsung Galaxy.
Enviado do Yahoo Mail no Android
Obter o Outlook para Android
Obtenha o Outlook para iOS
Enviado do Email para Windows 10
Enviado via iPhone
Inviato da iPhone
Inviato dal mio iPhone
Inviato da Outlook per Android
Inviato da Posta per Windows 10
Scarica Outlook per Android
Inviato da Yahoo Mail su Android
Inviato dal mio dispositivo Samsung
Inviato dal mio Galaxy
Inviato da Libero Mail per Android
Verstuurd vanaf mijn iPhone
Verstuurd vanaf mijn Samsung Galaxy-smartphone.
Verzonden vanaf mijn Galaxy
Verzonden vanuit Mail voor Windows 10
Verzonden met Proton Mail
Outlook voor Android downloaden
Download Outlook voor iOS
Skickat från min iPhone
Skickat från min Galaxy
Skickat från E-post för Windows 10
Hämta Outlook för iOS
Sendt fra min iPhone
Sendt fra min Galaxy
Sendt fra E-post for Windows 10
Sendt fra Mail til Windows 10
Hent Outlook til Android
Skaff deg Outlook for iOS
Få Outlook for Android
Lähetetty iPhonesta
Lähetetty iPhonestani
Lähetetty Samsung Galaxy -puhelimesta.
Hanki Outlook for Android
Wysłane z iPhone'a
Wysłane z iPhone
Wysłane z mojego iPhone'a
Wysłane z telefonu Samsung Galaxy
Wysłano z programu Poczta dla systemu Windows
Pobierz aplikację Outlook dla systemu Android
Pobierz program Outlook dla systemu iOS
Odesláno z iPhonu
Odesláno z mého iPhonu
Odesláno z Pošty pro Windows
Získat Outlook pro Android
Odoslané z iPhonu
Elküldve iPhone-omról
Küldve az iPhone-omról
Az Outlook letöltése iOS-re
Trimis de pe iPhone-ul meu
Trimis de pe telefonul meu Samsung
Obțineți Outlook pentru iOS
Отправлено с iPhone
Отправлено с моего iPhone
Отправлено с мобильного устройства Samsung
Отправлено из мобильной Почты Mail.ru
Отправлено из Mail.ru для Android
Отправлено из мобильной Яндекс.Почты: http://m.ya.ru/ymail
Отправлено из Почты для Windows
Скачать Outlook для Android
Надіслано з iPhone
Надіслано з мого iPhone
Надіслано з пристрою Galaxy
Завантажити Outlook для Android
iPhoneから送信
iPadから送信
Android版Outlookを入手
Outlook for iOS を入手
Windows 版のメールから送信
Galaxyから送信
Yahoo!メール(Android版)からの送信
发自我的iPhone
发自我的 iPad
发自我的华为手机
从我的 iPhone 发送
从 Windows 版邮件发送
获取 Outlook for iOS
獲取 Outlook for iOS
從我的 iPhone 傳送
從我的 iPad 傳送
寄件者 iPhone
从我的三星手机发送
发送自 Windows 10 版邮件应用
나의 iPhone에서 보냄
내 iPhone에서 보냄
iPhone에서 보냄
삼성 휴대전화에서 보냈습니다.
Galaxy에서 보냄
iOS용 Outlook 다운로드
Android용 Outlook 받기
iPhone'umdan gönderildi
iPhone’umdan gönderildi
Samsung Galaxy akıllı telefonumdan gönderildi.
Galaxy cihazımdan gönderildi
Android için Outlook'u edinin
iOS için Outlook'u edinin
נשלח מה-iPhone שלי
נשלח מהאייפון שלי
נשלח מסמארטפון ה-Samsung Galaxy שלי.
קבל את Outlook עבור iOS
קבל Outlook עבור Android
أرسلت من الـ iPhone
أُرسلت من الـ iPhone
مرسل من هاتفي Samsung Galaxy
الحصول على Outlook لـ iOS
احصل على Outlook لنظام Android
Στάλθηκε από το iPhone μου
Εστάλη από το iPhone μου
Λήψη του Outlook για Android
Изпратено от моя iPhone
Poslano s mojeg iPhonea
Gửi từ iPhone của tôi
Đã gửi từ iPhone của tôi
Dikirim dari iPhone saya
ส่งจาก iPhone ของฉัน
"""

SENTENCES = """\
Sent from my desk, where I sit.
Sent from my desk in Berlin
Sent from the office this morning, all good
Sent by mail yesterday.
Sent via LinkedIn.
Sent with Stan's blessing
I sent it from my iPhone
The invitation was sent from my phone number
Sent from my phone to Stan this morning
From my old Nokia days I know this.
From my side all good
From my point of view it went well
Get Outlook installed for Stan?
Get Stan on the phone
Does Outlook for Android work?
Von meinem Chef gesendet bekommen
Von meinem Gespräch mit Stan: gut
Gesendet habe ich es gestern
Gesendet. Danke!
Enviado. Gracias
Envoyé hier
Inviato ieri
Skickat!
done from mobile
Stan from mobile called
Ann from mobile team called me
Sent on Monday
Sent it with the galaxy of thoughts
Sent to Stan
sent
Sent!
Sent it
Sent from here
Sent the mail from the phone
Sent using your draft
Sent with your draft
Sent with thanks
Sent on Friday with my phone
发自内心的感谢
来自斯坦的消息
Sent from Stan with love
Securely sent with Stan
Odesláno včera
从手机发送了
gönderildi
보냈습니다
送信しました
Lähetetty eilen
Wysłane wczoraj
Отправлено вчера
Отправлено Стану
Надіслано сьогодні
נשלח אתמול
Mobil gesendet hat er nichts
Please excuse the delay
Sorry for the typos yesterday
Sent from Galaxy Consulting by Anna, they want me
"""


@pytest.mark.parametrize("line", LINES.splitlines())
def test_a_programs_own_line_is_known_in_any_language(line: str) -> None:
    """With and without a blank line above it, and with history below that nothing marks."""
    for text in (f"it went well\n\n{line}", f"it went well\n{line}\n\nstop"):
        assert reply.new_text(text) == "it went well"


@pytest.mark.parametrize("line", SENTENCES.splitlines())
def test_a_persons_sentence_about_sending_stays(line: str) -> None:
    """It says more than what it was sent from, or less."""
    assert not phone_line.is_one(line)
    assert reply.new_text(line) == line


def test_a_wrapped_line_goes_as_a_whole() -> None:
    """Programs wrap their own line too."""
    text = "done\n\nSent from my Android device with K-9 Mail. Please excuse my\nbrevity.\n\n> stop"
    assert reply.new_text(text) == "done"


def test_what_is_written_below_a_quote_is_kept() -> None:
    """The line stands above the quote, the answer below it."""
    assert reply.new_text("Sent from my iPhone\n\n> How was it?\n\nit went well") == "it went well"
