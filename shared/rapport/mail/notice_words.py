"""The words of notices that gateways, virus scanners, lists and forums put around a mail.

Everything is lower case, a row or so per language. A further language is a further row.
"""

from __future__ import annotations

# How a notice begins that speaks of the mail it stands in.
THIS_MAIL: tuple[str, ...] = (
    "this email", "this e-mail", "this message", "this mail", "this sender",
    "diese e-mail", "diese email", "diese mail", "diese nachricht", "dieser absender",
    "ce courriel", "cet e-mail", "cet email", "ce message", "ce mail", "ce courrier",
    "este correo", "este mensaje", "este e-mail", "este email", "esta mensagem",
    "questa e-mail", "questa email", "questa mail", "questo messaggio", "questo mittente",
    "deze e-mail", "deze email", "deze mail", "dit bericht", "den här e-post", "det här mejlet",
    "detta e-post", "denna e-post", "detta mejl", "det här meddelandet", "detta meddelande",
    "denne e-post", "denne e-mail", "denne mail", "denne melding", "denne meddelelse",
    "denne besked", "tämä sähköposti", "tämä viesti", "ta wiadomość", "ten e-mail", "tento e-mail",
    "tato zpráva", "táto správa", "ez az e-mail", "ez az üzenet", "az e-mailt", "acest e-mail",
    "acest mesaj", "αυτό το", "данное сообщение", "это письмо", "это сообщение", "цей лист",
    "це повідомлення", "bu e-posta", "bu ileti", "bu mesaj", "このメール", "このメッセージ",
    "此邮件", "这封邮件", "此郵件", "這封郵件", "本邮件", "이 메일", "이 이메일", "이 메시지",
    "this is an external", "dies ist eine externe", "ceci est un courriel", "este es un correo",
    "dit is een externe", "דוא\"ל זה", "הודעה זו", "هذه الرسالة", "هذا البريد",
)  # fmt: skip

# What a banner may begin with besides, behind a bracket or before a colon.
ALARM: tuple[str, ...] = (
    "caution", "warning", "attention", "notice", "alert", "be careful", "external",
    "achtung", "vorsicht", "warnung", "hinweis", "extern",
    "avertissement", "mise en garde", "prudence", "externe",
    "atención", "precaución", "advertencia", "aviso", "cuidado", "externo", "atenção",
    "attenzione", "avviso", "esterno", "let op", "waarschuwing", "opgelet", "pas op",
    "varning", "obs", "advarsel", "forsigtig", "forsiktig", "ekstern", "huom", "varoitus",
    "uwaga", "ostrzeżenie", "upozornění", "pozor", "upozornenie", "figyelem", "figyelmeztetés",
    "atenție", "προσοχή", "внимание", "осторожно", "увага", "обережно", "dikkat", "uyarı",
    "注意", "警告", "外部", "주의", "경고", "외부", "זהירות", "שים לב", "تنبيه", "تحذير",
)  # fmt: skip

# A mail, or who sent it, in parts of words.
MAIL: tuple[str, ...] = (
    "mail", "message", "sender", "nachricht", "absender", "courriel", "courrier", "expéditeur",
    "correo", "mensa", "remitente", "remetente", "messaggio", "mittente", "bericht", "afzender",
    "e-post", "epost", "mejl", "meddel", "avsänd", "afsend", "avsend", "melding", "besked",
    "sähköposti", "viesti", "lähettäj", "wiadomoś", "nadawc", "zpráv", "odesílatel", "správ",
    "odosielate", "üzenet", "feladó", "mesaj", "expeditor", "μήνυμα", "αποστολέα", "письм",
    "сообщени", "отправител", "лист", "повідомл", "відправник", "e-posta", "ileti", "メール",
    "メッセージ", "邮件", "郵件", "메일", "메시지", "הודעה", "رسالة", "البريد",
)  # fmt: skip

# That a mail came from outside, in parts of words.
OUTSIDE: tuple[str, ...] = (
    "from outside", "outside of the", "outside of your", "outside of our", "outside the org",
    "outside the comp", "outside your org", "outside our org", "external sender",
    "external source", "external email", "external e-mail", "external mail", "an external",
    "is external", "external to",
    "externen absender", "externem absender", "externer absender", "von außerhalb",
    "von ausserhalb", "außerhalb der", "außerhalb des", "außerhalb ihr", "externen quelle",
    "externe e-mail", "externe email", "externe mail", "von extern",
    "extérieur de", "l'extérieur", "expéditeur externe", "source externe", "courriel externe",
    "message externe", "e-mail externe", "externe à",
    "remitente externo", "fuera de la org", "fuera de su org", "fuera de nuestra",
    "fuera de la empresa", "correo externo", "origen externo", "externo a",
    "remetente externo", "fora da org", "fora da empresa", "de fora da", "origem externa",
    "e-mail externo", "email externo", "mittente esterno", "esterno all", "all'esterno",
    "dall'esterno", "externe afzender", "van buiten", "buiten de org", "buiten uw org",
    "extern avsändare", "utanför org", "utanför före", "utifrån", "ekstern afsender",
    "udefra", "uden for org", "ekstern avsender", "utenfor org", "utenfra",
    "organisaation ulkopuol", "ulkopuoliselta", "spoza organizacji", "z zewnątrz", "spoza firmy",
    "nadawca zewnętrzny", "mimo organizaci", "externího odesílatele", "mimo organizácie",
    "szervezeten kívül", "külső feladó", "din afara", "expeditor extern", "εκτός του οργανισμού",
    "внешнего отправителя", "внешний отправитель", "из-за пределов", "за межами", "із-зовні",
    "kuruluş dışı", "kurum dışı", "dışarıdan", "社外から", "組織外", "外部から", "外部の",
    "组织外部", "外部邮件", "来自外部", "組織外部", "來自外部", "조직 외부", "외부에서",
    "외부 발신", "מחוץ לארגון", "من خارج",
)  # fmt: skip

# What such a banner tells to beware of, when it goes on.
CARE: tuple[str, ...] = (
    "click", "link", "attachment", "recogni", "content is safe", "report", "learn why",
    "phishing", "klick", "anhäng", "anlagen", "vertrau", "absender", "clique", "pièces jointes",
    "liens", "expéditeur", "clic", "adjunt", "enlace", "remitente", "anexo", "ligaç", "remetente",
    "allegat", "mittente", "bijlage", "afzender", "bilag", "bifog", "länk", "vedlegg", "liite",
    "załącznik", "link", "příloh", "príloh", "mellék", "atașament", "вложен", "ссылк", "вкладен",
    "посилан", "ek dosya", "bağlantı", "添付", "リンク", "附件", "链接", "連結", "첨부", "링크",
)  # fmt: skip

# Tags that stand alone above a mail from outside.
TAGS: frozenset[str] = frozenset((
    "external", "external email", "external e-mail", "external mail", "external sender",
    "external message", "ext", "extern", "externe", "externe e-mail", "externe mail",
    "externer absender", "expéditeur externe", "courriel externe", "externo", "correo externo",
    "remitente externo", "e-mail externo", "remetente externo", "esterno", "email esterna",
    "mittente esterno", "externe afzender", "ekstern", "ekstern e-mail", "ekstern e-post",
    "extern e-post", "ulkoinen", "zewnętrzny", "externí", "внешнее письмо", "внешняя почта",
    "dış kaynak", "外部", "外部メール", "社外", "外部邮件", "외부", "외부메일",
))  # fmt: skip

# How a mail program remarks that somebody is new.
SELDOM: tuple[str, ...] = (
    "you don't often get email from", "you don’t often get email from",
    "some people who received this message don't often get email from",
    "sie erhalten nicht häufig e-mails von", "sie erhalten nicht oft eine e-mail von",
    "vous n'obtenez pas souvent d'e-mail", "vous ne recevez pas souvent",
    "no suele recibir correo", "no suele recibir correos", "não costuma receber",
    "non si ricevono spesso", "non ricevi spesso", "u ontvangt niet vaak", "du får inte ofta",
    "du får ikke ofte", "nie otrzymujesz często", "вы нечасто получаете",
)  # fmt: skip

# What a scanner calls a mail in which it found nothing: the beginning of its line.
VIRUS_FREE: tuple[str, ...] = (
    "virus-free.", "virus free.", "virenfrei.", "libre de virus.", "sin virus.",
    "garanti sans virus", "sans virus.", "livre de vírus.", "sem vírus.", "privo di virus.",
    "virusvrij.", "virusfri.", "fri för virus.", "virukseton.", "wolny od wirusów", "bez wirusów",
    "bez virů.", "bez vírusov.", "vírusmentes.", "fără viruși.", "без вирусов.", "вирусов нет.",
    "без вірусів.", "virüssüz.", "ウイルス フリー", "ウイルスフリー", "无病毒", "無病毒",
    "바이러스가 없습니다",
)  # fmt: skip
# How a program begins what it says of having followed the mail.
TRACKED: tuple[str, ...] = ("[image: mailtrack", "sender notified by", "<https://mailtrack.")
VIRUS: tuple[str, ...] = (
    "virus", "viren", "vírus", "wirus", "virů", "viry", "virü", "viruksi", "viruși", "ιού", "ιό",
    "вирус", "вірус", "ウイルス", "ウィルス", "病毒", "바이러스", "וירוס", "فيروس",
)  # fmt: skip
CHECKED: tuple[str, ...] = (
    "check", "scan", "geprüft", "überprüft", "vérifi", "analys", "analiz", "escane", "verific",
    "controllat", "controlad", "gecontroleerd", "gescand", "kontroller", "sjekket", "tarkist",
    "sprawdzon", "przeskanowan", "zkontrol", "skontrol", "ellenőr", "átvizsgál", "провер",
    "перевір", "kontrol", "tara", "チェック", "スキャン", "检查", "檢查", "扫描", "검사",
)  # fmt: skip
SCANNERS: tuple[str, ...] = (
    "avast", "avg", "norton", "mcafee", "eset", "kaspersky", "bitdefender", "malwarebytes",
    "f-secure", "g data", "sophos", "trend micro", "clamav", "mailscanner", "amavis", "panda",
    "avira", "dr.web", "symantec", "comodo",
)  # fmt: skip

# That a mail came over a list or a forum: the beginning of a paragraph. The way out must follow.
SUBSCRIBED: tuple[str, ...] = (
    "you received this message because", "you are receiving this message because",
    "you are receiving this because", "you are receiving this email because",
    "you received this email because", "groups.io links", "view/reply online",
    "to unsubscribe from this group",
    "sie erhalten diese nachricht, weil", "sie haben diese nachricht erhalten, weil",
    "sie erhalten diese e-mail, weil", "vous recevez ce message, car",
    "vous recevez ce message car", "vous avez reçu ce message, car",
    "vous avez reçu ce message car", "vous recevez cet e-mail car",
    "has recibido este mensaje porque", "recibiste este mensaje porque",
    "ha recibido este mensaje porque", "você recebeu essa mensagem porque",
    "você está recebendo esta mensagem porque", "recebeu esta mensagem porque",
    "hai ricevuto questo messaggio perché", "ricevi questo messaggio perché",
    "je hebt dit bericht ontvangen omdat", "u ontvangt dit bericht omdat",
    "du har fått det här meddelandet", "du får det här meddelandet eftersom",
    "du modtager denne", "du mottar denne", "otrzymujesz tę wiadomość, ponieważ",
    "tuto zprávu jste obdrželi, protože", "вы получили это сообщение, поскольку",
    "вы получили это сообщение, так как", "ви отримали це повідомлення, оскільки",
    "bu iletiyi", "このメールは、google グループ", "このメールは google グループ",
    "您收到此邮件是因为", "您收到此邮件的原因", "이 메시지는 google 그룹스",
)  # fmt: skip
# How the footer of a list or a platform begins that needs no proof.
FOOTER: tuple[str, ...] = (
    "__,_._,___", "__._,_.___", "to unsubscribe from this list: send",
    "to unsubscribe from this list, send", "to unsubscribe, e-mail:", "to unsubscribe, email:",
    "to unsubscribe send an email to", "to unsubscribe, send an email to",
    "for additional commands, e-mail:",
    "this sf.net email is sponsored", "this sf.net email sponsored", "this sf.net e-mail is",
    "your use of yahoo! groups is subject", "yahoo! groups sponsor", "yahoo! groups links",
    "------------------------ yahoo! groups", "to unsubscribe from the", "to signoff from the",
    "==^====", "email this free newsletter", "you received this message because you are subscribed",
    "you received this message because you are a member", "this mail was sent to",
    "this email was sent to", "this e-mail was sent to", "this message was sent to",
    "this message was from user #", "diese e-mail wurde gesendet an", "diese e-mail wurde an",
    "diese nachricht wurde an", "cet e-mail a été envoyé à", "ce message a été envoyé à",
    "este correo fue enviado a", "este correo electrónico fue enviado a",
    "questa email è stata inviata a", "questa e-mail è stata inviata a",
    "это письмо было отправлено на", "bu e-posta şu adrese",
)  # fmt: skip
# What stands before the addresses of a list; two of them make a footer.
LIST_LABELS: tuple[str, ...] = (
    "post message:", "subscribe:", "unsubscribe:", "list owner:", "to post:", "list archive:",
    "list info:", "to subscribe:", "to unsubscribe:", "archives:",
)  # fmt: skip
# How the law has a company or a charity name itself.
REGISTERED: tuple[str, ...] = (
    "registered in england", "registered in scotland", "registered in wales",
    "registered in ireland", "registered in the uk", "registered office", "registered as a charity",
    "registered charity", "company number", "company no", "company reg", "sitz der gesellschaft",
    "amtsgericht", "registergericht", "handelsregister", "geschäftsführer:", "hrb ", "siret",
    "rcs ", "kvk", "p.iva", "p. iva", "partita iva", "p.i. ", "vat no", "vat reg", "ust-id",
    "ustid", "c.i.f", "org.nr", "org. nr", "cvr",
)  # fmt: skip
TOPIC: tuple[str, ...] = (
    "read the full topic", "visit topic", "view topic", "view this topic", "to respond, reply to",
    "to view this discussion", "to view and reply", "besuche das thema", "voir le sujet",
    "visitar tema", "visita il topic", "bezoek topic", "um diese diskussion",
    "pour afficher cette discussion", "para ver este debate",
)  # fmt: skip
UNSUBSCRIBE: tuple[str, ...] = (
    "unsubscribe", "mailing list", "listinfo", "abbestellen", "abzumelden", "abmelden",
    "mailingliste", "désabonner", "désinscrire", "liste de diffusion", "darse de baja",
    "cancelar la suscripción", "cancelar suscripción", "lista de correo", "cancelar inscrição",
    "cancelar a inscrição", "cancelar a subscrição", "annullare l'iscrizione", "disiscriver",
    "cancellarti", "afmelden", "uitschrijven", "avprenumerera", "avsluta prenumeration",
    "afmeld", "meld deg av", "avslutte abonnement", "peruuta tilaus", "lopeta tilaus", "wypisać",
    "rezygnować z subskrypcji", "odhlásit", "odhlásiť", "leiratkoz", "dezabon", "отписаться",
    "відписатися", "aboneliğ", "配信停止", "退会", "退订", "退訂", "取消订阅", "取消訂閱",
    "수신거부", "구독 취소", "google group", "subscri", "abonn",
)  # fmt: skip
LINKED: tuple[str, ...] = ("http", "www.", "@", "click", "klick", "cliqu", "clic")
