# Settings: the index, what each of them does to people's data, and the language of letters.

settings-all = Alle Einstellungen
settings-on-data = Was das mit den Daten von Menschen macht:

settings-retention-what = Sie entscheiden, wie lange Sie nachsehen können, wer wann hier war.
settings-retention-data = Name, Telefon, Zeiten und technische Daten eines Besuchs werden nach seinem Ende so lange aufbewahrt. Danach werden sie von selbst gelöscht, indem ihr Schlüssel vernichtet wird.

settings-notice-data = Sie fragt Besucherinnen und Besucher nach nichts. Was Sie hier schreiben, steht für alle auf Ihrer Seite; nennen Sie nur Personen, die damit einverstanden sind. Frühere Fassungen werden mit Ihrer Organisation aufbewahrt und mit ihr gelöscht.
settings-notice-published = Veröffentlicht
settings-notice-missing = Noch nicht veröffentlicht

settings-language = Sprache der Schreiben
settings-language-what = E-Mails und SMS werden in dieser Sprache geschrieben, wo nichts Besseres bekannt ist: Wer schon da war, bekommt Nachrichten in der Sprache der eigenen Seite, wer eingeladen ist, in der Sprache, die mit der Einladung gewählt wurde, und Mitglieder in ihrer eigenen.
settings-language-data = In welcher Sprache jemand liest, wird versiegelt mit dem Besuch aufbewahrt und mit ihm gelöscht. Die Sprache eines Mitglieds wird mit seinem Konto aufbewahrt. Die Sprache Ihrer Organisation sagt über niemanden etwas.
settings-language-question = Wo nichts anderes bekannt ist, schreiben auf
settings-language-button = Sprache speichern

settings-agreement-what = Sie regeln, was Sie und der Betreiber dieses Dienstes einander schulden; vor allem, was er mit den Daten Ihrer Besucherinnen und Besucher tun darf: nur das, womit Sie ihn beauftragen.
settings-agreement-data = Der Name der Person, die unterzeichnet oder annimmt, und der Zeitpunkt werden versiegelt mit Ihrer Organisation aufbewahrt und mit ihr gelöscht. Dass Sie zugestimmt haben, welcher Fassung und der Tag bleiben im Protokoll, ebenso die Texte selbst.
settings-agreement-signed = Unterzeichnet
settings-agreement-missing = Noch nicht unterzeichnet
settings-agreement-none = Nichts zu unterzeichnen

done-language = Die Sprache ist gespeichert.
done-own-language = Schreiben an Sie sind von jetzt an in dieser Sprache.

account-language = Schreiben an Sie sind auf
account-language-hint = Wenn Sie am Fuß einer Seite eine Sprache wählen, während Sie angemeldet sind, gilt sie auch hier.
account-language-button = Sprache speichern

invite-language = Sprache der Nachricht

settings-branding = Was Besucher sehen
settings-branding-what = Ihre Worte, Ihr Logo und Ihre Farbe auf den Seiten Ihrer Besucherinnen und Besucher. Sie sehen eine Vorschau, bevor etwas veröffentlicht wird. E-Mails bleiben reiner Text.
settings-branding-data = Es ist öffentlich: Wer Ihre Seite öffnet, sieht es. Bilder werden beim Hochladen neu geschrieben, ohne etwas von dem, was sie mitbrachten, etwa wo sie aufgenommen wurden. Alles ist mit Ihrer Organisation versiegelt und wird mit ihr gelöscht. Was Sie ersetzen, wird nicht mehr gezeigt, und seine versiegelte Kopie geht mit dem Übrigen.
settings-branding-own = Eigene Gestaltung
settings-branding-house = Nicht geändert

branding-logo = Logo
branding-logo-alt = Das zuletzt hochgeladene Logo
branding-logo-file = Eine Bilddatei
branding-logo-button = Logo hochladen
branding-words = Worte und Farbe
branding-welcome = Begrüßung
branding-welcome-hint = Steht auf der Seite, auf der man hereinkommt. In der Sprache Ihrer Besucherinnen und Besucher: Sie wird nicht übersetzt.
branding-waiting = An alle, die warten
branding-waiting-hint = Steht im Warteraum, etwa wo man anrufen kann, wenn niemand kommt.
branding-own-colour = Eine eigene Farbe verwenden
branding-colour = Farbe von Schaltflächen und Links
branding-colour-hint = Sie wird dunkler oder heller gemacht, wo man sie sonst nicht lesen könnte.
branding-adjusted = So, wie Sie sie gewählt haben, wäre diese Farbe auf hellen Seiten nicht lesbar. Dort wird sie als { $colour } gezeigt, mit einem Kontrast von mindestens 4,5 zu 1.
branding-show-logo = Das Logo zeigen
branding-preview = Vorschau ansehen
preview-title = Vorschau.
preview-what = So würden es Ihre Besucherinnen und Besucher sehen. Noch ist nichts veröffentlicht.
preview-publish = Veröffentlichen
preview-change = Etwas ändern
picture-hint = JPEG, PNG oder WebP, höchstens 8 Megabyte. Das Bild wird klein gemacht, und nichts von dem, was es mitbrachte, wird behalten.
invalid-picture = Diese Datei lässt sich nicht als Bild lesen. Bitte wählen Sie ein JPEG, PNG oder WebP.
invalid-accent = Bitte wählen Sie eine Farbe.
done-branding = Es ist veröffentlicht und von jetzt an zu sehen.
done-logo = Das Logo ist hochgeladen. Zu sehen ist es, sobald Sie es unten veröffentlichen.
done-picture = Ihr Bild ist gespeichert.
done-picture-removed = Ihr Bild wird nicht mehr gezeigt.
account-picture = Ihr Bild
account-picture-what = Wenn Sie Besuche empfangen, sehen es alle dort, wo sie wählen, zu wem sie möchten. Es ist mit Ihrem Konto versiegelt und wird mit ihm gelöscht.
account-picture-alt = Ihr Bild
account-picture-file = Eine Bilddatei
account-picture-button = Bild speichern
account-picture-remove = Bild entfernen

settings-calls = Wie Gespräche verbunden werden
settings-calls-what = Bild und Ton sind von einem Ende zum anderen verschlüsselt, gleich welchen Weg sie nehmen. Auf dem direkten Weg erfährt das Gerät jeder Seite die Internetadresse der anderen; daraus lassen sich der Anbieter und ungefähr der Ort erkennen.
settings-calls-data = Über den Vermittlungsserver erfährt keine Seite die Adresse der anderen. Wer von zu Hause aus arbeitet, gibt die eigene also nicht preis. Der Vermittlungsserver leitet nur weiter, was er nicht lesen kann, und behält nichts davon.
settings-calls-question = Gespräche laufen
settings-calls-any = direkt, wo das möglich ist, sonst über den Vermittlungsserver
settings-calls-relay = immer über den Vermittlungsserver
settings-calls-hint = Immer über den Vermittlungsserver beginnt ein Gespräch unter Umständen etwas später, und der Vermittlungsserver muss erreichbar sein. Laufende Gespräche bleiben, wie sie sind.
settings-calls-none = Diese Installation hat keinen Vermittlungsserver. Gespräche laufen direkt oder kommen nicht zustande.
settings-calls-button = Speichern
done-calls = Gespeichert. Es gilt ab jetzt für jedes Gespräch.

ending-title = Organisation beenden
ending-what = Hier beendet die Leitung die Organisation. Sie endet dreißig Tage später; bis dahin geht alles weiter, und es lässt sich widerrufen.
ending-data = An diesem Tag werden alle Besuche gelöscht, gleich welche Frist Sie gewählt haben, und niemand kann sich mehr anmelden. Namen und Einstellungen werden 60 Tage danach gelöscht, E-Mail-Adressen 90 Tage danach.
ending-not = Nicht vorgesehen
ending-state = Endet am { $on }
ending-on = { $organisation } endet am { $on }.
ending-happens = Was dann geschieht
ending-told = Heute erfahren alle, die hier ein Konto haben, den Tag per E-Mail.
ending-grace = Dreißig Tage lang geht alles weiter wie bisher, und Sie können es auf dieser Seite widerrufen.
ending-visits = An dem Tag gibt es Ihre Seite nicht mehr, niemand wird mehr hereingelassen, und jeder Besuch wird gelöscht. Die Besuche der Wartenden enden, und Termine werden abgesagt: Die Eingeladenen erfahren es durch eine Nachricht. Ein Gespräch, das läuft, geht bis zu seinem Ende weiter.
ending-people = Niemand kann sich mehr anmelden. Was von Ihrer Organisation und ihren Mitgliedern aufbewahrt wird, wird 60 Tage später gelöscht, die E-Mail-Adressen 90 Tage später. Nach diesen 60 Tagen kann jemand anders die Adresse Ihrer Seite nehmen.
ending-kept = Was eine Löschsperre festhält, bleibt, bis sie endet. Wer wessen Angaben eingesehen hat, bleibt versiegelt, bis die eigene Frist dafür abläuft. Bewahren Sie selbst auf, was Sie von Gesetzes wegen aufbewahren müssen.
ending-stale = Hierfür möchten wir sicher sein, dass Sie es sind. Melden Sie sich noch einmal mit Ihrem Passkey an, und kommen Sie innerhalb von zehn Minuten auf diese Seite zurück.
ending-stale-button = Mit Passkey anmelden
ending-stale-link = Hierfür möchten wir sicher sein, dass Sie es sind. Fordern Sie einen neuen Link zur Anmeldung an, und kommen Sie innerhalb von zehn Minuten auf diese Seite zurück.
ending-no-passkey = Das wird mit einem Passkey bestätigt, und Ihr Konto hat noch keinen. Fügen Sie einen hinzu; er zählt ab übermorgen. Melden Sie sich dann damit an, und kommen Sie innerhalb von zehn Minuten auf diese Seite zurück.
ending-too-new = In den letzten Tagen wurde Ihrem Konto ein Passkey hinzugefügt. Hierfür zählen Passkeys ab dem { $from }. Wenn Sie es nicht waren, entfernen Sie ihn und melden Sie sich überall ab.
ending-no-passkey-button = Zu meinem Konto
ending-agree = Ich habe gelesen, was dann geschieht
ending-button = { $organisation } in dreißig Tagen beenden
ending-revoke = Widerrufen: { $organisation } besteht weiter
done-ending = Es ist angekündigt. Bis zu dem Tag können Sie es hier widerrufen.
done-ending-revoked = Es ist widerrufen. Alles geht weiter.

# Die Probezeit.
trial-runs = Ihre Probezeit läuft bis einschließlich { $last }.
trial-runs-then = Danach kann niemand neu hereinkommen oder eingeladen werden; Besuche und Gespräche, die schon laufen, gehen weiter. Wenn Sie danach weitermachen möchten, schreiben Sie an { $operator }: { $email }.
trial-over = Ihre Probezeit lief bis einschließlich { $last }.
trial-over-then = Niemand kann neu hereinkommen oder eingeladen werden. Besuche und Gespräche, die schon laufen, gehen weiter, und alles lässt sich weiterhin lesen, exportieren und löschen. Wenn Sie weitermachen möchten, schreiben Sie an { $operator }: { $email }.
