letter-confirmation-subject = Bestätigen Sie Ihre Adresse für { $organisation }
letter-confirmation =
    Guten Tag,

    Sie haben { $organisation } bei Anteroom registriert. Bitte bestätigen Sie, dass diese Adresse Ihnen gehört:

    { $link }

    Der Link funktioniert einmal, zwei Tage lang. Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ohne diese Bestätigung wird nichts in Ihrem Namen verschickt.
letter-invitation-subject = Einladung zu den Videosprechstunden von { $organisation }
letter-invitation =
    Guten Tag,

    { $organisation } lädt Sie ein, bei Anteroom die Besucherinnen und Besucher der Organisation zu empfangen. Bitte nehmen Sie die Einladung hier an:

    { $link }

    Der Link funktioniert einmal, sieben Tage lang. Er ist nur für Sie: Bitte geben Sie ihn nicht weiter.
letter-sign-in-subject = Ihr Link zur Anmeldung bei { $organisation }
letter-sign-in =
    Guten Tag,

    hier ist der Link, um den Sie gebeten haben:

    { $link }

    Er funktioniert einmal, fünfzehn Minuten lang. Wenn Sie nicht darum gebeten haben, hat jemand anderes Ihre Adresse eingegeben: Sie brauchen nichts zu tun, und niemand kommt hinein.
letter-reminder-subject = Sie haben schon ein Konto bei Anteroom
letter-reminder =
    Guten Tag,

    jemand, vermutlich Sie, wollte sich mit dieser Adresse bei Anteroom registrieren. Zu ihr gibt es schon ein Konto, bei { $organisation }. Melden Sie sich hier an:

    { $link }

    Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Es hat sich nichts geändert.
kept-1-day = 1 Tag
kept-7-days = 7 Tage
kept-14-days = 14 Tage
kept-1-month = 1 Monat
kept-3-months = 3 Monate
call-own-label = Sie
