# Die Reihe der Wartenden, die Aushänge und die Tür, für Mitglieder und Besuch.

line-seen-by = Gesehen von { $name }
line-seen-by-you = Von Ihnen gesehen
line-handed-by = Übergeben von { $name }
line-colleague = jemandem aus dem Team
line-unseen = { $count ->
    [one] Noch niemand hat diese Ankunft bestätigt. Sie meldet sich, bis jemand es tut.
   *[other] Noch niemand hat { $count } Ankünfte bestätigt. Sie melden sich, bis jemand es tut.
  }
line-quiet = Sie sind im Gespräch: Diese Liste bleibt still, bis es endet.
line-see = Ich habe es gesehen
line-hand-over = Übergeben
line-long = Wartet lange
line-very-long = Wartet sehr lange
live-long = wartet schon lange
live-very-long = wartet schon sehr lange
notify-on = Außerhalb dieses Tabs melden
notify-off = Nicht mehr außerhalb dieses Tabs melden
notify-title = Jemand ist im Wartezimmer
notify-body = Öffnen Sie die Warteliste, um zu sehen, wer.

right-person-title = Vor dem Gespräch
right-person-heading = Ist das die richtige Person?
right-person-what = Vergleichen Sie, was im Formular steht, mit der Person, die Sie erwarten. Sie wird hereingelassen, wenn Sie das Gespräch öffnen.
right-person-back = Zurück zur Warteliste
right-person-invited = Eingeladen als
right-person-appointed = Erwartet
right-person-for = Wartet auf
right-person-identity = Identität
right-person-tested = Prüfung vor dem Gespräch
right-person-away = Die Seite dieser Person ist gerade geschlossen. Sie kann hereingelassen werden, sobald sie wieder offen ist.
right-person-button = Das ist die richtige Person, Gespräch öffnen
right-person-not = Nicht jetzt

hand-over-title = An jemanden aus dem Team übergeben
hand-over-what = Die wartende Person behält ihren Platz, liest sofort, wer sie jetzt empfängt, und wird nur dort angezeigt.
hand-over-whom = Wer empfängt sie jetzt?
hand-over-button = Übergeben
hand-over-no-colleague = Niemand sonst empfängt hier Besuch.
hand-over-nobody = Bitte wählen Sie jemanden aus.
hand-over-away = Diese Person ist abwesend. Bitte wählen Sie jemand anderen.

no-show-title = Niemand ist gekommen
no-show-what = Die Zeit ist vorbei. Der Link lässt niemanden mehr herein, und im Verlauf steht, dass niemand kam. An die eingeladene Person wird nichts gesendet.
no-show-button = Vermerken, dass niemand kam
done-appointment-no-show = Es ist vermerkt, dass niemand kam.

room-link = Aushänge und Tür
room-title = Aushänge und Tür
room-everybody = Ein Aushang für alle Wartenden
room-everybody-what = Er steht sofort auf der Seite aller, die hier warten, gleich auf wen.
room-own = Ein Aushang für alle, die auf Sie warten
room-own-what = Ihn liest nur, wer nach Ihnen gefragt hat, von Ihnen eingeladen oder an Sie übergeben wurde.
room-note = Aushang
room-note-hint = Zum Beispiel: „Es dauert heute etwa zwanzig Minuten länger.“ Bitte schreiben Sie nichts über eine wartende Person: Andere lesen es auch. Nach zwölf Stunden verschwindet er von selbst.
room-note-stands = Er hängt seit { $since }.
room-put-up = Aushängen
room-take-down = Abnehmen
room-door = Die Tür
room-door-what = Solange die Tür geschlossen ist, kann niemand neu hereinkommen, auch nicht mit einer Einladung; deren Link wird nicht verbraucht. Gespräche gehen weiter.
room-door-closed = Die Tür ist geschlossen: Niemand kann neu hereinkommen.
room-door-to = Aushänge und Tür
room-sentence = Was an der geschlossenen Tür steht
room-sentence-hint = Zum Beispiel: „Ab 13 Uhr empfangen wir wieder.“
room-let-go = { $count ->
    [one] Auch der wartenden Person Bescheid geben und ihren Besuch beenden. Sonst behält sie ihren Platz.
   *[other] Auch allen { $count } Wartenden Bescheid geben und ihren Besuch beenden. Sonst behalten sie ihren Platz.
  }
room-let-go-what = Wer zu einem Termin kam, braucht danach einen neuen: Der Link lässt nicht noch einmal herein.
room-close = Tür schließen
room-close-again = Den Text ändern
room-open = Tür öffnen
done-note-up = Der Aushang hängt. Wer wartet, liest ihn jetzt.
done-note-down = Der Aushang ist abgenommen.
done-door-closed = Die Tür ist geschlossen.
done-door-open = Die Tür ist offen.
done-alert = Gespeichert.

alert-title = Wenn Sie nicht hinsehen
alert-what = Kommt jemand, von dem Sie wissen sollten, und ist Ihre Warteliste nirgends offen, erfahren Sie es einmal je Besuch. Die Nachricht sagt nie, wer es ist.
alert-how = Sagen Sie es mir
alert-off = Gar nicht
alert-email = Per E-Mail, an die Adresse, mit der Sie sich anmelden
alert-sms = Per SMS
alert-phone = Telefonnummer für die SMS
alert-phone-hint = Mit dem Land, zum Beispiel +49. Sie wird für nichts anderes verwendet und mit Ihrem Konto gelöscht.
alert-button = Speichern

settings-waiting-room = Wartezimmer
place-what = Wer wartet, liest auf der eigenen Seite, dass die Ankunft gesehen wird. Dort kann auch stehen, wie viele vorher an der Reihe sind.
place-data = Die Zahl zählt Personen und nennt niemanden. Wer auf jemand anderen wartet, wird nicht mitgezählt.
place-question = Was lesen die Wartenden?
place-told = Ihren Platz: „Eine Person ist vor Ihnen an der Reihe.“
place-kept = Dass sie gesehen werden, ohne ihren Platz
place-button = Speichern
done-waiting-room = Gespeichert. Wer wartet, liest es von jetzt an.

wait-seen = Sie sind im Wartezimmer.
wait-handed = { $professional } empfängt Sie jetzt.
wait-note-from = Von { $name }
arrive-shut = { $organisation } empfängt gerade niemanden.
arrive-shut-advice = Bitte kommen Sie später wieder. Wenn es nicht warten kann, rufen Sie an oder schreiben Sie, so wie sonst auch.
come-shut-advice = Ihr Link ist nicht verbraucht: Öffnen Sie ihn später noch einmal. Wenn es nicht warten kann, rufen Sie an oder schreiben Sie, so wie sonst auch.

letter-somebody-waits-subject = Jemand ist im Wartezimmer von { $organisation }
letter-somebody-waits =
    Guten Tag,

    bei { $organisation } ist jemand eingetroffen, von dem Sie wissen sollten, und Ihre Warteliste ist nicht offen. Sehen Sie nach, wer es ist:

    { $link }

    Sie erfahren das einmal je Besuch. Abschalten können Sie es unter „Aushänge und Tür“.
text-somebody-waits = Jemand ist in Ihrem Wartezimmer. Melden Sie sich an, um zu sehen, wer: { $link }

refused-has-come = Diese Person ist gekommen. Bitte laden Sie die Seite neu.
refused-not-yet = Die Zeit dieses Termins ist noch nicht gekommen.
refused-door-closed = Gerade wird niemand empfangen. Bitte kommen Sie später wieder.

cookies-kept-here = Neben Cookies merkt sich die Warteliste in diesem Browser zwei Einstellungen, die nie an uns gesendet werden: ob sie einen Ton gibt (sound) und ob sie sich außerhalb ihres Tabs meldet (notify). Die Schaltflächen unter der Liste ändern sie. Bei einem Gespräch merkt sich der Tab außerdem, welche Kamera, welches Mikrofon und welchen Lautsprecher Sie gewählt haben (devices) und seit wann das Gespräch läuft (call-began), bis Sie ihn schließen.
