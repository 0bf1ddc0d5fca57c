# Before anybody is signed in, and what went wrong.

sign-in = Anmelden

front-title = Ein Wartezimmer für Gespräche, die vertraulich bleiben
front-lead = Wer zu Ihnen möchte, kommt mit einem einzigen Link herein. Sie sehen, wer wartet, bitten herein und sprechen von Angesicht zu Angesicht. Ihr Gegenüber braucht kein Konto und muss nichts installieren.
front-sign-up = Wartezimmer eröffnen
front-link-title = Ein Link genügt
front-link = Setzen Sie ihn in einen Brief, eine SMS oder auf Ihre Website. Er funktioniert im Browser auf jedem Telefon und jedem Computer.
front-private-title = Niemand dazwischen
front-private = Gespräche sind Ende-zu-Ende-verschlüsselt, gehen von Mensch zu Mensch und werden nie aufgezeichnet. Was Ihnen jemand beim Ankommen mitteilt, wird versiegelt und an dem Tag gelöscht, den Sie wählen.
front-open-title = Alle können es prüfen
front-open = Jede Einsicht in die Angaben einer Person wird mit ihrem Grund festgehalten: für die Person selbst, für Ihre Datenschutzbeauftragte oder Ihren Datenschutzbeauftragten, für die Revision.

sign-up-title = Eröffnen Sie Ihr Wartezimmer
sign-up-how = Es dauert zwei Minuten. Danach bestätigen Sie Ihre E-Mail-Adresse und unterzeichnen den Vertrag, den das Recht Ihres Landes verlangt: zur Auftragsverarbeitung oder, im Gesundheitswesen der Vereinigten Staaten, ein Business Associate Agreement.
sign-up-trial = Sie beginnen mit einer Probezeit. Sie dauert { $period }, kostet nichts, und danach läuft nichts von selbst weiter.
sign-up-organisation = Name Ihrer Praxis oder Organisation
sign-up-slug = Ihre Adresse
sign-up-slug-hint = Kleinbuchstaben von a bis z, Ziffern und Bindestriche. Das ist der Link, über den man zu Ihnen kommt.
sign-up-country = Land
sign-up-country-hint = Davon hängt ab, welche Notrufnummer und welche Behörde auf Ihrer Seite genannt werden und welchen Vertrag Sie unterzeichnen.
sector-question = In den Vereinigten Staaten: Sind Sie im Gesundheitswesen tätig?
sector-hint = HIPAA verlangt von einer „covered entity“ ein Business Associate Agreement mit uns. Andere unterzeichnen nichts weiter; für sie sagen die Nutzungsbedingungen, was wir mit den Angaben der Besucherinnen und Besucher tun dürfen.
sector-health-care = Ja, wir sind eine „covered entity“ im Sinne von HIPAA
sector-other = Nein, wir tun etwas anderes, etwa Rechtsberatung
sector-button = Speichern
done-sector = Gespeichert. Was zu unterzeichnen ist, richtet sich danach.
sign-up-email-hint = Wir schicken Ihnen einen Link, um sie zu bestätigen.
sign-up-button = Registrieren
sign-up-have = Haben Sie schon ein Konto?

mail-title = Sehen Sie in Ihrem Postfach nach
mail-confirmation = Wir haben einen Link an { $email } geschickt. Öffnen Sie ihn, um Ihre Adresse zu bestätigen.
mail-sign-in = Falls es hier ein Konto zu { $email } gibt, ist ein Link unterwegs.
mail-once-confirmation = Der Link funktioniert einmal, zwei Tage lang.
mail-once-sign-in = Der Link funktioniert einmal; wie lange, steht in der Nachricht.
mail-advice = Wenn nach einigen Minuten nichts ankommt, sehen Sie im Spam-Ordner nach oder versuchen Sie es noch einmal.
mail-demo = Postfach der Demo öffnen

confirm-title = Bestätigen Sie Ihre Adresse
confirm-how = Noch ein Schritt, dann gehört das Wartezimmer von { $organisation } Ihnen.
confirm-button = Bestätigen und weiter
enter-title = Kommen Sie herein
enter-how = Damit melden Sie sich bei { $organisation } an.
enter-button = Anmelden
enter-once = Dieser Link funktioniert einmal.
enter-code = Code Ihres zweiten Faktors
enter-code-hint = Die sechs Ziffern, die Ihre App zeigt, oder einer Ihrer Wiederherstellungscodes.
enter-lost = Ich habe all das verloren
enter-lost-how = Wenn Sie auf irgendeinem Gerät einen Passkey haben, melden Sie sich damit an. Sonst geben Sie hier an, dass alles verloren ist: Alle in der Administration Ihrer Organisation erfahren davon und können es stoppen. Nach drei vollen Tagen meldet ein neuer Link Sie ohne Code an.
enter-lost-button = Verlust angeben
enter-lost-waits = Der Verlust wurde angegeben. Fordern Sie ab { $from } einen neuen Link an: Er meldet Sie ohne Code an. Bis dahin kann die Administration es stoppen.
enter-lost-over = Drei volle Tage sind vergangen, und niemand hat es gestoppt. Sie können sich ohne Code anmelden. Ihr zweiter Faktor wird damit entfernt.
enter-lost-over-button = Ohne Code anmelden

announced-title = Der Verlust ist gemeldet
announced-from = Fordern Sie ab { $from } einen neuen Link zur Anmeldung an. Er lässt Sie ohne Code hinein.
announced-who = Alle, die die Mitglieder von { $organisation } verwalten, wurden per E-Mail benachrichtigt, und Sie ebenso. Bis dahin kann es gestoppt werden.
announced-not-you = Wenn Sie Ihr Telefon oder einen Wiederherstellungscode vorher finden, melden Sie sich damit an: Auch das stoppt es.

invitation-title = { $organisation } lädt Sie ein
invitation-by = Die Einladung kommt von { $owner }.
invitation-roles = Ihre Rollen:
invitation-name-hint = Ihn sehen alle, die zu Ihnen kommen, und Ihr Team.
invitation-button = Annehmen und eintreten

sign-in-passkey = Mit Passkey anmelden
sign-in-link = Link per E-Mail
sign-in-advice = Zum ersten Mal hier oder ein neues Gerät? Nutzen Sie den Link. Danach können Sie einen Passkey hinzufügen, das ist schneller und sicherer.
sign-in-new = Haben Sie noch kein Konto?

passkey-cancelled = Es hat sich nichts geändert: Die Anfrage wurde geschlossen, bevor sie fertig war. Sie können es noch einmal versuchen.
passkey-already = Dieses Gerät hat schon einen Passkey für Ihr Konto.
passkey-unsupported = Passkeys funktionieren in diesem Browser oder an dieser Adresse nicht. Nutzen Sie stattdessen einen Link per E-Mail.
passkey-failed = Das hat nicht geklappt. Versuchen Sie es noch einmal oder nutzen Sie einen Link per E-Mail.

error-not-yours = Diese Seite ist für Sie nicht zugänglich
error-not-here = Hier ist nichts
error-meanwhile = Inzwischen hat sich etwas geändert
error-spent = Dieser Link gilt nicht mehr
error-too-much = Einen Moment bitte
error-not-understood = Das war nicht zu verstehen
error-ours = Bei uns ist etwas schiefgegangen
error-trace = Wenn Sie um Hilfe bitten, nennen Sie diese Nummer:
error-sentence-sign-in = Bitte melden Sie sich zuerst an.
error-sentence-not-yours = Ihre Rolle umfasst das nicht. Wenn Sie es brauchen, fragen Sie die Leitung Ihrer Organisation.
error-sentence-visit = Ein Besuch öffnet sich nur in dem Browser, in dem er begonnen hat. War das ein anderer, gehen Sie bitte dorthin zurück. Sonst kommen Sie noch einmal über den Link der Organisation herein, die Sie besuchen möchten.
error-sentence-not-here = Vielleicht ist die Adresse vertippt, oder was hier war, gibt es nicht mehr.
error-sentence-meanwhile = Jemand anderes war schneller. Gehen Sie zurück, sehen Sie noch einmal nach und wiederholen Sie, was Sie tun wollten.
error-sentence-spent = Er wurde schon benutzt, oder seine Zeit ist abgelaufen. Fordern Sie einen neuen an.
error-sentence-too-much = Das war zu viel auf einmal. Warten Sie eine Minute und versuchen Sie es noch einmal.
error-sentence-not-understood = Gehen Sie zurück und prüfen Sie Ihre Eingaben.
error-sentence-ours = Es lag nicht an Ihnen. Bitte versuchen Sie es gleich noch einmal.
