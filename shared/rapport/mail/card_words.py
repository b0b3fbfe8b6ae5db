"""The words around a business card below a mail: sign-offs, labels of numbers, parts of addresses.

Everything is lower case. A further language is a further row.
"""

from __future__ import annotations

SIGN_OFFS: frozenset[str] = frozenset((
    # en
    "best", "best regards", "kind regards", "kindest regards", "warm regards", "warmest regards",
    "regards", "sincerely", "yours sincerely", "sincerely yours", "yours", "yours truly",
    "yours faithfully", "cheers", "thanks", "many thanks", "thank you", "thanks and regards",
    "thanks & regards", "with kind regards", "with best regards", "all the best", "best wishes",
    "respectfully", "cordially", "thanks again", "thx", "rgds", "br", "kr",
    # de
    "mit freundlichen grüßen", "mit freundlichen grüssen", "mit freundlichem gruß",
    "mit freundlichem gruss", "freundliche grüße", "freundliche grüsse", "freundlicher gruß",
    "viele grüße", "viele grüsse", "beste grüße", "beste grüsse", "liebe grüße", "liebe grüsse",
    "schöne grüße", "herzliche grüße", "herzliche grüsse", "mit besten grüßen", "grüße", "gruß",
    "mit besten grüssen", "mfg", "vg", "lg", "bg", "vielen dank", "danke", "hochachtungsvoll",
    # fr
    "cordialement", "bien cordialement", "très cordialement", "bien à vous", "bien à toi",
    "sincères salutations", "meilleures salutations", "salutations", "salutations distinguées",
    "merci", "merci d'avance", "amicalement", "cdt", "cdlt", "bonne journée", "belle journée",
    # es, ca
    "saludos", "un saludo", "saludos cordiales", "un cordial saludo", "cordialmente",
    "atentamente", "gracias", "muchas gracias", "un abrazo", "salutacions",
    # pt
    "atenciosamente", "cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos",
    "obrigado", "obrigada", "abraços", "abraço", "att", "cordiais saudações",
    # it
    "cordiali saluti", "distinti saluti", "saluti", "un saluto", "un cordiale saluto", "grazie",
    "cari saluti",
    # nl
    "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet",
    "vriendelijke groeten", "groet", "groeten", "mvg", "hartelijke groet", "met hartelijke groet",
    "bedankt", "alvast bedankt",
    # sv, no, da, fi, is
    "med vänliga hälsningar", "med vänlig hälsning", "vänliga hälsningar", "vänlig hälsning",
    "hälsningar", "mvh", "tack", "med vennlig hilsen", "vennlig hilsen", "hilsen",
    "med venlig hilsen", "venlig hilsen", "de bedste hilsner", "bedste hilsner", "vh", "tak",
    "takk", "ystävällisin terveisin", "parhain terveisin", "terveisin", "t.", "kiitos", "kveðja",
    # pl, cs, sk, hu, ro
    "pozdrawiam", "z poważaniem", "z pozdrowieniami", "serdecznie pozdrawiam",
    "pozdrawiam serdecznie", "dziękuję", "s pozdravem", "s přátelským pozdravem", "zdravím",
    "děkuji", "s pozdravom", "ďakujem", "üdvözlettel", "tisztelettel", "köszönettel", "üdv",
    "cu stimă", "cu respect", "mulțumesc", "o zi bună",
    # hr, sl, et, lt, lv
    "srdačan pozdrav", "lijep pozdrav", "s poštovanjem", "pozdrav", "lep pozdrav", "lp",
    "lugupidamisega", "tervitades", "pagarbiai", "ar cieņu",
    # ru, uk, bg, el
    "с уважением", "с наилучшими пожеланиями", "спасибо", "з повагою", "дякую", "с уважение",
    "поздрави", "με εκτίμηση", "ευχαριστώ", "χαιρετισμούς",
    # tr, he, ar, vi, id
    "saygılarımla", "saygılarımızla", "iyi çalışmalar", "teşekkürler", "בברכה", "תודה",
    "مع التحية", "مع أطيب التحيات", "تحياتي", "شكرا", "trân trọng", "salam", "hormat saya",
    "terima kasih",
    # ja, zh, ko
    "よろしくお願いいたします", "よろしくお願いします", "敬具", "此致", "祝好", "谢谢", "謝謝",
    "감사합니다", "고맙습니다",
))  # fmt: skip

# What stands before a number or an address on a card.
LABELS: frozenset[str] = frozenset((
    "t", "m", "f", "p", "e", "w", "c", "o", "d", "h", "a", "i", "tel", "telephone", "phone", "ph",
    "mobile", "mob", "cell", "fax", "office", "direct", "desk", "main", "toll", "free", "ext",
    "mail", "email", "e-mail", "web", "website", "url", "skype", "linkedin", "twitter", "github",
    "whatsapp", "telegram", "zoom", "xing", "facebook", "instagram", "address", "telefon",
    "telefax", "mobil", "handy", "durchwahl", "büro", "internet", "homepage", "adresse",
    "anschrift", "tél", "téléphone", "portable", "télécopie", "fixe", "site", "teléfono",
    "telefono", "móvil", "celular", "correo", "dirección", "telefone", "telemóvel", "cellulare",
    "indirizzo", "telefoon", "mobiel", "adres", "telefonnummer", "puhelin", "puh", "gsm", "kom",
    "komórka", "strona",
    "тел", "телефон", "моб", "факс", "сайт", "адрес", "почта", "电话", "電話", "手机", "携帯",
    "传真", "邮箱", "地址", "住所", "전화", "휴대폰", "주소", "טלפון", "נייד", "هاتف", "جوال",
    "and", "or", "no", "number", "nr",
))  # fmt: skip

# The part of a street's name that says it is one.
STREETS: tuple[str, ...] = (
    "straße", "strasse", "str.", "gasse", "platz", "allee", "street", "avenue", "ave.", "road",
    "rd.", "boulevard", "blvd", "suite", "floor", "lane", "drive", "square", "rue ", "calle ",
    "paseo ", "plaza ", "rua ", "avenida", "via ", "viale ", "piazza ", "straat", "laan", "plein",
    "gatan", "vägen", "gata ", "gade", "vej ", "veien", "katu", "ul.", "ulica", "ulice", "utca",
    "ул.", "улица", "вул.", "p.o. box", "po box", "postfach",
)  # fmt: skip

# What begins words that a person adds below a card.
ADDED: tuple[str, ...] = ("p.s", "ps:", "ps ", "p.p.s", "pps", "nb:", "n.b", "edit:", "update:")
