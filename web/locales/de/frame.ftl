# What stands around every page.

skip-to-content = Zum Inhalt springen
menu = Menü
languages = Sprache
foot-end-to-end = Gespräche sind Ende-zu-Ende-verschlüsselt und werden nie aufgezeichnet.
optional = freiwillig
reference = Referenz

area-dashboard = Warteliste
area-history = Verlauf
area-bill = Rechnung
area-team = Team
area-settings = Einstellungen
area-desk = Compliance
area-audit = Zugriffsprotokoll
area-account = Mein Konto

before-title = Bevor jemand zu Ihnen kommen kann
before-agreement = Vertrag zur Auftragsverarbeitung unterschreiben
before-notice = Datenschutzerklärung veröffentlichen
before-passkey = Passkey hinzufügen, damit Sie sich anmelden können, ohne auf eine E-Mail zu warten
before-done = Erledigt
before-open = Noch offen
before-owner = Noch offen; das übernimmt die Leitung Ihrer Organisation
next-agreement = Weiter: Vertrag unterschreiben
next-notice = Weiter: Datenschutzerklärung veröffentlichen
next-page = Ihre Seite aus Besuchersicht ansehen

shown-erased = gelöscht
shown-not-given = nicht angegeben
shown-nobody = niemand
shown-no-call = kein Gespräch

field-name = Ihr Name
field-phone = Telefon
field-email = E-Mail

demo-bar-name = Demo
demo-bar-date = Dies ist eine Demo. Das Datum hier ist der
demo-bar-mailbox = Postfach
demo-bar-person = Sie sind hier { $person } und bleiben angemeldet, wenn Sie die Uhr vorstellen.
demo-bar-turn = Uhr vorstellen:
demo-bar-days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
  }
demo-bar-months = { $count ->
    [one] 1 Monat
   *[other] { $count } Monate
  }
