"""How people say it in German."""

from __future__ import annotations

from rapport.mail.vocabulary.language import Vocabulary

GERMAN = Vocabulary(
    done=frozenset({
        "erledigt", "ist erledigt", "schon erledigt", "bereits erledigt", "alles erledigt",
        "habe ich erledigt", "hab ich erledigt", "gemacht", "habe ich gemacht",
        "hab ich gemacht", "hab's gemacht", "habs gemacht", "hab's erledigt",
        "habs erledigt", "hab's geschickt", "habs geschickt", "hab's abgeschickt", "schon gemacht",
        "ist gemacht", "ist verschickt", "ist abgeschickt", "ist geschickt", "alles verschickt",
        "alles geschickt", "alles abgeschickt", "alles gemacht", "alles klar erledigt",
        "hat sich schon erledigt gemacht", "persönlich bedankt", "ist längst raus",
        *(f"{have}{did}" for have in ("hab mich ", "habe mich ", "ich hab mich ", "ich habe mich ",
        "")
          for did in ("bedankt", "persönlich bedankt", "bei ihm bedankt", "bei ihr bedankt",
                      "bei ihm gemeldet", "bei ihr gemeldet")),
        *(f"{have}{did}" for have in ("hab ich ", "habe ich ", "hab's ", "habs ", "ich hab's ",
                                      "ich habs ", "hab es ", "habe es ")
          for did in ("gemacht", "erledigt", "geschickt", "abgeschickt", "verschickt", "getan",
                      "gesendet")),
        "fertig", "bin fertig", "getan", "abgeschickt",
        "geschickt", "verschickt", "gesendet", "ist raus", "abgehakt", "angerufen",
        "habe ihn angerufen", "habe sie angerufen", "ich habe ihn angerufen",
        "ich habe sie angerufen", "done", "passt erledigt", "danke erledigt", "erledigt danke",
        "habe ich heute gemacht", "habe ich gestern gemacht", "mail an ihn ist raus",
        "mail an sie ist raus", "mail ist raus", "e-mail ist raus", "die mail ist raus",
        "nachricht ist raus",
        "dankesmail ist raus", "mail geschickt", "mail abgeschickt", "mail verschickt",
        *(
            f"{have}{what}"
            for have in ("", "habe ", "hab ", "ich habe ", "ich hab ")
            for what in (
                "ihn angerufen", "sie angerufen", "ihm geschrieben", "ihr geschrieben",
                "ihm gedankt", "ihr gedankt", "mit ihm telefoniert", "mit ihr telefoniert",
                "mit ihm gesprochen", "mit ihr gesprochen", "es gemacht", "es erledigt",
                "es abgeschickt", "sie abgeschickt", "die mail geschickt", "die mail abgeschickt",
            )
        ),
    }),
    skip=frozenset({
        "überspringen", "bitte überspringen", "ueberspringen", "auslassen", "weglassen",
        "nicht nötig", "nicht noetig", "das nicht", "dieses nicht", "diese nicht",
        *(
            f"{what}{needs} ich{it} nicht{more}"
            for what in ("", "das ", "die ")
            for needs in ("brauche", "brauch", "will", "möchte")
            for it in ("", " das", " die")
            for more in ("", " mehr")
        ),
        "will ich nicht machen", "möchte ich nicht", "das möchte ich nicht", "das will ich nicht",
        "muss nicht sein", "muss nicht", "das muss nicht sein", "kein interesse",
        "bin nicht interessiert",
        "nein danke", "nee danke", "nö danke", "lohnt sich nicht", "lohnt nicht", "hinfällig",
        "das lohnt sich nicht", "das lass ich lieber", "lass ich lieber", "das lasse ich lieber",
        "das lass ich", "das lasse ich", "lass ich", "lass ich sein", "brauchts nicht",
        "braucht's nicht", "braucht es nicht", "brauchts nicht mehr", "braucht es nicht mehr",
        "vergiss das", "das ist hinfällig", "ist hinfällig", "hat sich schon erledigt",
        "will ich nicht", "mach ich nicht", "mache ich nicht", "das mach ich nicht",
        "das mache ich nicht", "lassen wir das", "lassen wir", "lass es", "lass es sein",
        "lassen wir's", "nicht notwendig", "unnötig", "überflüssig", "nicht mehr nötig",
        "nicht mehr notwendig", "entfällt", "kann weg", "das kann weg",
        "lass gut sein", "lass mal", "ist nicht mehr nötig", "das ist nicht mehr nötig",
        "nicht mehr relevant", "nicht relevant", "das passt nicht mehr", "kein bedarf", "egal",
        "ignorieren", "fällt aus", "streichen", "lass das",
        "das hat sich erledigt", "hat sich erledigt", "überspring das", "überspring es",
        "überspringe das", "lieber nicht", "vergiss es",
    }),
    undo=frozenset({
        "rückgängig", "rückgängig machen", "rückgängig bitte", "mach es rückgängig",
        "bitte rückgängig machen",
        "mach das rückgängig", "zurücknehmen", "bitte zurücknehmen", "nimm das zurück",
        "das war falsch", "das war ein versehen", "mach's rückgängig", "machs rückgängig",
        *(f"{mach}{das}{bitte} rückgängig" for mach in ("mach ", "mache ")
          for das in ("", "das", "es", "alles", "die letzte") for bitte in ("", " bitte",
              " wieder")),
        "bitte rückgängig", "alles rückgängig", "nimm es zurück", "stornieren", "widerrufen",
    }),
    pending=frozenset({
        *(
            f"was {asks}{more}{what}"
            for asks in ("steht", "ist", "liegt", "kommt", "steht denn", "ist denn")
            for more in ("", " noch", " als nächstes", " noch alles", " alles")
            for what in (" an", " offen", " fällig", " auf der liste", " auf meiner liste",
                         " zu tun", "")
            if what or asks == "kommt"
        ),
        "zeig mir meine liste", "zeige mir meine liste", "zeig meine liste", "meine liste",
        "liste", "bitte liste", "was steht an", "was ist offen", "was ist fällig", "offen",
        "was kommt als nächstes", "übersicht", "zeig mir die liste", "zeige mir die liste",
        "was liegt an", "was muss ich tun", "alles zeigen", "status", "fällig",
    }),
    help=frozenset({
        "hilfe", "bitte hilfe", "befehle", "wie geht das", "was kann ich sagen",
        "was kann ich schreiben", "wie funktioniert das",
    }),
    snooze=(
        *(
            f"{begin}{remind} mich{more}"
            for begin in ("", "bitte ")
            for remind in ("erinnere", "erinner", "frag", "frage")
            for more in ("", " wieder", " nochmal", " noch mal", " noch einmal", " erst", " bitte")
        ),
        *(
            f"{begin}{put_off}{what}"
            for begin in ("", "bitte ")
            for put_off in ("verschieb", "verschiebe", "verleg", "verlege", "schieb", "schiebe")
            for what in ("", " das", " es", " die erinnerung")
        ),
        "nicht vor", "meld dich", "melde dich", "meld dich nochmal", "melde dich nochmal",
        "gib mir", "gib mir noch", "brauche", "ich brauche", "brauch", "ich brauch",
        "brauche noch", "ich brauche noch", "brauch noch", "ich brauch noch", "nächstes mal",
        "passt mir besser", "lass uns das", "lass uns", "machen wir das", "machen wir",
        "wir machen das",
        "vielleicht später", "warte", "warte noch", "warten wir", "lieber später",
        "bitte später", "komm ich zu nix", "komm ich nicht dazu",
        "kann warten", "das kann warten", "wartet", "ein andermal",
        "ein anderes mal", "irgendwann", "jetzt erstmal nicht", "erstmal nicht", "vorerst nicht",
        "jetzt grad nicht", "grad nicht", "gerade nicht", "momentan nicht", "diese woche nicht",
        "nicht diese woche", "diesen monat nicht", "nicht diesen monat", "heute nicht mehr",
        "bald", "demnächst", "wenn ich zeit habe", "wenn ich wieder da bin",
        "wenn ich zurück bin", "später nochmal", "diese woche noch", "noch diese woche",
        *(f"{after} {my} {leave}" for after in ("nach", "erst nach")
          for my in ("meinem", "dem", "unserem") for leave in ("urlaub", "umzug")),
        "nach den ferien", "nach der reise", "nach meiner reise", "nach der prüfung",
        "nach meiner prüfung", "nach den prüfungen",
        "bin", "ich bin", "bin noch", "ich bin noch", "danach", "danach bitte",
        "kannst du mich", "könntest du mich", "bin im urlaub bis", "im urlaub bis", "bin weg bis",
        "bitte verschieben", "verschieben", "aufschieben", "später erinnern", "nochmal erinnern",
        "wieder erinnern",
        "später bitte", "später", "erst wieder", "erst", "heute nicht", "nicht heute",
        "können wir das", "kann das bis", "lieber", "geht das auch", "nicht jetzt", "jetzt nicht",
        "noch nicht", "noch nicht gemacht", "noch nicht erledigt", "habe ich noch nicht gemacht",
        "hab ich noch nicht gemacht", "schlummern", "zurückstellen", "wiedervorlage",
        "melde dich wieder",
        "warten", "snooze",
    ),
    snooze_ends=(
        "schieben", "verlegen", "hinschieben", "angehen", "reicht", "reicht auch",
        "passt besser", "ist besser", "wäre besser", "passt mir besser", "geht besser", "warten",
        "dann", "danach", "raus", "da", "zurück", "passt",
        "wieder", "nochmal", "noch einmal", "bitte", "erinnern", "nochmals", "erst", "machen",
        "verschieben", "im urlaub", "in urlaub", "verreist", "weg", "unterwegs", "nicht da",
        "krank",
    ),
    stop=frozenset({
        "stopp", "stop", "bitte stoppen", "aufhören", "bitte aufhören", "abbestellen", "abmelden",
        "nimm mich von der liste", "nimm mich aus der liste", "nimm mich aus dem verteiler",
        "bitte abmelden", "schick mir das nicht mehr", "schick mir nichts mehr davon",
        "schick mir sowas nicht mehr", "bitte nicht mehr schicken", "nicht mehr schicken",
        "genug", "nicht mehr", "hör auf", "keine mehr", "schluss damit", "bitte nicht mehr",
    }),
    stop_prefixes=(
        "bitte keine erinnerungen mehr an", "bitte nicht mehr an", "keine erinnerungen mehr an",
        "keine erinnerungen mehr zu", "keine erinnerung mehr an", "nicht mehr an",
        "nichts mehr zu", "nichts mehr über", "nichts mehr von", "keine erinnerungen mehr für",
        "ich will keine", "ich möchte keine", "ich brauche keine", "will keine", "schick keine",
        "schick mir keine", "bitte schick mir keine", "erinner mich nicht mehr an",
        "erinnere mich nicht mehr an", "bitte erinnere mich nicht mehr an",
        "keine mails mehr zu", "hör auf mit", "stopp für", "stopp bei", "bitte stopp", "stopp",
        "stop", "bitte keine", "keine",
    ),
    stop_everything=frozenset({
        "alles", "alle", "alle erinnerungen", "alle mails", "erinnerungen mehr", "mails mehr",
        "erinnerungen", "mails", "e-mails", "emails", "emails mehr", "weiteren emails",
        "weiteren erinnerungen", "weiteren mails", "e-mails mehr", "alle e-mails",
        "gar nichts mehr",
    }),
    stop_kind=("diese art", "art", "solche", "dankesmails", "danksagungen", "nachfragen"),
    stop_person=(
        "person", "diese person", "dieser kontakt", "diesen kontakt", "ihn", "sie", "ihm", "ihr",
    ),
    scopes={
        "person": "person", "diese person": "person", "die person": "person", "art": "kind",
        "diese art": "kind", "die art": "kind", "alles": "everything",
    },
    stops={
        f"{please}{what} {stop}": scope  # type: ignore[misc]
        for please in ("", "bitte ")
        for stop in ("stoppen", "beenden", "abbestellen", "abschalten")
        for what, scope in (
            ("alles", "everything"), ("alle erinnerungen", "everything"),
            ("alle mails", "everything"), ("diese art", "kind"), ("diese person", "person"),
        )
    },
    yes=frozenset({
        "ja", "ja bitte", "ja genau", "genau", "stimmt", "ja stimmt", "ja das stimmt",
        "das stimmt", "richtig", "ja richtig", "korrekt", "so ist es", "jawohl", "bestätigt",
        "ja haben sie", "bitte notieren",
    }),
    for_a_while=(
        "heute", "vorerst", "erstmal", "momentan", "bis",
        *(f"{this} {span}" for this in ("diese", "diesen", "dieser", "dieses")
          for span in ("woche", "monat", "jahr")),
    ),
    denies=(
        *(f"{please}{want}{none}" for please in ("", "bitte ")
          for want in ("", *(f"{i}{want} " for i in ("", "ich ")
                             for want in ("will", "möchte", "brauche")))
          for none in ("kein", "keine")),
        "nichts mehr",
    ),
    reminders=("erinner",),
    spoilt=(
        "kam zurück", "kam aber zurück", "falsche", "falschem", "falschen", "falscher", "falsches",
        "nur halb", "entwurf", "er war weg", "sie war weg",
    ),
    done_by_others=("hat er", "hat sie", "haben sie", "bin ich"),
    tells=("sagte", "sagt", "meinte", "meint", "schrieb"),
    oneself=("ich", "hab", "habe", "haben"),
    answered=("angerufen", "geschrieben", "gesagt"),
    about_things=("dass", "das …", "die …", "der …"),
    until=("bis",),
    definite=("die", "den", "das"),
    no_such_things=("mail",),
    for_others=("wartet", "war"),
    pronouns=frozenset({"er", "sie"}),
    objects=frozenset({"ihn", "ihm", "ihr", "ihnen"}),
    according="laut",
    not_names=frozenset({
        "ich", "wir", "es", "du", "ihr", "der", "die", "das", "dies", "ein", "eine", "und", "aber",
        "dann", "mein", "meine", "ja", "nein", "ok", "danke", "auch", "heute", "gestern", "morgen",
        "erledigt", "man", "jemand", "niemand", "alle", "nicht", "wenn", "als", "was", "wer",
        "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september",
        "oktober", "november", "dezember",
        "außerdem", "leider", "montag", "dienstag", "mittwoch", "donnerstag", "freitag",
    }),
    no_titles=frozenset({
        "mehr", "weniger", "viel", "alles", "etwas", "wieder", "besser", "nochmal", "weiter", "so",
    }),
    said=(
        "hat mir gesagt, dass", "hat mir gesagt", "hat gesagt, dass", "hat gesagt", "sagte, dass",
        "sagte", "sagt, dass", "sagt",
        "meinte, dass", "meinte", "meint, dass", "meint", "findet, dass", "findet", "fand, dass",
        "fand", "erklärte", "schrieb, dass", "schrieb", "denkt, dass", "denkt",
        "erwähnte", "antwortete",
    ),
    advised=(
        "hat mir empfohlen", "hat empfohlen", "empfahl mir", "empfahl", "empfiehlt mir",
        "empfiehlt", "hat geraten", "hat mir geraten", "riet mir", "riet", "rät mir", "rät",
        "schlug vor", "schlägt vor", "hat vorgeschlagen", "sagte, ich soll",
        "sagte, ich solle", "meinte, ich soll", "meinte, ich solle", "meinte, ich sollte",
        "sagt, ich soll", "sagt, ich sollte", "sagte, ich sollte", "nannte", "hat genannt",
        *(f"{said} ich {should}" for said in ("sagt", "sagte", "meint", "meinte")
          for should in ("soll", "solle", "sollte")),
        *(f"{advises}{me} zu" for advises in ("rät", "riet") for me in ("", " mir")),
        "verwies mich an", "vermittelte mich an", "schickte mich zu", "verweist mich an",
    ),
    introduced=("verwies mich an", "vermittelte mich an", "schickte mich zu", "verweist mich an"),
    hints=("hat mir", "hat"),
    advice_verbs={
        "lesen": "book", "zu lesen": "book", "lies": "book", "kaufen": "book",
        "zu kaufen": "book", "besuchen": "course", "zu besuchen": "course",
        "belegen": "course", "zu belegen": "course", "machen": "course", "zu machen": "course",
        "anmelden": "course", "teilzunehmen": "course", "teilnehmen": "course",
        "ansehen": "course", "anzusehen": "course", "sprechen": "person", "zu sprechen": "person",
        "reden": "person", "zu reden": "person", "kontaktieren": "person",
        "zu kontaktieren": "person", "anrufen": "person", "anzurufen": "person",
        "üben": "practice", "zu üben": "practice", "lernen": "practice", "zu lernen": "practice",
        "verbessern": "practice", "zu verbessern": "practice", "arbeiten": "practice",
        "zu arbeiten": "practice", "vertiefen": "practice", "zu vertiefen": "practice",
        "zu melden": "person", "melden": "person", "zu schreiben": "person",
        "empfohlen": "book", "geraten": "practice", "vorgeschlagen": "practice",
    },
    doing={},
    advice_nouns={
        "buch": "book", "bücher": "book", "büchern": "book", "artikel": "book",
        "abendkurs": "class", "seminar": "class", "workshop": "class", "abendschule": "class",
        "volkshochschule": "class", "kurs": "course", "kurse": "course", "lehrgang": "course",
        "schulung": "course", "fortbildung": "course", "weiterbildung": "course",
        "zertifikat": "course", "video": "course", "podcast": "course",
    },
    labels={
        "buch": "book", "bücher": "book", "lesen": "book", "kurs": "course", "kurse": "course",
        "seminar": "class", "person": "person", "üben": "practice", "rat": "practice",
        "tipp": "practice", "notiz": "note",
        **{
            f"{whose}{what}": "feedback"
            for whose in ("", "ihr ", "ihre ", "sein ", "seine ", "das ", "die ", "mein ")
            for what in ("feedback", "rückmeldung", "urteil", "einschätzung")
        },
        "notizen": "note",
    },
    feedback=(
        *(f"ich {do}" for do in (
            "rede", "spreche", "wirke", "wirkte", "klinge", "klang", "rede", "redete", "sprach",
            "frage", "arbeite", "schreibe", "erkläre", "unterbreche", "weiß zu", "denke zu",
        )),
        "ich war", "ich bin", "ich sei", "ich wäre", "ich habe", "ich hatte", "ich hätte",
        "ich brauche", "mir fehlt", "mir fehlte", "mir fehlten", "mir fehle", "mein", "meine",
        "mich ", "ich gut", "ich sehr", "ich zu", "ich nicht", "ich mehr", "ich noch",
        "ich kann", "ich könne", "es fehlt", "das team", "zu wenig", "zu ", "schwach", "stark",
        "gut",
    ),
    contacts={
        "habe {who} angerufen": ("out", "call"), "ich habe {who} angerufen": ("out", "call"),
        "{who} angerufen": ("out", "call"), "{who} erreicht": ("out", "call"),
        "{who} endlich erreicht": ("out", "call"), "{who} geschrieben": ("out", "mail"),
        "{who} kurz geschrieben": ("out", "mail"), "{who} gedankt": ("out", "mail"),
        **{f"{{who}} {way} {there} {wrote}": ("out", "message")
           for way in ("auf", "über", "per", "via") for there in ("linkedin", "xing", "whatsapp")
           for wrote in ("geschrieben", "angeschrieben", "kontaktiert")},
        "{who} angeschrieben": ("out", "mail"), "{who} kontaktiert": ("out", "mail"),
        **{f"{mail} an {{who}} ist {out}": ("out", "mail")
           for mail in ("mail", "die mail", "e-mail", "email", "dankesmail", "nachricht")
           for out in ("raus", "weg", "verschickt", "abgeschickt")},
        **{f"{have}{{who}} {one} {what} geschickt": ("out", channel)
           for have in ("hab ", "habe ", "ich hab ", "ich habe ", "")
           for one in ("ne", "eine", "die", "meine") for what, channel in (
               ("nachricht", "message"), ("mail", "mail"), ("dankesmail", "mail"),
           )},
        "habe … mit {who} gesprochen": ("out", "call"), "hab … mit {who} gesprochen": ("out",
        "call"),
        "habe … mit {who} telefoniert": ("out", "call"),
        "hab … mit {who} telefoniert": ("out", "call"),
        "hab {who} angerufen": ("out", "call"), "habe mit {who} telefoniert": ("out", "call"),
        "ich habe mit {who} telefoniert": ("out", "call"),
        "mit {who} telefoniert": ("out", "call"),
        **{
            f"{have}mit {{who}} {did}": ("out", channel)
            for have in ("hab ", "habe ", "ich hab ", "ich habe ", "hatte ", "")
            for did, channel in (
                ("telefoniert", "call"), ("gesprochen", "call"), ("geredet", "call"),
                ("gechattet", "message"),
            )
        },
        **{
            f"hab {{who}} {did}": ("out", channel)
            for did, channel in (
                ("getroffen", "meeting"), ("geschrieben", "mail"), ("gedankt", "mail"),
                ("angerufen", "call"), ("eine mail geschickt", "mail"),
                ("eine nachricht geschickt", "message"),
            )
        },
        "mit {who} gesprochen": ("out", "call"), "habe mit {who} gesprochen": ("out", "call"),
        "ich habe mit {who} gesprochen": ("out", "call"),
        "habe {who} getroffen": ("out", "meeting"), "{who} getroffen": ("out", "meeting"),
        "ich habe {who} getroffen": ("out", "meeting"),
        "habe {who} geschrieben": ("out", "mail"),
        "ich habe {who} geschrieben": ("out", "mail"),
        **{
            f"{have}eine{n} {what} von {{who}} {got}": ("in", channel)
            for have in ("", "hab ", "habe ", "ich hab ", "ich habe ")
            for n, what, channel in (
                ("", "mail", "mail"), ("", "e-mail", "mail"), ("", "antwort", "mail"),
                ("", "nachricht", "message"), ("n", "brief", "mail"), ("n", "anruf", "call"),
            )
            for got in ("bekommen", "erhalten")
        },
        **{
            f"{{who}} hat {me}{did}": ("in", channel)
            for me in ("", "mir ", "mich ")
            for did, channel in (
                ("zurückgerufen", "call"), ("zurückgeschrieben", "mail"),
                ("eine mail geschrieben", "mail"), ("eine mail geschickt", "mail"),
                ("eine nachricht geschickt", "message"), ("angeschrieben", "message"),
            )
        },
        "habe {who} gedankt": ("out", "mail"), "{who} hat angerufen": ("in", "call"),
        "{who} rief an": ("in", "call"), "{who} rief mich an": ("in", "call"),
        "{who} hat mich angerufen": ("in", "call"), "{who} hat geantwortet": ("in", "mail"),
        "{who} hat geschrieben": ("in", "mail"), "{who} hat mir geschrieben": ("in", "mail"),
        "{who} hat sich gemeldet": ("in", "mail"), "{who} schrieb": ("in", "mail"),
        "{who} meldete sich": ("in", "mail"), "habe {who} … getroffen": ("out", "meeting"),
        "war mit {who} kaffee trinken": ("out", "meeting"),
        "war mit {who} essen": ("out", "meeting"), "war mit {who} mittagessen": ("out", "meeting"),
        "habe {who} eine mail geschickt": ("out", "mail"),
        "habe {who} eine nachricht geschickt": ("out", "message"),
        "habe {who} eine nachricht geschrieben": ("out", "message"),
        "wir haben telefoniert": ("out", "call"), "wir haben gesprochen": ("out", "call"),
        "wir haben uns getroffen": ("out", "meeting"),
    },
    unreached=(
        "sekretärin erreicht", "sekretär erreicht", "nur die assistentin", "nur den assistenten",
        "ging nur die mailbox", "niemand abgehoben", "keiner abgehoben",
        "anrufbeantworter", "mailbox gesprochen", "auf der mailbox", "auf die mailbox",
        "nur die mailbox", "nur mailbox", "nicht erreicht", "nicht erreichen", "nicht erreichbar",
        "nicht drangegangen", "nicht rangegangen", "ging nicht ran", "ging nicht dran",
        "geht nicht ran", "geht nicht dran", "nicht abgenommen", "nicht abgehoben",
        "nahm nicht ab", "nimmt nicht ab", "hob nicht ab", "hebt nicht ab", "nicht durchgekommen",
        "kam nicht durch", "niemanden erreicht", "keinen erreicht", "niemand rangegangen",
        "niemand ging ran", "keiner ging ran", "niemand dran", "keiner dran", "war besetzt",
        "versucht anzurufen", "anzurufen versucht", "versucht … anzurufen",
        "versucht … zu erreichen", "zu erreichen versucht",
    ),
    no_answer=(
        "keine antwort", "niemand da", "keiner da", "war nicht da", "war niemand da", "mailbox",
        "voicemail", "besetzt", "vergeblich", "ohne erfolg", "leider nicht da", "niemand zu hause",
        "nicht im büro",
    ),
    calls=("angerufen", "anruf", "telefoniert", "telefon", "rief", "anrufen"),
    taken_back=frozenset({
        "nicht wirklich", "doch nicht", "nicht", "noch nicht", "nicht ganz", "nein", "scherz",
        "glaub ich", "glaube ich", "denk ich", "denke ich", "hoffe ich", "hoff ich", "hoffentlich",
        "bald", "morgen", "später", "demnächst",
        "fast", "beinahe", "von wegen", "quatsch", "schön wär's", "stimmt nicht", "oder auch nicht",
        "noch nicht ganz", "eigentlich nicht", "leider nicht", "leider noch nicht",
    }),
    progress={
        "half-way": ("zur hälfte durch mit", "bin zur hälfte durch mit", "halb durch mit",
                     "bin halb durch mit",
                     "mitten in", "bin mitten in"),
        "finished": ("fertig mit", "bin fertig mit", "durch mit", "bin durch mit", "ausgelesen"),
        "bought": ("gekauft:",),
        "enrolled": ("angemeldet für", "angemeldet zum", "angemeldet zu", "bin angemeldet für",
                     "eingeschrieben für", "eingeschrieben in"),
        "started": ("lese noch", "ich lese noch", "lese jetzt", "lese grad", "ich lese grad",
                    "angefangen mit", "habe angefangen mit", "begonnen mit", "lese gerade",
                    "ich lese gerade", "lese"),
        "dropped": ("aufgegeben:", "abgebrochen:"),
    },
    progress_after={
        "bought": ("gekauft", "bestellt", "besorgt", "ausgeliehen", "sind da", "ist da",
                   "ist gekommen", "sind gekommen", "sind heute gekommen", "ist heute gekommen",
                   "ist heute angekommen", "sind heute angekommen",
                   "ist angekommen", "sind angekommen", "angekommen", "ist gekommen"),
        "finished": ("gelesen", "ausgelesen", "fertig gelesen", "beendet", "abgeschlossen",
                     "fertig", "bestanden", "durchgearbeitet", "absolviert", "durch"),
        "half-way": ("zur hälfte gelesen", "halb gelesen", "zur hälfte durch", "halb durch",
                     "zur hälfte fertig"),
        "enrolled": ("gebucht", "belegt", "angemeldet", "eingeschrieben"),
        "started": ("begonnen", "angefangen", "gestartet"),
        "dropped": ("abgebrochen", "aufgegeben"),
    },
    progress_alone={"enrolled": ("angemeldet", "bin angemeldet", "ich bin angemeldet",
                                 "habe mich angemeldet", "hab mich angemeldet",
                                 "ich habe mich angemeldet", "ich hab mich angemeldet")},
    sounds_like_outcomes=(
        *(f"raus {where}" for where in (
            "für heute", "für diese woche", "für den rest", "bis", "in den urlaub", "in den garten",
            "in den park", "in den wald", "in den feierabend", "in die pause",
            "in die mittagspause", "in die natur", "in die sonne", "in die stadt", "an die luft",
            "zum mittagessen", "zum essen", "zum einkaufen", "zum joggen", "zum laufen",
            "zum arzt", "zum sport", "zur arbeit", "zur schule", "zur post", "zur bank",
        )),
        *(f"raus aus {the} {what}" for the, places in (
            ("dem", ("büro", "meeting", "termin", "call", "haus", "bett", "zug", "urlaub", "auto",
                     "bus", "krankenhaus", "gebäude", "unterricht")),
            ("der", ("schule", "arbeit", "sitzung", "besprechung", "uni", "stadt", "klinik",
                     "konferenz", "bahn")),
          ) for what in places),
        *(f"bin {when} raus" for when in ("heute schon", "gleich", "kurz", "mal kurz",
                                          "heute früher")),
        *(f"bin weiter {at}" for at in (
            "dran", "unterwegs", "am lesen", "am üben", "am lernen", "am suchen", "auf der suche",
            "mit dem buch", "mit dem kurs", "im zug", "im urlaub", "im büro",
        )),
        *(f"runde {what}" for what in (
            "kaffee", "bier", "tee", "golf", "karten", "schach", "geht auf", "korrekturen",
            "joggen", "laufen", "um den", "mit dem hund", "der korrektur",
        )),
        *(f"absage {for_} {what}" for for_ in ("für das", "für den", "für die", "zum", "zur")
          for what in ("treffen", "abendessen", "mittagessen", "termin am", "essen", "party",
                       "feier", "arzttermin", "geburtstag", "hochzeit", "meeting")),
        *(f"{invited}" for what in ("grillen", "essen", "geburtstag", "hochzeit", "party", "feier",
                                    "kaffee", "abendessen", "kochen")
          for to in ("zum", "zur")
          for invited in (f"eingeladen {to} {what}", f"eingeladen, {to} {what}")),
        *(f"angebot {got} für {the} {what}" for got in ("bekommen", "erhalten", "kam", "liegt vor")
          for the in ("den", "das", "die", "mein", "ein")
          for what in ("kurs", "auto", "handy", "wohnung", "rad", "fahrrad", "laptop", "seminar",
                       "flug", "reise", "küche")),
        *(f"bescheid wegen {the} {what}" for the in ("der", "dem", "des", "unserem")
          for what in ("pizza", "party", "treffen", "treffens", "essens", "geburtstags",
                       "wetters", "kinos", "wetter", "wohnung", "feier")),
        *(f"nichts neues {from_}" for from_ in ("von der post", "vom amt", "vom wetter",
                                               "vom vermieter", "von daheim", "von der bank")),
    ),
    colours=(
        "leider", "heute", "gestern", "gerade", "eben", "jetzt", "nun", "dann", "doch", "schon",
        "endlich", "am ende", "wohl", "noch mal", "schon wieder", "wieder mal", "montag",
        "dienstag",
        "mittwoch", "donnerstag", "freitag", "am montag", "am dienstag", "am mittwoch",
        "am donnerstag", "am freitag", "nächste woche", "diese woche",
    ),
    outcomes={
        "declined": (
            "haben abgesagt", "haben mir abgesagt", "hat abgesagt", "hat mir abgesagt",
            "wurde mir abgesagt", "mir wurde abgesagt", "absage", "wurde nichts",
            "nichts geworden", "daraus wird nichts",
            "abgelehnt worden", "wurde abgelehnt", "haben mich abgelehnt", "hat nicht geklappt",
            "hat es nicht geklappt", "hat leider nicht geklappt", "stelle ist besetzt",
            "stelle ist schon besetzt",
            *(
                f"für {whom} entschieden"
                for whom in (
                    "jemand anderen", "jemand anders", "jemanden anders", "jemand anderes",
                    "einen anderen", "eine andere", "einen anderen bewerber",
                    "eine andere bewerberin", "einen anderen kandidaten",
                    "eine andere kandidatin", "den anderen kandidaten",
                )
            ),
            *(f"{whom} genommen" for whom in (
                "wen anders", "wen anderen", "jemand anders", "jemand anderen", "jemanden anders",
                "einen anderen", "eine andere", "den anderen", "die andere", "jemand anderes",
            )),
            "intern besetzt", "die stelle intern", "stelle wurde besetzt", "absage von",
            "nicht genommen", "abgelehnt worden", "bin abgelehnt", "eine absage", "absage bekommen",
            "gegen mich entschieden", "haben einen anderen genommen", "haben jemand anderen",
        ),
        "accepted": (
            "hab unterschrieben", "ist unterschrieben", "hab angenommen", "hab zugesagt",
            "habe angenommen", "angebot angenommen", "habe unterschrieben",
            "vertrag unterschrieben", "habe zugesagt", "nehme die stelle", "nehme das angebot an",
        ),
        "offered": (
            "angebot kam", "angebot ist gekommen", "angebot liegt vor",
            "haben ein angebot geschickt",
            "zusage", "zusage ist da", "sie wollen mich haben", "angebot ist da", "job angeboten",
            "angebot bekommen", "ein angebot gemacht", "haben mir die stelle angeboten",
            "haben zugesagt", "habe die zusage", "zusage bekommen", "habe die stelle",
            "habe den job", "hab den job", "hab die stelle", "hab ein angebot", "hab das angebot",
            "hab die zusage", "habe das angebot", "ich bekomme den job", "ich bekomme die stelle",
            "angebot erhalten",
        ),
        "withdrawn": (
            "ich bin raus", "bin raus", "denen abgesagt", "ihnen abgesagt", "hab abgesagt",
            "ich habe abgesagt", "selbst abgesagt", "ziehe meine bewerbung zurück",
            "bin ausgestiegen", "steige aus", "mache nicht weiter", "hab zurückgezogen",
            "bewerbung zurückgezogen", "habe zurückgezogen", "habe abgesagt", "ziehe zurück",
            "habe abgelehnt", "angebot abgelehnt",
        ),
        "advanced": (
            "nächsten runde", "letzten runde", "zweiten runde", "dritten runde", "endrunde",
            "runde 2", "runde 3", "runde zwei", "runde drei", "wollen mich nochmal",
            "wollen mich wieder",
            "wollen mich kennenlernen", "wollen mich sehen", "will mich nochmal",
            "nächste runde", "2. runde", "3. runde", "zweite runde", "dritte runde",
            "letzte runde", "bin weiter", "eine runde weiter",
            "wieder eingeladen", "zum zweitgespräch", "zum zweiten gespräch",
            "zum dritten gespräch", "haben mich eingeladen",
        ),
        "waiting": (
            "keine antwort von", "keine rückmeldung von", "nichts gehört von",
            "melden sich", "geben bescheid", "geben mir bescheid", "melden sich bei mir",
            "noch nichts von", "haben sich noch nicht gemeldet", "noch keine entscheidung",
            "noch nicht entschieden", "noch keine rückmeldung", "keine rückmeldung",
            "warte noch", "noch nichts gehört", "keine antwort", "noch keine antwort",
            "nichts neues", "brauchen noch zeit", "entscheiden noch",
        ),
    },
    unsure=(
        "wenn ", "falls", "hoffe", "hoffentlich", "würde", "vielleicht", "könnte", " ob ", "?",
        "fürchte", "befürchte", "sollte ich", "wäre", "bis sie", "fast ", "beinahe", " will ",
        "möchte", "werde", "glaub ", "glaube ", "warte auf",
    ),
    negations=(
        "nicht", "nie", "kein", "keine", "keinen", "keiner", "keinem", "niemals", "kaum", "nichts",
        "nix", "niemand", "niemanden", "ned", "net",
    ),
    clauses=(
        "er", "sie", "wir", "ich", "es war", "es ging", "es hat", "war", "ist", "hat", "hab",
        "habe",
        "sorry", "weil", "da", "der", "leider", "keine antwort", "bin", "aber", "haben",
    ),
    inverted=("war", "ist", "hat", "hab", "habe", "bin", "haben"),
    excuses=(
        "jetzt nicht", "gerade nicht", "die woche frei", "diese woche frei", "frei", "feiertag",
        "am autofahren", "zu nichts", "zu nix",
        "kann gerade nicht", "kann grad nicht", "kann jetzt nicht", "kann heute nicht",
        "kann nicht", "keine zeit", "krank", "im meeting", "zu früh", "unterwegs", "stress",
        "stressig", "viel los", "viel um die ohren", "viel zu tun", "müde", "im zug", "auf reisen",
        "im urlaub", "nicht da", "land unter", "im stau", "bei der arbeit", "nicht fit",
        "geht nicht", "passt nicht", "erschöpft", "prüfung", "prüfungen", "umzug", "verreist",
    ),
    of_oneself=(
        "ich", "bin", "ich bin", "hab", "habe", "ich hab", "ich habe", "grad", "gerade", "noch",
        "heute", "total", "sehr", "so", "zu", "diese woche", "sorry", "leider", "es", "das", "wir",
        "haben", "jetzt", "hier", "ist", "momentan", "die nächsten tage", "morgen",
    ),
    parts=(
        "kapitel", "seite", "seiten", "teil", "teile", "lektion", "lektionen", "abschnitt", "modul",
        "module", "folge", "folgen",
    ),
    halves=("halbes", "halbe", "das halbe", "die hälfte", "hälfte", "die hälfte von", "hälfte von",
            "die hälfte des", "die hälfte vom", "hälfte vom"),
    lately=(
        "heute", "heute früh", "heute morgen", "heute vormittag", "heute mittag",
        "heute nachmittag", "gestern", "gestern abend", "eben", "gerade", "gerade eben", "vorhin",
        "letzte woche", "am montag", "am dienstag", "am mittwoch", "am donnerstag", "am freitag",
        "grad", "grade", "eh", "vorgestern", "gestern noch", "heute noch", "gestern abend noch",
        "schon längst", "längst", "endlich", "mal", "eben schon", "schon am montag",
        "vor einer stunde",
        "vor zwei tagen", "vor ein paar tagen", "vor tagen", "am wochenende", "am samstag",
        "am sonntag", "letzten montag", "letzten dienstag", "letzten mittwoch",
        "letzten donnerstag", "letzten freitag", "nachher", "in der mittagspause",
        "auf dem heimweg", "heute nachmittag noch", "kurz",
        "schon", "bereits", "jetzt", "gleich", "sofort", "direkt",
    ),
    polite=("dankeschön", "lg", "übrigens", "danke", "danke dir", "vielen dank", "bitte",
        "danke schön", "dankeschön"),
    articles=("der", "die", "das", "den", "dem", "ein", "eine", "einen", "einem", "mein", "meine",
              "meinen", "meinem", "meiner", "an", "ich habe", "habe", "hab", "für", "mit", "mich",
              "bin", "ich bin", "ich",
              "im", "am", "zu", "zum", "zur"),
    joins=("und", "und auch", "sowie", "oder", "&"),
    verb_last=True,
    fillers=("danke", "vielen dank", "ok", "okay", "ja", "super", "gut", "sorry", "so", "ups",
             "ach", "hm", "oh", "huch", "bitte", "leider", "nee", "ne", "nö", "jo", "jep", "jup",
             "alles klar", "endlich", "so jetzt"),
    no=("nein", "nö", "nee"),
    greetings=("hallo", "guten morgen", "guten tag", "guten abend", "liebe", "lieber", "moin",
               "servus", "grüß gott", "sehr geehrte"),
    sign_offs=frozenset({
        "danke", "vielen dank", "dank", "gruß", "grüße", "liebe grüße", "viele grüße",
        "beste grüße", "mit freundlichen grüßen", "lg", "vg", "mfg", "danke schön", "dankeschön",
        "schöne grüße", "herzliche grüße", "bis bald", "tschüss", "besten dank",
    }),
)  # fmt: skip
