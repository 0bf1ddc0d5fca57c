# The demo's mailbox.

mailbox-title = Das Postfach der Demo
mailbox-what = Nachrichten, die sonst per E-Mail oder SMS verschickt würden, landen hier.
mailbox-empty = Noch keine Nachrichten. Registrieren Sie sich, laden Sie jemanden ein oder fordern Sie einen Link an, dann erscheint die Nachricht hier.
mailbox-text = SMS
mailbox-calendar = Mit einem Eintrag für den Kalender.
mailbox-to = An
mailbox-open = Link öffnen
