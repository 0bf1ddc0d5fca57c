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

settings-retention = Aufbewahrung
settings-notice = Datenschutzerklärung
settings-agreement = Vertrag

retention-title = Wie lange Besuche aufbewahrt werden
retention-what = Name, Telefon, Zeiten und technische Daten eines Besuchs werden nach seinem Ende so lange aufbewahrt. Danach werden sie von selbst gelöscht, indem ihr Schlüssel vernichtet wird.
retention-question = Angaben zu einem Besuch aufbewahren für
retention-shorter = Eine kürzere Frist gilt sofort, auch für frühere Besuche.
retention-longer = Eine längere gilt nur für neue Besuche, weil bei früheren in die kürzere eingewilligt wurde.
retention-button = Frist speichern

notice-settings-what = Diese Erklärung ist dort zu lesen, wo um die Einwilligung gebeten wird. Wonach gefragt wird, warum und wie lange es aufbewahrt wird, steht schon darin; hier fehlt nur, was Sie allein wissen.
notice-field-controller = Verantwortlicher
notice-field-controller-hint = Der rechtliche Name Ihrer Organisation.
notice-field-address = Postanschrift
notice-field-address-hint = So, wie sie auf Ihren Briefen steht.
notice-field-officer = Datenschutzbeauftragte Person
notice-field-officer-hint = Ein Name. Wenn es niemanden in diesem Amt gibt, nennen Sie die Person, an die man sich wenden kann.
notice-field-email-hint = Wohin man sich wegen seiner Angaben wenden kann.
notice-settings-button = Erklärung veröffentlichen
notice-settings-see = Aus Besuchersicht ansehen
notice-settings-not-yet = Noch ist keine Erklärung veröffentlicht. Sobald Sie sie veröffentlichen, ist sie für alle lesbar, die zu Ihnen kommen, und Sie können sie genauso ansehen.

agreement-title = Vertrag zur Auftragsverarbeitung
agreement-version = Fassung { $version }
agreement-template = Dies ist eine Vorlage. Lassen Sie sie von jemandem lesen, der das Recht Ihres Landes kennt, bevor Sie sich darauf verlassen.
agreement-unsigned = Noch nicht unterschrieben. Sobald er unterschrieben und Ihre Datenschutzerklärung veröffentlicht ist, kann man zu Ihnen kommen.
agreement-signed-by = Unterschrieben von
agreement-download = Als PDF herunterladen
agreement-download-unsigned = Zum Lesen herunterladen (PDF)
agreement-sign = Unterschreiben
agreement-name-hint = Vor- und Nachname. Er steht als Ihre Unterschrift.
agreement-consent = Ich unterschreibe diesen Vertrag für { $organisation } und bin dazu berechtigt.
agreement-button = Vertrag unterschreiben

account-passkeys = Passkeys
account-passkeys-what = Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder mit dem Code Ihres Geräts an. Er lässt sich nicht erraten und nicht versehentlich weitergeben.
account-passkeys-none = Sie haben noch keinen Passkey. Bis Sie einen hinzufügen, melden Sie sich mit einem Link per E-Mail an.
account-passkey-since = Hinzugefügt am
account-passkey-label = Ein Name dafür, zum Beispiel „Telefon“
account-passkey-add = Passkey hinzufügen
account-sign-out = Abmelden
