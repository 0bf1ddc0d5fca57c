# What a visitor reads, from the organisation's page to the receipt.

arrive-title = Willkommen bei { $organisation }
arrive-emergency = Nicht für Notfälle.
arrive-emergency-call = Wenn es dringend ist, wählen Sie
arrive-how = Sagen Sie, wer Sie sind, dann sieht { $organisation } sofort, dass Sie da sind. Sie brauchen kein Konto und müssen nichts installieren.
arrive-nobody-in = Bei { $organisation } ist gerade niemand angemeldet.
arrive-nobody-in-advice = Wenn Sie einen Termin haben, kommen Sie herein und warten Sie: Wer sich als Nächstes anmeldet, sieht Sie sofort.
arrive-not-yet = { $organisation } richtet das Wartezimmer noch ein.
arrive-not-yet-advice = Sie sind hier richtig, aber es kann noch niemand empfangen werden. Wenn Sie heute einen Termin haben, rufen Sie bitte an oder schreiben Sie, so wie sonst auch.
arrive-own = Sie sind als jemand aus dem Team angemeldet. Wer zu Besuch kommt, liest die Worte oben, bis alles eingerichtet ist.
arrive-own-button = Sehen, was noch fehlt
arrive-name-hint = Der Name, unter dem man Sie dort kennt.
arrive-phone-hint = Nur für den Fall, dass das Videogespräch abbricht und man Sie erreichen muss.
arrive-for-whom = Zu wem möchten Sie?
arrive-first-free = Zur nächsten freien Person
arrive-first-free-hint = Wählen Sie dies, wenn Sie keinen Termin bei jemand Bestimmtem haben.
arrive-consent = Ich willige ein, dass { $organisation } meine Angaben hier verarbeitet, damit wir miteinander sprechen können. Sie werden { $retention } nach dem Besuch gelöscht. Ich kann meine Einwilligung jederzeit widerrufen.
arrive-notice = Was mit meinen Angaben geschieht
arrive-notice-page = Auf einer eigenen Seite öffnen
arrive-button = Ins Wartezimmer

privacy-title = Datenschutzerklärung
privacy-link = Datenschutzerklärung
privacy-of = Wie { $organisation } mit Ihren Angaben umgeht.
privacy-since = In Kraft seit dem
privacy-back = Zurück zu { $organisation }

notice-controller = Verantwortlicher für Ihre Angaben ist { $controller }. Kontakt: { $contact }.
notice-officer = Datenschutzbeauftragte Person ist { $officer }.
notice-what = Wir fragen nach Ihrem Namen und, wenn Sie sie angeben möchten, nach einer Telefonnummer. Wenn Sie eingeladen wurden, bewahren wir auch die Adresse oder Nummer auf, an die die Einladung ging, und den Zeitpunkt des Termins. Während des Besuchs halten wir außerdem fest, wann Sie gekommen sind, wie lange Sie gesprochen haben und ob Kamera, Mikrofon und Verbindung funktioniert haben. Nach Ihrer Gesundheit fragen wir nicht.
notice-why = Wir tun das, weil Sie darin einwilligen (Artikel 6 Absatz 1 Buchstabe a der Datenschutz-Grundverordnung, DSGVO). Ihre Angaben werden { $retention } nach Ihrem Besuch gelöscht.
notice-call = Das Gespräch ist Ende-zu-Ende-verschlüsselt. Es geht direkt von Ihnen zu der Person, mit der Sie sprechen, oder, wo ein Netz das nicht zulässt, über einen Vermittlungsserver, der nur verschlüsselte Daten sieht. Es wird nicht aufgezeichnet, und niemand dazwischen kann es sehen oder hören.
notice-access = Jedes Mal, wenn jemand Ihre Angaben einsieht, wird festgehalten, wer es war und warum. Nach Ihrem Besuch zeigt Ihr Besuchsbeleg Ihnen das.
notice-rights = Sie können Ihre Einwilligung jederzeit widerrufen und jederzeit verlangen, dass Ihre Angaben Ihnen gezeigt, berichtigt, ausgehändigt oder gelöscht werden.
notice-authority = Wenn Sie mit unserem Umgang mit Ihren Angaben nicht zufrieden sind, können Sie sich bei der Aufsichtsbehörde beschweren: { $authority }.

check-title = Kamera und Ton
check-why = Eine kurze Prüfung, damit man Sie sehen und hören kann. Noch kann Sie niemand sehen oder hören.
check-ask = Ihr Browser wird fragen, ob er Kamera und Mikrofon verwenden darf. Wählen Sie „Zulassen“.
check-start = Kamera und Ton prüfen
check-skip = Prüfung überspringen und warten
check-asking = Ihr Browser fragt jetzt. Wählen Sie „Zulassen“.
check-self-view = Ihr eigenes Bild
check-camera = Kamera
check-camera-ok = Ihre Kamera funktioniert. Sehen Sie sich?
check-camera-blocked = Die Kamera ist gesperrt. Tippen Sie auf das Zeichen neben der Adresse dieser Seite, erlauben Sie die Kamera und versuchen Sie es noch einmal. Sie können auch ohne Bild weitergehen.
check-camera-none = Wir haben keine Kamera gefunden. Sie können ohne Bild weitergehen.
check-camera-busy = Ein anderes Programm nutzt gerade die Kamera. Schließen Sie es und versuchen Sie es noch einmal, oder gehen Sie ohne Bild weiter.
check-camera-skipped = Sie gehen ohne Bild weiter. Sie können die Kamera später einschalten.
check-microphone = Mikrofon
check-microphone-ok = Ihr Mikrofon funktioniert.
check-microphone-blocked = Das Mikrofon ist gesperrt. Tippen Sie auf das Zeichen neben der Adresse dieser Seite, erlauben Sie das Mikrofon und versuchen Sie es noch einmal.
check-microphone-none = Wir haben kein Mikrofon gefunden. Schließen Sie ein Headset an oder gehen Sie weiter: Sie können die andere Person trotzdem sehen und hören, und sie kann Sie anrufen.
check-microphone-busy = Ein anderes Programm nutzt gerade das Mikrofon. Schließen Sie es und versuchen Sie es noch einmal.
check-say-something = Sagen Sie etwas. Der Balken bewegt sich, wenn wir Sie hören.
check-level = Wie laut Sie sind
check-heard-you = Wir hören Sie.
check-speaker = Hören Sie uns?
check-play-tone = Ton abspielen
check-heard = Ich habe ihn gehört
check-not-heard = Ich habe nichts gehört
check-speaker-advice = Stellen Sie die Lautstärke höher, prüfen Sie, ob die Kopfhörer richtig eingesteckt sind, und spielen Sie den Ton noch einmal ab. Sie können auch weitergehen.
check-continue = Weiter ins Wartezimmer
check-try-again = Noch einmal versuchen
check-without-camera = Ohne Kamera weiter
check-lost = Wir konnten das Ergebnis der Prüfung nicht speichern. Für Ihren Besuch macht das nichts: Sie können weitergehen.

wait-title = Das Wartezimmer
wait-place = { $before ->
    [0] Sie sind als Nächstes an der Reihe.
    [one] Eine Person ist vor Ihnen.
   *[other] { $before } Personen sind vor Ihnen.
  }
wait-known-by = { $professional } weiß, dass Sie da sind.
wait-known = { $organisation } weiß, dass Sie da sind, und wer zuerst frei ist, bittet Sie herein.
wait-nobody-in = Bei { $organisation } ist gerade niemand angemeldet. Wer sich als Nächstes anmeldet, sieht Sie sofort.
wait-keep-open = Lassen Sie diese Seite offen. Sie kommen von selbst hinein und müssen nichts weiter tun. Wenn Sie die Seite neu laden, behalten Sie Ihren Platz.
wait-lost = Die Verbindung ist unterbrochen.
wait-lost-advice = Wir versuchen es weiter. Sie behalten Ihren Platz.
wait-admitted = Sie werden hereingebeten.
wait-go-in = Jetzt eintreten
wait-no-script = Diese Seite braucht JavaScript für das Videogespräch. Bitte schalten Sie es ein oder öffnen Sie die Seite in einem anderen Browser.
wait-for = Sie sind hier für
wait-since = Sie kamen um
wait-check-again = Kamera und Ton erneut prüfen

thanks-title = Vielen Dank für Ihren Besuch
thanks-call = Ihr Gespräch mit { $organisation } ist beendet. Nichts davon wurde aufgezeichnet.
thanks-closed-title = Ihr Besuch wurde geschlossen
thanks-closed = { $organisation } hat Ihren Besuch vor einem Gespräch geschlossen. Wenn Sie das überrascht, können Sie noch einmal hereinkommen oder dort nachfragen.
left-title = Sie haben das Gespräch verlassen
left-call = { $organisation } ist vielleicht noch im Gespräch. Wenn Sie versehentlich aufgelegt haben, gehen Sie zurück.
left-back = Zurück ins Gespräch
thanks-close = Sie können diese Seite schließen.
thanks-reference = Die Referenz Ihres Besuchs
thanks-receipt = Mit ihr können Sie fragen, was über Sie aufbewahrt wird. Ihr Besuchsbeleg zeigt es jetzt, und auch, wer Ihre Angaben eingesehen hat.
thanks-receipt-button = Sehen, was aufbewahrt wird
thanks-again = Noch einmal hereinkommen

receipt-title = Ihr Besuch
receipt-print = Bewahren Sie diese Referenz auf oder drucken Sie diese Seite, falls Sie später nach Ihrem Besuch fragen möchten.
receipt-kept = Ihre Angaben werden { $retention } lang aufbewahrt, bis zum
receipt-kept-then = Danach werden sie gelöscht.
receipt-kept-open = Ihr Besuch ist noch nicht beendet. Ihre Angaben werden { $retention } nach seinem Ende gelöscht.
receipt-erased = Ihre Angaben wurden gelöscht am
receipt-erased-pending = Die Schlüssel, die sie öffnen konnten, wurden vernichtet. Früher angefertigte Kopien der Schlüssel könnten sie noch öffnen; in der Regel werden diese innerhalb eines Tages unbrauchbar gemacht, und dann steht es auf dieser Seite.
receipt-erased-done = Die Schlüssel, die sie öffnen konnten, wurden vernichtet. Nichts, was aufbewahrt wird, öffnet sie noch, auch keine Kopie und keine Sicherung gleich welchen Alters, solange die Vernichtung des Hauptschlüssels Bestand hat.
receipt-erased-remains = Was bleibt: dass ein Besuch stattgefunden hat, ohne Ihren Namen, und unten, wer Ihre Angaben eingesehen hat.
receipt-yours = Was über Sie aufbewahrt wird
receipt-organisation = Sie waren bei
receipt-day = Tag
receipt-with = Sie sprachen mit
receipt-duration = Gesprächsdauer
receipt-opened = Wer meine Angaben eingesehen hat
receipt-opened-why = Jede Einsicht wird mit ihrem Grund festgehalten. Diese Liste kann niemand ändern. Was Sie selbst aufgerufen haben, steht nicht darin.
receipt-opened-nobody = Niemand hat Ihre Angaben eingesehen.
receipt-rights = Ihre Rechte
receipt-rights-how = Sie können von { $organisation } verlangen, dass Ihre Angaben Ihnen gezeigt, berichtigt, ausgehändigt oder gelöscht werden, oder Ihre Einwilligung widerrufen. Schreiben Sie an { $contact } und nennen Sie die Referenz { $reference }. Sie erhalten innerhalb von vier Wochen eine Antwort.
receipt-authority = Wenn Sie mit der Antwort nicht zufrieden sind, können Sie sich bei der Aufsichtsbehörde beschweren: { $authority }.
