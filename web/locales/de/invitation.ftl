# Appointments: what members write and read, what visitors are told by e-mail, SMS and calendar, and the pages behind their links.

area-invitations = Termine

invitations-empty = Zurzeit ist niemand eingeladen.
invitations-empty-how = Alle, die Sie einladen, stehen hier, bis sie gekommen sind, mit dem Stand der Nachricht an sie.
invitations-not-open = Sobald der Vertrag unterschrieben und die Datenschutzerklärung veröffentlicht ist, können Sie hier einladen.
invitations-change = Ändern
invitations-later = Spätere Termine
invitation-waiting-email = Die E-Mail ist unterwegs
invitation-waiting-sms = Die SMS ist unterwegs
invitation-sent-email = Per E-Mail benachrichtigt
invitation-sent-sms = Per SMS benachrichtigt
invitation-refused-email = Die E-Mail wurde nicht angenommen. Bitte melden Sie sich auf einem anderen Weg.
invitation-refused-sms = Die SMS wurde nicht angenommen. Bitte melden Sie sich auf einem anderen Weg.
invitation-come = Ist gekommen

invite-title = Jemanden einladen
invite-after = Dieser Termin folgt auf den Besuch { $reference }.
invite-name = Name
invite-name-hint = Für Ihre Liste. In der Nachricht steht er nicht.
invite-reach = E-Mail-Adresse oder Mobilnummer
invite-reach-hint = Dorthin geht der Link. Eine Nummer aus dem Ausland beginnt mit einem Pluszeichen.
invite-when = Wann
invite-when-hint = Höchstens drei Monate im Voraus, nach der Ortszeit in { $place }.
invite-day = Tag
invite-time = Uhrzeit
invite-whom = Wer den Besuch empfängt
invite-me = Ich selbst
invite-me-hint = Nur Sie sehen den Termin und den Besuch.
invite-free = Wer zuerst frei ist
invite-free-hint = Wer Dienst hat, sieht sie; wenn niemand Dienst hat, alle, die Besuche empfangen.
invite-note = Ein paar Worte dazu
invite-note-hint = Sie stehen in der E-Mail und in keiner SMS. Bitte nichts über die Gesundheit.
invite-button = Einladung senden
invite-kept = Der Link lässt einmal herein, ab einer Stunde vor dem Termin. Name und Adresse werden versiegelt aufbewahrt; kommt niemand, beginnt ihre Frist zur vereinbarten Zeit.

appointment-title = Termin
appointment-back = Alle Termine
appointment-reach = Benachrichtigt unter
appointment-standing = Stand
appointment-when = { $when } (Ortszeit { $place })
resend-title = Den Link noch einmal senden
resend-what = Ein neuer Link geht an dieselbe Adresse. Der bisherige lässt dann niemanden mehr herein.
resend-button = Neuen Link senden
move-title = Termin verschieben
move-what = Die eingeladene Person erfährt es sofort, mit einem neuen Link und einem neuen Kalendereintrag. Wenn sie schon wartet, sagt ihre Seite es ihr.
move-button = Termin verschieben
cancel-title = Termin absagen
cancel-what = Die eingeladene Person erfährt es sofort, und der Link lässt niemanden mehr herein. Wenn sie schon wartet, sagt ihre Seite es ihr.
cancel-button = Termin { $reference } absagen
done-appointment-invited = Die Einladung ist unterwegs.
done-appointment-moved = Der Termin ist verschoben, und die Nachricht darüber ist unterwegs.
done-appointment-cancelled = Der Termin ist abgesagt, und die Nachricht darüber ist unterwegs.
done-appointment-resent = Ein neuer Link ist unterwegs.
waiting-appointed = Termin um { $time }

come-title = Ihr Termin
come-heading = Ihr Termin bei { $organisation }
come-when = Wann
come-with = Mit
come-early = Sie sind früh dran: Sie können ab { $from } hereinkommen.
come-early-advice = Bewahren Sie die Nachricht mit dem Link auf und öffnen Sie ihn dann noch einmal. Vorher brauchen Sie nichts zu tun.
come-once = Der Link funktioniert einmal. Wenn Sie später auf einem anderen Gerät hereinkommen möchten, fordern Sie einen neuen an.

spent-title = Dieser Link gilt nicht mehr
spent-why = Er wurde schon benutzt, durch einen neueren ersetzt oder ist zu alt.
spent-advice = Sehen Sie nach, ob Sie eine neuere Nachricht von uns haben. Wenn nicht, senden wir Ihnen einen neuen Link.
spent-over = Ihr Termin bei { $organisation } ist vorbei oder wurde abgesagt.
spent-new = Neuen Link anfordern
spent-own = Ich war auf diesem Gerät schon da

lost-way = Ich habe meinen Link verloren
lost-title = Neuen Link anfordern
lost-how = Schreiben Sie, wohin { $organisation } Ihre Einladung gesendet hat. Wenn es dazu einen Termin gibt, geht ein neuer Link dorthin.
lost-reach-hint = Wo die Einladung ankam.
lost-button = Neuen Link anfordern
lost-asked-title = Sehen Sie in Ihren Nachrichten nach
lost-asked = Wenn ein Termin bei { $organisation } an { $reach } gesendet wurde, ist ein neuer Link dorthin unterwegs. Frühere Links lassen nicht mehr herein.
lost-asked-advice = Es kommt nichts? Dann gibt es zu dieser Adresse keinen offenen Termin. Bitte wenden Sie sich an { $organisation }, so wie sonst auch.

moved-title = Ihr Termin wurde verschoben
moved-to = { $organisation } hat Ihren Termin verschoben auf:
moved-advice = Eine Nachricht mit einem neuen Link ist zu Ihnen unterwegs. Bitte kommen Sie dann mit diesem Link herein. Sie können diese Seite schließen.
called-off-title = Ihr Termin wurde abgesagt
called-off = { $organisation } hat Ihren Termin abgesagt. Eine Nachricht darüber ist zu Ihnen unterwegs.

outcome-cancelled = Abgesagt
outcome-missed = Niemand ist gekommen
outcome-invited = Termin

invalid-reach = Bitte geben Sie eine E-Mail-Adresse an, zum Beispiel name@example.com, oder eine Mobilnummer; aus dem Ausland mit einem Pluszeichen.
invalid-time = Bitte wählen Sie eine Zeit von jetzt an bis in drei Monaten.

visitor-invitation-subject = Ihr Termin bei { $organisation }
visitor-invitation =
    Guten Tag,

    { $organisation } lädt Sie zu einem Videotermin ein:

    { $when }
visitor-invitation-end =
    Kommen Sie mit diesem Link herein, ab einer Stunde vorher. Sie brauchen kein Konto und müssen nichts installieren:

    { $link }

    Der Link ist nur für Sie und funktioniert einmal. Wenn Sie ihn verlieren, fordern Sie hier einen neuen an: { $again }

    Möchten Sie Kamera, Ton und Verbindung vorher ausprobieren? Jederzeit hier: { $test }

    Nicht für Notfälle: Wählen Sie dann die Notrufnummer.
visitor-move-subject = Ihr Termin bei { $organisation } wurde verschoben
visitor-move =
    Guten Tag,

    { $organisation } hat Ihren Videotermin verschoben auf:

    { $when }
visitor-move-end =
    Kommen Sie mit diesem neuen Link herein, ab einer Stunde vorher; der frühere funktioniert nicht mehr:

    { $link }

    Wenn Sie ihn verlieren, fordern Sie hier einen neuen an: { $again }
visitor-cancellation-subject = Ihr Termin bei { $organisation } wurde abgesagt
visitor-cancellation =
    Guten Tag,

    { $organisation } hat Ihren Videotermin abgesagt:

    { $when }
visitor-cancellation-end = Sie brauchen nichts zu tun. Der Link, den wir gesendet haben, funktioniert nicht mehr.
visitor-reminder-subject = Ihr Termin bei { $organisation }
visitor-reminder =
    Guten Tag,

    wir erinnern Sie an Ihren Videotermin bei { $organisation }:

    { $when }
visitor-reminder-end =
    Kommen Sie mit diesem Link herein, ab einer Stunde vorher:

    { $link }

    Wenn er nicht funktioniert, fordern Sie hier einen neuen an: { $again }

    Möchten Sie Kamera, Ton und Verbindung vorher ausprobieren? Jederzeit hier: { $test }
visitor-link-subject = Ihr neuer Link zu { $organisation }
visitor-link =
    Guten Tag,

    hier ist ein neuer Link zu Ihrem Videotermin bei { $organisation }:

    { $when }
visitor-link-end =
    Kommen Sie mit diesem Link herein, ab einer Stunde vorher; frühere funktionieren nicht mehr:

    { $link }

    Wenn Sie nicht darum gebeten haben, hat jemand anderes Ihre Adresse eingegeben: Außer dem Link hat sich nichts geändert.
visitor-note = { $organisation } schreibt Ihnen:

entry-summary = Videotermin: { $organisation }
entry-description = Kommen Sie mit dem Link aus der Nachricht herein, die Sie erhalten haben. Wenn Sie ihn nicht finden, fordern Sie einen neuen an: { $again }
entry-cancelled = { $organisation } hat diesen Termin abgesagt.

text-invitation = Sie haben einen Videotermin: { $when }. Kommen Sie mit diesem Link herein, ab einer Stunde vorher: { $link }
text-move = Ihr Videotermin wurde verschoben auf { $when }. Kommen Sie mit diesem neuen Link herein: { $link }
text-cancellation = Ihr Videotermin wurde abgesagt: { $when }. Der Link funktioniert nicht mehr.
text-reminder = Ihr Videotermin: { $when }. Kommen Sie mit diesem Link herein, ab einer Stunde vorher: { $link }
text-link = Der neue Link zu Ihrem Videotermin, { $when }: { $link }

letter-code-subject = Ihr Code für { $organisation }
letter-code =
    Der Code lautet { $code }.

    Er öffnet die Seite zu Ihrem Besuch bei { $organisation }, in dem Browser, in dem er angefordert wurde, eine Viertelstunde lang.

    Wenn Sie ihn nicht angefordert haben, brauchen Sie nichts zu tun. Geben Sie diesen Code niemandem, wer auch immer danach fragt.
text-code = { $code } ist der Code für die Seite zu Ihrem Videobesuch. Er gilt 15 Minuten. Bitte geben Sie ihn niemandem.
