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
area-holds = Löschsperren
area-audit = Zugriffsprotokoll
area-account = Mein Konto

before-title = Bevor jemand zu Ihnen kommen kann
before-agreement = Den Vertrag über die Daten Ihrer Besucherinnen und Besucher unterzeichnen
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

cookies-title = Cookies
cookies-what = Alle Cookies, die Anteroom setzt, mit ihren Namen. Keines verfolgt Sie, keines liest jemand anderes, und keine Seite ruft etwas bei einer anderen Firma ab.
cookies-necessary = Notwendig für das, was Sie tun
cookies-settings = Was Sie gewählt haben
cookies-here = in diesem Browser
cookies-forget = Meine Auswahl vergessen
cookies-nothing = In diesem Browser ist nichts gespeichert.
cookie-session = Hält Mitglieder angemeldet.
cookie-session-stays = Zwölf Stunden, oder bis Sie sich abmelden.
cookie-visit = Hält den Platz im Wartezimmer frei und lässt den eigenen Besuch später noch einmal ansehen.
cookie-visit-stays = So lange, wie der Besuch aufbewahrt werden kann, höchstens 94 Tage. Es wird nur an die Seiten dieses einen Besuchs gesendet.
cookie-guest = Lässt einen Gast wieder in das Gespräch, auch nach erneutem Laden.
cookie-guest-stays = Höchstens einen Tag. Es wird nur an die Seiten dieses einen Gesprächs gesendet.
cookie-identifying = Gehört zu einer einzelnen Identifizierung mit elektronischer ID, hin und zurück.
cookie-identifying-stays = Zehn Minuten. Es wird nur an die Adresse des Rückwegs gesendet.
cookie-receipt = Öffnet den Besuchsbeleg in einem Browser, in dem der Code dafür eingegeben wurde.
cookie-receipt-stays = Eine Stunde. Es wird nur an die Seiten dieses einen Besuchs gesendet.
cookie-ceremony = Gehört zu einer einzelnen Anmeldung mit einem Passkey oder zum Hinzufügen eines Passkeys.
cookie-ceremony-stays = Fünf Minuten.
cookie-device = Erkennt einen Browser wieder, in dem sich ein Mitglied schon angemeldet hat, damit jede andere Anmeldung per E-Mail gemeldet wird.
cookie-device-stays = 400 Tage nach der letzten Anmeldung.
cookie-language = Merkt sich die Sprache, die Sie gewählt haben.
cookie-language-stays = Ein Jahr, oder bis Sie die Auswahl hier vergessen lassen.
