# What owners read: bill, team, settings, agreement; and everybody's account.

bill-title = Rechnung für { $month }
bill-plan = Tarif { $plan }, { $price } je aktivem Mitglied und Monat.
bill-running = Bisheriger Stand. Der Monat ist noch nicht zu Ende.
bill-closed = Dieser Monat ist abgeschlossen.
bill-caption = Wer berechnet wird
bill-member = Mitglied
bill-why = Warum
bill-amount = Betrag
bill-active = Hat in diesem Monat an einem Gespräch teilgenommen
bill-owner = Leitung, wird immer berechnet
bill-active-owner = Leitung, und hat in diesem Monat an einem Gespräch teilgenommen
bill-net = Summe vor Steuer
bill-total = Gesamtsumme
bill-rule = Ein Mitglied ist aktiv nach mindestens einem Gespräch, an dem beide Seiten teilgenommen haben. Das Löschen eines Besuchs ändert keine Rechnung.
bill-months = Andere Monate

team-members = Mitglieder
team-roles = Rollen
team-save = Rollen speichern
team-invite = Jemanden einladen
team-invite-hint = An diese Adresse geht ein Link, der einmal funktioniert.
team-invite-button = Einladung senden

team-remove = Entfernen
team-hand-over = Leitung übergeben
team-withdraw = Einladung zurückziehen
team-offered = Sie haben { $name } die Leitung angeboten. Bis zur Annahme bleibt sie bei Ihnen.
team-offer-withdraw = Angebot zurückziehen

removal-title = Mitglied entfernen
removal-question = { $name } entfernen
removal-own-title = Diese Organisation verlassen
removal-sessions = Alle Sitzungen enden sofort, auch ein laufendes Gespräch. Links und Passkeys öffnen nichts mehr.
removal-address = Die E-Mail-Adresse ist frei: Sie kann wieder eingeladen werden, hier oder anderswo.
removal-visitors = Wer gerade auf dieses Mitglied wartet, kann von den anderen hereingebeten werden.
removal-kept = Frühere Besuche und das Zugriffsprotokoll zeigen den Namen bis { $name }. Die E-Mail-Adresse wird bis { $contact } aufbewahrt. Danach werden beide gelöscht, indem ihr Schlüssel vernichtet wird.
removal-bill = Der Monat wird berechnet, wenn es darin ein Gespräch gab.
removal-own-button = Diese Organisation verlassen
removal-keep = Nichts ändern

offer-title = Leitung übergeben
offer-question = Leitung an { $name } übergeben
offer-owner = Die Leitung ist Vertragspartei des Betreibers, unterschreibt Verträge und erhält jeden Monat die Rechnung. Die Adresse der Organisation bleibt dieselbe.
offer-letter = Diese Person erhält eine E-Mail und nimmt auf ihrer eigenen Seite an. Bis dahin können Sie das Angebot zurückziehen.
offer-until = Bis zur Annahme liegt die Leitung bei Ihnen, und nichts ändert sich.
offer-after = Danach gehören Sie zur Administration, mit Ihren übrigen jetzigen Rollen. Nur die neue Leitung kann sie Ihnen zurückgeben.
offer-button = { $name } die Leitung anbieten
offer-keep = Nichts ändern

ownership-title = Ihnen wird die Leitung angeboten
ownership-from = Das Angebot kommt von { $owner }.
ownership-contract = Sie wären für { $organisation } Vertragspartei des Betreibers und würden die Verträge unterschreiben.
ownership-bill = Die Leitung wird jeden Monat berechnet, ob es Gespräche gab oder nicht.
ownership-roles = Sie behalten Ihre Rollen. Die bisherige Leitung gehört dann zur Administration.
ownership-accept = Leitung annehmen
ownership-decline = Ablehnen

settings-notice = Datenschutzerklärung

retention-title = Wie lange Besuche aufbewahrt werden
retention-question = Angaben zu einem Besuch aufbewahren für
retention-shorter = Eine kürzere Frist gilt sofort, auch für frühere Besuche.
retention-longer = Eine längere gilt nur für neue Besuche, weil bei früheren in die kürzere eingewilligt wurde.
retention-button = Frist speichern
retention-ending = { $count ->
    [one] Wenn Sie Besuche nur { $retention } lang aufbewahren, endet die Frist für 1 früheren Besuch sofort: Seine Angaben werden gelöscht, indem ihr Schlüssel vernichtet wird, und niemand kann sie zurückholen.
   *[other] Wenn Sie Besuche nur { $retention } lang aufbewahren, endet die Frist für { $count } frühere Besuche sofort: Ihre Angaben werden gelöscht, indem ihre Schlüssel vernichtet werden, und niemand kann sie zurückholen.
  }
retention-end = { $count ->
    [one] 1 Besuch löschen und speichern
   *[other] { $count } Besuche löschen und speichern
  }

notice-settings-what = Diese Erklärung ist dort zu lesen, wo um die Einwilligung gebeten wird. Wonach gefragt wird, warum und wie lange es aufbewahrt wird, steht schon darin; hier fehlt nur, was Sie allein wissen.
notice-field-controller = Verantwortlicher
notice-field-controller-hint = Der rechtliche Name Ihrer Organisation.
notice-field-address = Postanschrift
notice-field-address-hint = So, wie sie auf Ihren Briefen steht.
notice-field-officer = Datenschutzbeauftragte Person
notice-officer-gdpr = Ein Name. Das Gesetz verlangt eine solche Person von öffentlichen Stellen und wo Gesundheitsdaten in großem Umfang verarbeitet werden (Artikel 37), in Deutschland auch, sobald in der Regel zwanzig Personen ständig mit personenbezogenen Daten arbeiten. Wenn Sie niemanden benennen müssen, geben Sie an, an wen man sich wenden kann.
notice-officer-fadp = Ein Name. In der Schweiz müssen Bundesorgane eine Datenschutzberaterin oder einen Datenschutzberater ernennen; Private können es. Wenn es niemanden gibt, nennen Sie die Person, an die man sich wenden kann.
notice-officer-hipaa = Ein Name. HIPAA verlangt von jeder „covered entity“ eine für den Datenschutz zuständige Person („privacy official“, 45 CFR 164.530).
notice-officer-agreed = Ein Name: an wen man sich wegen seiner Angaben wenden kann.
notice-field-email-hint = Wohin man sich wegen seiner Angaben wenden kann.
notice-settings-words = Was schon darin steht, in allen fünf Sprachen:
notice-settings-button = Erklärung veröffentlichen
notice-settings-see = Aus Besuchersicht ansehen
notice-settings-not-yet = Noch ist keine Erklärung veröffentlicht. Sobald Sie sie veröffentlichen, ist sie für alle lesbar, die zu Ihnen kommen, und Sie können sie genauso ansehen.

agreement-version = Fassung { $version }
agreement-unsigned = Noch nicht unterschrieben. Sobald er unterschrieben und Ihre Datenschutzerklärung veröffentlicht ist, kann man zu Ihnen kommen.
agreement-signed-by = Unterschrieben von
agreement-download = Als PDF herunterladen
agreement-sign = Unterschreiben
agreement-name-hint = Vor- und Nachname. Er steht als Ihre Unterschrift.
agreement-consent = Ich unterschreibe diesen Vertrag für { $organisation } und bin dazu berechtigt.
agreement-button = Vertrag unterschreiben

account-offered = Ihnen wird die Leitung dieser Organisation angeboten.
account-offered-see = Lesen und entscheiden

account-passkeys = Passkeys
account-passkeys-what = Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder mit dem Code Ihres Geräts an. Er lässt sich nicht erraten und nicht versehentlich weitergeben.
account-passkeys-none = Sie haben noch keinen Passkey. Bis Sie einen hinzufügen, melden Sie sich mit einem Link per E-Mail an.
account-passkey-since = Hinzugefügt am
account-passkey-label = Ein Name dafür, zum Beispiel „Telefon“
account-passkey-add = Passkey hinzufügen
account-passkey-used = Zuletzt benutzt am { $day }.
account-passkey-unused = Noch nicht benutzt.
account-passkey-unnamed = Ein Passkey ohne Namen
account-passkey-remove = Entfernen
account-sign-out = Abmelden
account-factor = Zweiter Faktor
account-factor-what = Wenn Sie keinen Passkey zur Hand haben, melden Sie sich mit einem Link an. Mit einem zweiten Faktor genügt der Link allein nicht: Er verlangt einen Code von Ihrem Telefon, damit niemand hineinkommt, der Ihre E-Mails liest.
account-factor-set = Zweiten Faktor einrichten
account-factor-is-set = Er ist eingerichtet. { $left ->
    [0] Es ist kein Wiederherstellungscode mehr übrig: Richten Sie ihn neu ein, um neue zu erhalten.
    [one] 1 Wiederherstellungscode ist noch übrig.
   *[other] { $left } Wiederherstellungscodes sind noch übrig.
  }
account-factor-replace = Neu einrichten
account-factor-remove = Darauf verzichten
account-sessions = Wo Sie angemeldet sind
account-sessions-what = Eine Sitzung endet von selbst nach zwölf Stunden. Wenn Sie eine davon nicht kennen, beenden Sie sie und prüfen Sie, ob alle Passkeys Ihre eigenen sind.
account-sign-out-everywhere = Überall abmelden
account-recovery = Jemand, der Ihre E-Mails liest, hat angegeben, dass Ihr zweiter Faktor verloren ist. Ab { $from } würde zur Anmeldung ein Link allein genügen. Wenn Sie das nicht waren, stoppen Sie es.
account-recovery-stop = Stoppen
session-here = diese hier
session-end = Diese Sitzung beenden
session-browser-unknown = Ein Browser, der seinen Namen nicht genannt hat
session-by-passkey = Mit einem Passkey angemeldet am { $at }
session-by-link = Mit einem Link angemeldet am { $at }
session-by-demo = Durch die Demo angemeldet am { $at }

passkey-removal-title = Passkey entfernen
passkey-removal-what = Er meldet hier niemanden mehr an. Auf Ihrem Gerät steht er vielleicht noch in der Liste: Löschen Sie ihn auch dort.
passkey-removal-last = Sie haben keinen anderen Passkey. Danach melden Sie sich mit einem Link an, der an { $email } geht.
passkey-removal-button = Diesen Passkey entfernen

factor-title = Zweiten Faktor einrichten
factor-what = Sie brauchen eine App, die Codes erzeugt, auf Ihrem Telefon oder in Ihrem Passwortmanager.
factor-replaces = Ihr jetziger zweiter Faktor endet damit, und seine Wiederherstellungscodes ebenso.
factor-scan = Lesen Sie dieses Bild mit der App ein.
factor-picture = Ein Bild, das die App einliest. Der Schlüssel darunter sagt dasselbe.
factor-key = Oder tippen Sie diesen Schlüssel ein:
factor-open = App auf diesem Gerät öffnen
factor-code = Der Code, den die App zeigt
factor-button = Zweiten Faktor einrichten

codes-title = Ihre Wiederherstellungs{"\u00AD"}codes
codes-what = Der zweite Faktor ist eingerichtet. Wenn Sie Ihr Telefon verlieren, lässt jeder dieser Codes Sie einmal hinein, anstelle des Codes aus der App.
codes-once = Sie werden nur dieses eine Mal gezeigt. Drucken Sie sie aus oder bewahren Sie sie in Ihrem Passwortmanager auf, getrennt von Ihren E-Mails.
codes-kept = Ich habe sie aufbewahrt

team-recovery = Jemand, der die E-Mails dieses Mitglieds liest, hat angegeben, dass der zweite Faktor verloren ist. Ab { $from } genügt zur Anmeldung ein Link per E-Mail. Fragen Sie das Mitglied, nicht per E-Mail, ob die Meldung von ihm kam. Wenn nicht, stoppen Sie es.
team-recovery-stop = Stoppen
