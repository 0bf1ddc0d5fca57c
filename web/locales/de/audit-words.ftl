# The words of the access log and of statements: roles, purposes, classes, people.

role-owner = Leitung
role-administrator = Administration
role-member = Mitglied
role-compliance-officer = Compliance
role-auditor = Revision

who-visitor = Besucherin oder Besucher
who-public = Die Öffentlichkeit
who-system = Anteroom ({ $name })
as-visitor = mit dem eigenen Link
as-signing-in = bei der Anmeldung
as-public = auf einer öffentlichen Seite
as-system = von selbst, ohne es jemandem zu zeigen
as-operator = Betrieb, über die Befehlszeile

purpose-waiting-list = Liste der Wartenden
purpose-call = Hereinbitten und Gespräch
purpose-summary = Zusammenfassung nach einem Gespräch
purpose-history = Verlauf der Besuche
purpose-own-visit = Eigene Seite der besuchenden Person
purpose-own-copy = Eine Kopie für die besuchende Person
purpose-public-page = Öffentliche Seiten der Organisation
purpose-own-account = Eigenes Konto des Mitglieds
purpose-sign-in = Anmeldung
purpose-team = Liste der Mitglieder
purpose-settings = Einstellungen und Verträge der Organisation
purpose-bill = Rechnung
purpose-counting = Zählung eines Gesprächs für die Rechnung und die Tageszahlen
purpose-mail = Versand einer Nachricht
purpose-appointments = Liste der Termine und Einhalten ihrer Zeiten
purpose-erasure-search = Suche nach einem Besuch, der gelöscht werden soll
purpose-statement = Lesen von Bescheinigungen über Löschungen
purpose-identification = Ob sich jemand ausgewiesen hat
purpose-identity-number = Die Personenkennziffer einmal zeigen, und zwar der Person, der der Besuch gilt
purpose-legal-hold = Entscheidung über eine Löschsperre
purpose-audit = Lesen des Zugriffsprotokolls

why-searched = { $why }: gesucht nach { $term }
why-reason = { $why }: { $reason }
entry-expired = Die Frist dieses Eintrags ist abgelaufen; festgehalten bleibt, dass etwas eingesehen wurde.

class-visit = Angaben zu einem Besuch
class-identity = Nationale Personenkennziffer
class-account = Namen und Einstellungen
class-contact = Kontaktdaten
class-audit = Zugriffseinträge

whose-nobody = niemand
whose-nothing = nichts
whose-member = ein Mitglied
whose-organisation = die Organisation
whose-access-log = das Zugriffsprotokoll für { $month }
whose-unknown = eine Kennung, die keine Seite kennt

period-chosen = wie von der Organisation gewählt, höchstens drei Monate
period-days = { $count ->
    [one] ein Tag
   *[other] { $count } Tage
  }
period-years = { $count ->
    [one] ein Jahr
   *[other] { $count } Jahre
  }

basis-consent = Einwilligung
basis-appointment = Der vereinbarte Termin
desk-due-on = { $when }, { $days ->
    [0] in weniger als einem Tag
    [one] in einem Tag
   *[other] in { $days } Tagen
  }
desk-due-after = { $retention } nach dem Ende des Besuchs
desk-due-gone = Bereits gelöscht
desk-expired-already = Dieser Besuch ist von selbst abgelaufen: Sein Schlüssel wurde am Ende der Frist vernichtet. Es gibt nichts mehr zu löschen.

statement-not-yet = Die Anordnung ist festgehalten. Die Schlüssel werden gleich vernichtet.
statement-destroyed = Vernichtet am { $day }, an Position { $position } des Ereignisprotokolls. Sie standen in der Schlüsseltabelle der Epoche { $epoch }.
statement-destroyed-before = Sie waren schon weg, bevor diese Anordnung ausgeführt wurde: vernichtet am { $day }, an Position { $position } des Ereignisprotokolls, aus der Schlüsseltabelle der Epoche { $epoch }.
statement-part = { $what }: { $count ->
    [one] ein Schlüssel
   *[other] { $count } Schlüssel
  } ({ $keys })
statement-part-visit = Angaben zum Besuch: was die besuchende Person eingegeben hat, die genauen Zeiten, die Fachperson und die Messwerte der Browser
-inferred = Sie enthalten nicht, was die besuchende Person eingegeben hat; aus der Angabe, wer sie wann hereingebeten hat, lassen sich aber die Fachperson und die Zeit des Besuchs ableiten.
kept-entries = { $count ->
    [0] Kein Zugriffseintrag zum Besuch stammt aus { $month }.
    [one] Ein Zugriffseintrag zum Besuch aus { $month }: wer ihn eingesehen hat, wann und warum. { -inferred }
   *[other] { $count } Zugriffseinträge zum Besuch aus { $month }: wer ihn eingesehen hat, wann und warum. { -inferred }
  }
kept-entries-and-order = { $count ->
    [0] Die Anordnung dieser Löschung aus { $month }: wer sie gegeben hat, wann und warum.
    [one] Die Anordnung dieser Löschung und ein Zugriffseintrag zum Besuch aus { $month }: wer gehandelt hat, wann und warum. { -inferred }
   *[other] Die Anordnung dieser Löschung und { $count } Zugriffseinträge zum Besuch aus { $month }: wer gehandelt hat, wann und warum. { -inferred }
  }
kept-over = Abgelaufen: Der Schlüssel ist vernichtet
kept-counts = Die Tageszahlen: Ankünfte, Gespräche und volle Minuten, ohne Namen
kept-counts-law = Keine personenbezogenen Daten
kept-without-end = Kein Ende
kept-payments = Zahlungen und Rechnungen zu diesem Besuch
kept-payments-none = Es gibt keine: In dieser Version ist der Besuch kostenlos
kept-nothing-to-end = Nichts, was endet
public-ids = Zufällige Kennungen des Besuchs, der Organisation und der vernichteten Schlüssel, die auf niemanden verweisen
public-day = Die Tage von Ankunft, Ende und Löschung, ohne Uhrzeit
public-kinds = Dass jemand ankam, wartete, hereingebeten wurde, sprach und ging, in dieser Reihenfolge
public-choices = Die Frist und die Fassung der Datenschutzerklärung, denen zugestimmt wurde

outcome-erased = Gelöscht

plan-consult = Consult
plan-care = Care
plan-create = Create
bill-tax = Umsatzsteuer { $rate } %

quality-check = Prüfung vor dem Gespräch
quality-path = Weg von Bild und Ton
quality-direct = direkt von Gerät zu Gerät
quality-relayed = über einen Vermittlungsserver, der nur verschlüsselte Daten sah
quality-unknown = nicht bekannt
quality-connected-after = Bild oder Ton nach
quality-seconds = { $count } s
quality-round-trip = Laufzeit hin und zurück
quality-jitter = Schwankung des Tons
quality-milliseconds = { $count } ms
quality-loss = Verlorene Pakete beim Empfang
quality-per-cent = { $count } %
quality-picture = Empfangenes Bild
quality-picture-size = { $width } × { $height }, { $frames } Bilder pro Sekunde
quality-reconnections = Verbindung verloren und wiederhergestellt
quality-times = { $count ->
    [0] nie
    [one] einmal
   *[other] { $count } Mal
  }
quality-camera = Kamera
quality-microphone = Mikrofon
quality-granted = genutzt
quality-denied = nicht erlaubt
quality-absent = nicht vorhanden
quality-busy = von einem anderen Programm belegt
quality-not-measured = nicht gemessen
quality-over-time = Im Verlauf des Gesprächs
quality-received = Empfangen
quality-kilobits = { $count } kbit/s
quality-minutes = { $count } min
quality-top = oben: { $most }
quality-as-a-table = Dasselbe als Tabelle
quality-from-minute = Ab Minute
quality-between = { $side }: zwischen { $least } und { $most }.
quality-stretches = { $minutes ->
    [one] Mittelwerte jeder Minute
   *[other] Mittelwerte über je { $minutes } Minuten
}
