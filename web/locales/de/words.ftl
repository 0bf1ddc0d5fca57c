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
letter-removed-subject = Sie sind kein Mitglied von { $organisation } mehr
letter-removed =
    Guten Tag,

    { $organisation } hat Sie aus den Videosprechstunden entfernt. Alle Sitzungen sind beendet, und Ihre Links und Passkeys öffnen nichts mehr.

    Ihr Name wird neben dem, was Sie getan haben, 60 Tage lang aufbewahrt und diese Adresse 90 Tage lang; danach werden beide gelöscht. Sie können jederzeit wieder eingeladen werden. Die Seite von { $organisation }:

    { $link }
letter-ownership-offered-subject = Ihnen wird die Leitung von { $organisation } angeboten
letter-ownership-offered =
    Guten Tag,

    die Leitung von { $organisation } möchte ihr Amt an Sie übergeben. Bitte melden Sie sich an, um zu lesen, was das bedeutet, und um anzunehmen oder abzulehnen:

    { $link }

    Bis Sie annehmen, ändert sich nichts.
letter-handed-over-subject = Sie haben { $organisation } übergeben
letter-handed-over =
    Guten Tag,

    die Leitung von { $organisation }, die Sie angeboten haben, wurde angenommen. Sie gehören jetzt zur Administration. Ihr Konto:

    { $link }

    Wenn Sie sie nicht angeboten haben, schreiben Sie sofort an die neue Leitung und an den Betreiber.
letter-new-device-subject = Anmeldung bei { $organisation } in Ihrem Namen
letter-new-device =
    Guten Tag,

    ein Browser, den wir nicht kannten, hat sich bei { $organisation } in Ihrem Namen angemeldet. Wenn Sie das waren, brauchen Sie nichts zu tun. Ihr Konto zeigt, wo Sie angemeldet sind:

    { $link }

    Wenn Sie das nicht waren, beenden Sie dort diese Sitzung, melden Sie sich überall ab und prüfen Sie, ob alle Passkeys Ihre eigenen sind.
letter-passkey-added-subject = Neuer Passkey in Ihrem Konto bei { $organisation }
letter-passkey-added =
    Guten Tag,

    zu Ihrem Konto bei { $organisation } wurde ein Passkey hinzugefügt. Wenn Sie das waren, brauchen Sie nichts zu tun. Ihr Konto führt alle auf:

    { $link }

    Wenn Sie das nicht waren, entfernen Sie ihn dort und melden Sie sich überall ab.
letter-passkey-removed-subject = Passkey aus Ihrem Konto bei { $organisation } entfernt
letter-passkey-removed =
    Guten Tag,

    aus Ihrem Konto bei { $organisation } wurde ein Passkey entfernt. Er öffnet nichts mehr. Ihr Konto:

    { $link }

    Wenn Sie das nicht waren, melden Sie sich dort überall ab und sagen Sie es denen, die die Mitglieder von { $organisation } verwalten.
letter-factor-set-subject = Zweiter Faktor bei { $organisation } eingerichtet
letter-factor-set =
    Guten Tag,

    Ihr Konto bei { $organisation } hat jetzt einen zweiten Faktor: Ein Link per E-Mail verlangt einen Code. Ihr Konto:

    { $link }

    Wenn Sie das nicht waren, entfernen Sie ihn dort und melden Sie sich überall ab.
letter-factor-removed-subject = Ihr zweiter Faktor bei { $organisation } wurde entfernt
letter-factor-removed =
    Guten Tag,

    Ihr Konto bei { $organisation } hat keinen zweiten Faktor mehr: Zur Anmeldung genügt ein Link per E-Mail. Ihr Konto:

    { $link }

    Wenn Sie das nicht waren, melden Sie sich dort überall ab und sagen Sie es denen, die die Mitglieder von { $organisation } verwalten.
letter-recovery-subject = Zweiter Faktor bei { $organisation } als verloren gemeldet
letter-recovery =
    Guten Tag,

    jemand, der die E-Mails eines Mitglieds liest, hat angegeben, dass dessen zweiter Faktor verloren ist. Nach drei vollen Tagen genügt zur Anmeldung ein Link per E-Mail. Um wen es geht, und die Schaltfläche, die es stoppt:

    { $link }

    Fragen Sie das Mitglied, nicht per E-Mail, ob die Meldung von ihm kam. Wenn nicht, stoppen Sie es.
kept-1-day = 1 Tag
kept-7-days = 7 Tage
kept-14-days = 14 Tage
kept-1-month = 1 Monat
kept-3-months = 3 Monate
call-own-label = Sie

# Days and amounts.
date = { $day }. { $month } { $year }
date-weekday = { $weekday }, { $moment }
month-of = { $month } { $year }
euros = { $whole },{ $cents } €
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
letter-ending-subject = { $organisation } endet am { $on }
letter-ending =
    Guten Tag,

    die Leitung von { $organisation } hat entschieden, dass die Organisation bei Anteroom am { $on } endet. Bis dahin geht alles weiter, und die Leitung kann es widerrufen.

    An diesem Tag werden alle Besuche gelöscht, und niemand kann sich mehr anmelden. Was von Ihrem Konto aufbewahrt wird, wird 60 Tage später gelöscht, Ihre E-Mail-Adresse 90 Tage später. Ihr Konto:

    { $link }

    Wenn Sie die Leitung haben und es nicht waren, melden Sie sich jetzt an und widerrufen Sie es unter „Einstellungen, Organisation beenden“.
letter-ending-revoked-subject = { $organisation } besteht weiter
letter-ending-revoked =
    Guten Tag,

    das angekündigte Ende von { $organisation } ist widerrufen: Alles geht weiter. Ihr Konto:

    { $link }
letter-trial-ends-subject = Die Probezeit von { $organisation } endet am { $last }
letter-trial-ends =
    Guten Tag,

    die Probezeit von { $organisation } bei Anteroom läuft bis einschließlich { $last }.

    Danach kann niemand neu hereinkommen oder eingeladen werden. Besuche und Gespräche, die schon laufen, gehen weiter, und alles lässt sich weiterhin lesen, exportieren und löschen. Der Betreiber dieses Dienstes führt Ihre Organisation weiter; an wen Sie schreiben können, steht auf Ihrer Seite mit den Einstellungen:

    { $link }
