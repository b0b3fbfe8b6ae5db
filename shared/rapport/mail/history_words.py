"""The words by which mail programs mark what is not new in a reply, a table per kind and language.

Everything is lower case and compared with text that is folded in the same way. A further language
is a further row.
"""

from __future__ import annotations

# The verb of "On … somebody wrote:".
WROTE: dict[str, tuple[str, ...]] = {
    "en": ("wrote", "writes", "has written", "schreibt"),
    "de": ("schrieb", "schrieb folgendes", "hat geschrieben", "geschrieben"),
    "fr": ("a écrit", "a ecrit", "écrit", "écrivait"),
    "es": ("escribió", "escribio", "ha escrito"),
    "pt": ("escreveu",),
    "it": ("ha scritto", "scrive", "scrisse"),
    "nl": ("schreef", "heeft het volgende geschreven", "schreef het volgende", "geschreven"),
    "sv": ("skrev", "skrev följande", "har skrivit"),
    "no": ("skrev følgende", "har skrevet"),
    "fi": ("kirjoitti",),
    "pl": ("napisał", "napisała", "napisał(a)", "napisał/a", "pisze"),
    "cs": ("napsal", "napsala", "napsal(a)", "napísal", "napísala", "napísal(a)"),
    "hu": ("írta", "ezt írta", "a következőt írta"),
    "ro": ("a scris",),
    "hr": ("je napisao", "je napisao/la", "je napisala", "napisao je", "napisala je"),
    "sr": ("је написао/ла", "је написао", "је написала"),
    "sl": ("napisal", "napisala", "napisal/-a", "napisal/a"),
    "et": ("kirjutas",),
    "lv": ("rakstīja",),
    "lt": ("rašė", "parašė"),
    "is": ("skrifaði",),
    "ca": ("va escriure", "ha escrit"),
    "gl": ("escribiu",),
    "af": ("het geskryf",),
    "el": ("έγραψε",),
    "bg": ("написа",),
    "ru": (
        "пишет",
        "написал",
        "написала",
        "написал(а)",
        "писал(а)",
        "написал (-а)",
        "писал",
        "писала",
        "писали",
    ),
    "uk": ("пише", "написав", "написала", "написав(-ла)", "написав(ла)"),
    "ja": ("のメール", "書きました", "のメッセージ", "さんは書きました"),
    "zh": ("写道", "寫道", "写了", "来信"),
    "ko": ("작성", "작성했습니다", "쓴 글", "님이 작성", "썼습니다", "메시지"),
    "tr": ("yazdı", "şunu yazdı", "şunları yazdı", "şöyle yazdı"),
    "he": ("כתב", "כתבה", "כתב/ה", "כתב/ה:", "כתבת"),
    "ar": ("كتب", "كتبت"),
    "id": ("menulis",),
    "vi": ("đã viết",),
    "th": ("เขียนว่า",),
    "fa": ("نوشت", "نوشته است"),
    "hi": ("ने लिखा",),
}

# What an attribution begins with, where that is a word and not the date itself.
ON: tuple[str, ...] = (
    "on", "am", "le", "el", "em", "no dia", "il", "il giorno", "in data", "op", "den", "de", "på",
    "dnia", "w dniu", "dne", "la data de", "a", "pe", "στις", "в", "на", "у", "at", "pada", "vào",
    "在", "于", "於", "בתאריך", "ב", "dana", "quoting", "vom", "um", "datum", "fecha", "data",
    "date", "last", "le :",
)  # fmt: skip

# What else Notes says above its table of headers, of who sent a mail and wants the answer.
SENT_BY: tuple[str, ...] = (
    "sent by", "please respond to", "gesendet von", "bitte antwort an", "bitte antworten an",
    "envoyé par", "veuillez répondre à", "enviado por", "por favor, responda a", "inviato da",
    "per favore rispondere a", "verzonden door", "antwoord aan", "para responder a",
)  # fmt: skip

# What leads over to a quote, and is a line of its own, without a name or a date.
YOU_WROTE: frozenset[str] = frozenset((
    "you wrote", "you said", "you write", "in your message you said", "in your message you wrote",
    "in your mail you wrote", "in your email you wrote", "in your last mail you wrote",
    "du schriebst", "du hast geschrieben", "sie schrieben", "sie haben geschrieben",
    "in deiner mail schriebst du", "in ihrer mail schrieben sie",
    "in ihrer nachricht schrieben sie",
    "tu as écrit", "vous avez écrit", "vous écriviez", "dans votre message vous avez écrit",
    "usted escribió", "tú escribiste", "escribiste", "você escreveu", "hai scritto",
    "lei ha scritto",
    "je schreef", "u schreef", "jij schreef", "du skrev", "kirjoitit", "napisałeś", "napisałaś",
    "napsal jsi", "napsal jste", "вы писали", "ты писал", "вы написали", "ви писали", "yazdınız",
))  # fmt: skip

# What begins an attribution that has an address and no verb.
QUOTING: tuple[str, ...] = (
    "quoting", "wiadomość napisana przez", "zitat von", "citando", "citation de", "excerpts from",
    "citat från", "cytowanie",
)  # fmt: skip

# The names of the lines in a block of headers, by what they are.
HEADERS: dict[str, tuple[str, ...]] = {
    "from": (
        "from", "von", "de", "da", "van", "från", "fra", "od", "от", "від", "від кого", "от кого",
        "kimden", "gönderen", "差出人", "送信者", "发件人", "寄件者", "寄件人", "보낸 사람",
        "보낸사람", "발신", "발신자", "מאת", "lähettäjä", "feladó", "expéditeur", "remitente",
        "remetente", "mittente", "afzender", "avsändare", "afsender", "avsender", "nadawca",
        "odesílatel", "odosielateľ", "de la", "expeditor", "expeditorul", "από", "absender",
        "отправитель", "відправник", "šalje", "pošiljatelj", "saatja", "nuo", "no", "من", "المرسل",
        "از", "từ", "người gửi", "dari", "จาก", "प्रेषक", "подател", "frá", "sūtītājs", "siuntėjas",
        "од", "шаље", "пошиљалац", "праќа", "pošiljalac", "odesílá", "kellelt", "nork", "igorlea",
        "bidaltzailea", "daripada", "فرستنده", "से", "發件人", "보낸이", "送信元", "αποστολέας",
        "отправлено от",
    ),
    "sent": (
        "sent", "date", "sent at", "gesendet", "gesendet am", "datum", "envoyé", "envoyé le",
        "message du", "le", "enviado", "enviado el", "enviado em", "enviada em", "enviada",
        "fecha", "data", "inviato", "inviato il", "verzonden", "verzonden op", "skickat", "sendt",
        "dato", "wysłano", "wysłane", "data wysłania", "отправлено", "дата", "надіслано",
        "відправлено", "дата отправки", "送信日時", "日時", "送信", "日付", "发送时间", "发送日期",
        "日期", "时间", "時間", "傳送時間", "寄件日期", "보낸 날짜", "보낸날짜", "날짜",
        "보낸 시간", "일자", "gönderildi", "gönderilen", "gönderilme tarihi", "tarih",
        "gönderim tarihi", "נשלח",
        "תאריך", "lähetetty", "päivämäärä", "päiväys", "elküldve", "dátum", "odesláno", "odoslané",
        "trimis", "dată", "datum/uhrzeit", "received", "poslano", "kuupäev", "saadetud",
        "ημερομηνία", "στάλθηκε", "изпратено", "التاريخ", "تاريخ", "تم الإرسال", "أرسلت", "تاریخ",
        "ngày", "đã gửi", "tanggal", "dikirim", "วันที่", "ส่ง", "दिनांक", "enviat", "poslato",
        "saatmisaeg", "nosūtīts", "datums", "išsiųsta", "sent on",
        "изпратено на", "дата на изпращане", "послато", "испратено", "датум", "dátum odoslania",
        "αποστολή", "εστάλη", "küldve", "küldte", "dňa", "dne", "trimis la", "pvm", "dagsetning",
        "enviat el", "noiz", "bidalita", "gửi", "ส่งเมื่อ", "tarikh", "dihantar", "ارسال شده",
        "ارسالشده", "भेजा गया", "तारीख", "तिथि", "發送時間", "發送日期", "发送", "寄送日期",
        "보냄", "발송일", "送信日",
        "أرسل", "تاريخ الإرسال", "تاريخ الارسال", "tgl",
    ),
    "to": (
        "to", "an", "à", "a", "para", "aan", "till", "til", "do", "komu", "pre", "кому", "宛先",
        "收件人", "收件者", "받는 사람", "받는사람", "수신", "수신자", "kime", "alıcı", "אל",
        "vastaanottaja", "címzett", "către", "destinatarul", "destinataire", "destinatario",
        "destinatário", "empfänger", "adresat", "προς", "pour", "prima", "za", "saaja", "до",
        "إلى", "المستلم", "به", "đến", "tới", "kepada", "ถึง", "प्रति", "per a", "adressaat",
        "kam", "gavėjas",
        "коме", "прима", "primalac", "prejemnik", "kellele", "nori", "hartzailea", "người nhận",
        "ke", "گیرنده", "को", "받는이", "الى", "παραλήπτης", "saņēmējs", "la", "viðtakandi",
        "收信人",
    ),
    "cc": (
        "cc", "bcc", "kopie", "copie", "copie à", "copia", "com cópia", "kopia", "kopi", "kopio",
        "kópia", "kopija", "másolat", "másolatot kap", "копия", "копія", "копие", "抄送", "副本",
        "참조", "bilgi", "עותק", "dw", "c.c.", "kopie (cc)", "κοιν", "koopia", "نسخة", "สำเนา",
        "kp", "коп.", "копија", "κοιν.", "κοινοποίηση", "kopija (cc)", "afrit", "a/c", "สำเนาถึง",
        "s.k.", "رونوشت", "प्रतिलिपि", "密送", "kópia (cc)", "cópia", "kopie an", "másolat (cc)",
    ),
    "subject": (
        "subject", "betreff", "betr", "thema", "objet", "sujet", "asunto", "assunto", "oggetto",
        "onderwerp", "ämne", "emne", "temat", "тема", "件名", "主题", "主旨", "主題", "제목",
        "konu", "נושא", "aihe", "tárgy", "předmět", "predmet", "naslov", "subiect",
        "subiectul", "θέμα",
        "teema", "assumpte", "الموضوع", "موضوع", "chủ đề", "tiêu đề", "subjek", "perihal",
        "หัวเรื่อง", "เรื่อง", "विषय", "zadeva", "re", "относно", "tēma", "tema",
        "efni",
        "предмет", "наслов", "θεμα", "temats", "gaia", "หัวข้อ", "perkara", "titel", "ประเด็น",
    ),
    "other": (
        "reply-to", "antwort an", "importance", "wichtigkeit", "répondre à", "priority",
        "attachments", "anlagen", "organization", "message-id", "mailed-by", "signed-by",
        "odgovori na", "odpověď na", "svar til", "svara till", "antwoord aan", "vastaus",
        "válaszcím", "rispondi a", "odpowiedź-do", "responder a", "răspuns către", "ответ-кому",
        "odpovedať-pre", "yanıt adresi", "кому відповісти",
    ),
}  # fmt: skip

# Those names of the line with the date that nobody would give to a date of one's own.
SENT: frozenset[str] = frozenset(
    "sent gesendet envoyé enviado enviada inviato verzonden skickat sendt wysłano lähetetty "
    "elküldve odesláno odoslané trimis отправлено надіслано відправлено изпратено gönderildi "
    "gönderilen 送信日時 发送时间 נשלח poslato nosūtīts išsiųsta saatmisaeg "
    "надіслано послато испратено στάλθηκε odoslané poslano saadetud dihantar dikirim".split()
) | {
    "изпратено на",
    "تم الإرسال",
    "đã gửi",
    "भेजा गया",
    "보낸 날짜",
    "傳送時間",
    "發送時間",
    "enviat el",
}

# How the subject of a mail that is passed on begins.
PASSED_ON: tuple[str, ...] = (
    "fw", "fwd", "wg", "tr", "rv", "i", "vs", "pd", "enc", "vb", "vl", "doorst", "videresend",
    "ilt", "i̇lt", "redir", "továbbítás", "转发", "轉寄", "転送", "전달", "הועבר", "إعادة توجيه",
    "пересл", "πρθ",
)  # fmt: skip

# What stands between rows of dashes above history.
ORIGINAL: tuple[str, ...] = (
    "original content",
    "original message", "original appointment", "original email", "original mail",
    "forwarded message", "original-nachricht", "originalnachricht", "ursprüngliche nachricht",
    "ursprungliche nachricht", "ursprünglicher termin", "weitergeleitete nachricht",
    "message d'origine", "message original", "message transféré", "message transmis",
    "message initial", "mensaje original", "mensaje reenviado", "mensagem original",
    "mensagem encaminhada", "mensagem reencaminhada", "missatge original", "missatge reenviat",
    "messaggio originale", "messaggio inoltrato", "messaggio inviato", "oorspronkelijk bericht",
    "oorspronkelijke bericht", "origineel bericht", "doorgestuurd bericht",
    "ursprungligt meddelande", "originalmeddelande", "vidarebefordrat meddelande",
    "oprindelig besked", "oprindelig meddelelse", "opprinnelig melding", "videresendt",
    "alkuperäinen viesti", "edelleenlähetetty viesti", "välitetty viesti",
    "wiadomość oryginalna", "oryginalna wiadomość", "wiadomość przekazana",
    "przekazana wiadomość", "treść przekazanej wiadomości", "přeposlaná zpráva",
    "původní zpráva", "původní e-mail", "preposlaná správa", "pôvodná správa", "eredeti üzenet",
    "továbbított üzenet", "mesaj original", "mesajul original", "mesaj redirecționat",
    "mesaj redirecţionat", "originalna poruka", "proslijeđena poruka", "izvirno sporočilo",
    "posredovano sporočilo", "edastatud kiri", "algne kiri", "исходное сообщение",
    "пересылаемое сообщение", "пересланное сообщение", "перенаправленное сообщение",
    "оригінальне повідомлення", "вихідне повідомлення", "переслане повідомлення",
    "перенаправлене повідомлення", "оригинално съобщение", "препратено съобщение",
    "αρχικό μήνυμα", "προωθημένο μήνυμα", "元のメッセージ", "オリジナルメッセージ",
    "転送メッセージ", "転送された", "原始邮件", "原始郵件", "邮件原件", "转发邮件", "转发的邮件",
    "轉寄郵件", "已轉寄的郵件", "原邮件", "원본 메시지", "원본 메일", "전달된 메시지",
    "orijinal mesaj", "özgün ileti", "iletilmiş mesaj", "iletilen ileti", "yönlendirilen ileti",
    "asıl mesaj", "הודעה מקורית", "הודעה שהועברה", "الرسالة الأصلية", "رسالة معاد توجيهها",
    "رسالة محولة", "پیام اصلی", "thư gốc", "tin nhắn được chuyển tiếp", "thư đã chuyển tiếp",
    "pesan asli", "pesan yang diteruskan", "ข้อความต้นฉบับ", "ข้อความที่ส่งต่อ",
    "reply message", "replied message", "回复的原邮件",
)  # fmt: skip

# How such a title begins that says by whom a mail was passed on.
FORWARDED_BY: tuple[str, ...] = (
    "forwarded by", "weitergeleitet von", "transféré par", "reenviado por", "encaminhado por",
    "inoltrato da", "doorgestuurd door", "vidarebefordrat av", "videresendt af",
)  # fmt: skip

# What a message is called, at the end of a title between rows of dashes.
MESSAGES: tuple[str, ...] = (
    "message", "nachricht", "mensaje", "mensagem", "missatge", "messaggio", "bericht",
    "meddelande", "meddelelse", "besked", "melding", "viesti", "wiadomość", "zpráva", "správa",
    "üzenet", "mesaj", "poruka", "sporočilo", "сообщение", "повідомлення", "съобщение", "μήνυμα",
)  # fmt: skip

# What stands alone, without rows of dashes, above a mail that is passed on.
FORWARDED_BELOW: tuple[str, ...] = (
    "begin forwarded message", "forwarded message", "anfang der weitergeleiteten",
    "début du message réexpédié", "début du message transféré", "inicio del mensaje reenviado",
    "inizio messaggio inoltrato",
    "início da mensagem reencaminhada", "início da mensagem encaminhada",
    "begin doorgestuurd bericht", "start på videresendt besked", "videresendt melding",
    "vidarebefordrat mejl", "välitetty viesti alkaa", "początek przekazywanej wiadomości",
    "začátek přeposílané zprávy", "začiatok preposlanej správy", "továbbított levél kezdete",
    "începe mesajul redirecționat", "započni proslijeđenu poruku",
    "начало переадресованного сообщения", "початок листа, що пересилається",
    "ileti başlangıcı", "転送されたメッセージ", "下面是被转发的邮件", "以下是轉寄的郵件",
    "전달된 메시지의 시작", "תחילת ההודעה שהועברה", "αρχή προωθημένου μηνύματος",
    "بداية الرسالة المعاد توجيهها",
)  # fmt: skip

# What a mail program puts under every mail, as what it begins or ends with: what follows or
# comes before it must look like a device or a program.
SENT_FROM: tuple[str, ...] = (
    "this message was sent from", "this email was sent from", "this e-mail was sent from",
    "sent from", "sent using", "sent with", "sent via", "sent by", "sent on my", "from my",
    "get outlook for", "get bluemail for", "get typeapp for", "download outlook", "written on my",
    "typed on my", "written with", "posted from", "replied from", "dictated on",
    "gesendet von", "gesendet mit", "gesendet via", "gesendet aus", "gesendet über",
    "versendet mit", "verschickt mit", "diese nachricht wurde von", "geschrieben auf",
    "outlook für", "holen sie sich outlook", "laden sie outlook", "envoyé de", "envoyé depuis",
    "envoyé avec", "envoyé à partir", "envoyé par", "envoyé via", "envoyé du", "provenance",
    "obtenez outlook", "obtenir outlook", "télécharger outlook", "téléchargez outlook",
    "enviado desde", "enviado con", "enviado de", "enviado do", "enviado da", "enviado a partir",
    "enviado pelo", "enviado por", "enviado via", "enviada do", "enviada desde", "enviado no",
    "enviat des de", "obtener outlook", "obtén outlook", "obter outlook", "obter o outlook",
    "obtenha o outlook", "baixar o outlook", "descargar outlook", "inviato da", "inviato dal",
    "inviato dall", "inviato con", "inviato tramite", "ottieni outlook", "scarica outlook",
    "verstuurd vanaf", "verzonden vanaf", "verzonden vanuit", "verstuurd met", "verzonden met",
    "verstuurd vanuit", "verstuurd via", "verzonden via", "outlook voor", "skickat från",
    "skickades från", "skickat med", "hämta outlook", "skaffa outlook", "sendt fra", "sendt med",
    "sendt via", "hent outlook", "få outlook", "skaff deg outlook", "last ned outlook",
    "lähetetty", "hanki outlook", "lataa outlook", "wysłane z", "wysłano z", "wysłane przez",
    "wysłane przy", "wiadomość wysłana z", "pobierz outlook", "pobierz aplikację outlook",
    "pobierz program outlook", "odesláno z", "odesláno pomocí", "odoslané z", "poslané z",
    "získat outlook", "získajte outlook", "küldve", "elküldve", "trimis de pe", "trimis din",
    "trimis de la", "obțineți outlook", "отправлено с", "отправлено из", "отправлено через",
    "послано с", "скачать outlook", "получить outlook", "надіслано з", "надіслано із",
    "відправлено з", "відправлено із", "завантажити outlook", "изпратено от", "发自", "發自",
    "传送自", "傳送自", "发送自", "来自我的", "寄件者", "获取 outlook", "獲取 outlook",
    "取得 outlook", "iphoneから", "נשלח מ", "נשלח באמצעות", "קבל את outlook", "קבל outlook",
    "أرسلت من", "أُرسلت من", "تم الإرسال من", "مرسل من", "مرسلة من", "الحصول على outlook",
    "احصل على outlook", "στάλθηκε από", "εστάλη από", "λήψη του outlook", "poslano s",
    "poslano z", "poslato sa", "išsiųsta iš", "saadetud minu", "nosūtīts no", "dikirim dari",
    "dapatkan outlook", "tải outlook", "đã gửi từ", "gửi từ", "ส่งจาก", "ارسال شده از",
    "послато са", "sent frá", "sent från", "مُرسل من", "được gửi từ", "dihantar daripada",
    "sent securely with", "gönderen:", "来自", "寄自", "terkirim dari", "sent securely from",
    "securely sent with",
)  # fmt: skip
SENT_FROM_ENDS: tuple[str, ...] = (
    "gesendet", "から送信", "から送信されました", "から送信しました", "からの送信", "を入手",
    "发送",
    "發送", "傳送", "에서 보냄", "에서 보냈습니다", "에서 전송함", "에서 발송됨", "받기",
    "gönderildi", "gönderilmiştir", "küldve", "küldtem", "edinin", "다운로드", "से भेजा गया",
)  # fmt: skip
# The same with no device named, or in a whole sentence: the line itself.
ALONE: frozenset[str] = frozenset((
    "sent from mobile", "sent via mobile", "odesláno z mobilu",
    "sent on the go", "sent from the road",
    "sent while mobile", "von unterwegs gesendet", "gesendet von unterwegs", "unterwegs gesendet",
    "mobil gesendet", "enviado desde el móvil", "envoyé de mon mobile", "inviato da mobile",
    "secure your emails with tuta mail, sign up now",
    "yahoo mail: search, organize, conquer", "secured with tuta mail",
    "sent with tutanota, enjoy secure & ad-free emails",
    "sent with tuta; enjoy secure & ad-free emails",
    "securely sent with tutanota. claim your encrypted mailbox today!",
    "yahoo!メール - 便利なメールアプリ",
))  # fmt: skip

# Parts of words, since languages inflect them and some leave no space.
DEVICE_PARTS: tuple[str, ...] = (
    "iphon", "ipad", "android", "galaxy", "samsung", "outlook", "smartphone", "smarttelefon",
    "mobilger", "mobiltelefon", "blackberry", "windows", "thunderbird", "k-9", "gmx", "web.de",
    "telekom", "zoho mail", "em client", "workspace one", "nextcloud mail",
    "手机", "手機", "携帯", "スマ", "휴대", "아이폰", "айфон", "смартфон", "אייפון",
    "סמארטפון", "هاتف", "الهاتف", "آيفون", "邮箱大师", "客户端", "메일앱",
    "메일 앱", "qq邮箱", "mail.ru",
)  # fmt: skip
# Names that are words too: only where nothing else follows "Sent from".
PROGRAMS: frozenset[str] = frozenset(
    "superhuman mailspring front missive surface nine polymail canary hey shortwave spike "
    "mimestream evolution kmail notion apple mailmate postbox vivaldi tuta skiff "
    "courier mixmax unibox streak titan libero rambler mailbird twobird boxer rediffmail "
    "naver".split()
)

DEVICES: frozenset[str] = frozenset(
    "iphone ipad ipod phone smartphone mobile handy mobiltelefon mobil telefon telefono teléfono "
    "téléphone mobilen móvil movil celular portable cellulare telemóvel tablet tablette tableta "
    "mac macbook imac watch android samsung galaxy blackberry nokia huawei xiaomi redmi oneplus "
    "pixel motorola moto sony xperia htc lg windows outlook yahoo gmail proton protonmail "
    "thunderbird mailbox spark airmail bluemail typeapp newton edison k-9 fairmail fairemail "
    "aquamail gmx web.de "
    "t-online freenet hotmail aol icloud zoho fastmail tutanota device gerät apparaat apparat "
    "enhet telefoon mobieltje mobiele telefonu telefonem smartfona смартфона телефона телефону "
    "мобильной почты мобільного мобильного устройства пристрою 手机 手機 携帯 スマートフォン "
    "휴대폰 "
    "הטלפון הנייד מהטלפון cell cellphone treo aplikacji aplikace "
    "aplikácie приложения mymail palm wiko honor oppo vivo realme mobila app appli "
    "application aplicación aplicativo".split()
)

# Words that no such line has, so that a sentence about a phone is a sentence.
SENTENCE_WORDS: frozenset[str] = frozenset(
    "to yesterday today tomorrow because when but was is are has have does did can not him her "
    "them morning gestern heute morgen weil aber ist war hat habe kann nicht an hier ce matin ayer "
    "oggi ieri monday tuesday wednesday thursday friday saturday sunday office desk".split()
)
EXCUSES: tuple[str, ...] = (
    "please excuse", "apologies for", "sorry for", "por favor", "excuse", "pardon", "forgive",
    "typo", "brevity", "entschuldig", "tippfehler", "kürze", "fautes", "brièveté", "disculp",
    "brevedad",
    "brevidade", "errori", "brevità",
)  # fmt: skip

# How a program tells that somebody answered with a symbol alone ("Roger reacted via Gmail").
REACTED: tuple[str, ...] = (
    "reacted", "reagiert", "réagi", "reaccion", "reagiu", "reagito", "gereageerd", "reagerade",
    "reagerede", "reagerte", "zareagował", "reagoval", "reagált", "reagoi", "tepki", "отреагир",
    "リアクション", "回应", "回應", "반응",
)  # fmt: skip

# Rows of words that end the new text at the beginning of a line, and wherever they stand.
ABOVE: tuple[str, ...] = (
    "-------------- next part", "-----begin pgp signature", "original message processed by",
    "répondez au-dessus de cette ligne",
    "responda por encima de esta línea", "responde por encima de esta línea",
    "rispondi sopra questa riga", "responda acima desta linha", "antwoord boven deze regel",
)  # fmt: skip
ABOVE_ANYWHERE: tuple[str, ...] = (
    "reply above this line", "reply above the line", "type your reply above",
    "write above this line", "write your reply above", "antworten sie oberhalb dieser",
    "bitte antworten sie über dieser", "antworten sie über dieser zeile",
    "antwort oberhalb dieser zeile", "antwort über dieser zeile", "antworte oberhalb dieser",
    "réponse au-dessus de cette ligne", "répondre au-dessus de cette ligne",
    "respuesta por encima de esta línea", "responder por encima de esta línea",
    "resposta acima desta linha", "responder acima desta linha",
    "risposta sopra questa riga", "rispondere sopra questa riga",
    "antwoord boven deze lijn", "svar ovanför den här raden", "svar over denne linje",
    "odpowiedź powyżej tej linii", "odpověď nad tento řádek", "ответ выше этой строки",
    "відповідь вище цього рядка", "yanıtınızı bu satırın üst", "この行より上に",
    "请在此行上方", "請在此行上方", "이 줄 위에",
    "reply to this email directly or view it on",
)  # fmt: skip

# The same in few words, where the line stands in a frame of dashes or other signs.
ABOVE_FRAMED: tuple[str, ...] = (
    "above this line", "above the line", "below this line", "below the line", "reply above",
    "über dieser zeile", "oberhalb dieser zeile", "unter dieser zeile", "unterhalb dieser zeile",
    "au-dessus de cette ligne", "sous cette ligne", "por encima de esta línea",
    "encima de esta línea", "debajo de esta línea", "acima desta linha", "abaixo desta linha",
    "sopra questa riga", "sotto questa riga", "boven deze regel", "onder deze regel",
    "boven deze lijn", "över den här raden", "over denne linje", "over denne linjen",
    "tämän rivin yläpuolelle", "powyżej tej linii", "poniżej tej linii", "nad tento řádek",
    "nad tento riadok", "e sor fölé", "выше этой линии", "выше этой черты",
    "bu satırın üstüne", "bu çizginin üstüne",
)  # fmt: skip

# How a helpdesk asks to write below its notice, in a frame, too.
WRITE_UNDER_THIS: tuple[str, ...] = (
    "write under this line", "write below this line", "answer below this line",
    "reply below this line", "schreiben sie unter diese", "schreiben sie unterhalb",
    "antworten sie unter dieser", "écrivez sous cette ligne", "écrire sous cette ligne",
    "répondez sous cette ligne", "écrivez au-dessous", "écrivez en dessous", "escriba debajo",
    "escriba bajo esta línea", "responda debajo", "escreva abaixo", "scrivere sotto",
    "scrivi sotto", "rispondi sotto", "schrijf onder deze", "napisz pod", "pište pod",
    "пишите под", "напишите под", "yazın bu satırın alt", "bu satırın altına yaz",
)  # fmt: skip

# Words of legal and other boilerplate; a last paragraph with enough of them is dropped.
DISCLAIMER_SURE: tuple[str, ...] = (
    "checked for viruses by", "auf viren geprüft", "before printing this",
    "bevor sie diese e-mail ausdrucken", "avant d'imprimer", "environment before printing",
    "e-mail disclaimer", "confidentiality notice", "privileged and confidential",
    "confidential notice", "think before you print", "before you print this", "save a tree",
    "please don't print this", "please do not print this", "bevor sie diese mail ausdrucken",
    "bevor sie diese nachricht ausdrucken", "n'imprimez ce message", "n'imprimez cet e-mail",
    "n'imprimez ce mail", "pensez à l'environnement", "pensez environnement",
    "antes de imprimir este", "antes de imprimir esta", "piense en el medio ambiente",
    "pense no meio ambiente", "prima di stampare questa", "pensa all'ambiente",
    "voordat u deze e-mail", "denk aan het milieu", "tänk på miljön", "tænk på miljøet",
    "tenk på miljøet", "ajattele ympäristöä", "zanim wydrukujesz", "než vytisknete",
    "подумайте об окружающей", "прежде чем распечатать", "yazdırmadan önce",
)  # fmt: skip
# How such a paragraph begins that says little else; one that speaks of "this mail" does, too.
DISCLAIMER_BEGINS: tuple[str, ...] = (
    "if you are not the intended", "if you are not the addressee", "if you have received this",
    "if you received this", "if this email was", "if this message was", "please notify the sender",
    "unauthorized", "unauthorised", "any unauthorized", "any unauthorised", "any disclosure",
    "any dissemination", "any use, ", "the information contained in this",
    "the information in this", "the information transmitted", "the contents of this",
    "the content of this", "this communication", "this electronic mail", "this transmission",
    "this e-mail and", "this email and", "sollten sie nicht der", "sollten sie diese",
    "wenn sie nicht der", "wenn sie diese e-mail irrtümlich", "falls sie nicht der",
    "falls sie diese", "der inhalt dieser", "die in dieser e-mail", "unbefugte",
    "si vous n'êtes pas", "si vous avez reçu ce", "toute utilisation", "le contenu de ce",
    "les informations contenues", "si usted no es", "si no es usted", "si ha recibido este",
    "la información contenida", "el contenido de este", "se você não", "se não for",
    "caso tenha recebido", "as informações contidas", "se non siete", "se avete ricevuto",
    "se ha ricevuto", "le informazioni contenute", "als u niet de", "indien u niet",
    "indien u dit", "de informatie in dit", "om du inte är", "om du har fått",
    "hvis du ikke er", "hvis du har modtaget", "hvis du har mottatt",
    "we process your personal data", "for information on how we process",
    "for information about how we process", "informationen zum datenschutz",
    "hinweise zum datenschutz", "unsere datenschutz", "our privacy",
)  # fmt: skip
DISCLAIMER: tuple[str, ...] = (
    "confidential", "intended recipient", "intended solely", "intended only", "addressee",
    "privileged", "if you have received this", "received this email in error",
    "received this e-mail in error", "received this message in error", "delete this",
    "notify the sender", "unauthorized", "unauthorised", "disclosure", "any attachments",
    "legally protected", "strictly prohibited", "views expressed", "liability", "disclaimer",
    "in error", "may contain", "any files", "may be monitored", "data protection act",
    "whom it is addressed", "this by mistake", "privacy policy", "privacy notice", "gdpr",
    "datenschutzerklärung", "dsgvo", "finden sie unter",
    "is prohibited", "kann vertrauliche", "enthält vertrauliche", "peut contenir",
    "puede contener", "pode conter", "può contenere", "kan vertrouwelijke",
    "vertraulich", "bestimmungsgemäße empfänger", "nicht der richtige adressat",
    "irrtümlich erhalten", "informieren sie", "vernichten", "unbefugt", "rechtlich geschützt",
    "confidentiel", "destinataire", "usage exclusif", "reçu ce message par erreur",
    "confidencial", "destinatario", "destinatário", "por error", "por engano",
    "riservat", "uso esclusivo", "per errore", "vertrouwelijk", "geadresseerde", "bestemd",
    "poufn", "adresat", "adressaten", "konfidentiell", "fortrolig", "конфиденциальн",
    "адресат", "機密", "保密", "기밀", "gizli", "sagsekretess", "סודי",
)  # fmt: skip
