# The compliance desk and the access log.

desk-what = Finden Sie einen Besuch anhand seiner Referenz, sehen Sie, was warum aufbewahrt wird, und löschen Sie ihn. Jede Suche und jede Einsicht hier wird zu einem Zugriffseintrag.
desk-reference = Referenz des Besuchs
desk-reference-hint = Acht Zeichen, zum Beispiel 7KQ2-M4XD. Besucherinnen und Besucher finden sie auf ihrem Besuchsbeleg.
desk-find = Besuch suchen
desk-not-found = Kein Besuch hier hat die Referenz { $reference }.
desk-not-found-advice = Prüfen Sie, ob Sie sich vertippt haben. Besuche anderer Organisationen lassen sich nicht finden.
desk-appointment = Termin
desk-basis = Rechtsgrundlage
desk-due = Läuft ab
desk-next = { $references }: im Anschluss an diesen Besuch vereinbart, mit ihm nicht gelöscht.
desk-reason = Grund
desk-reason-hint = Er erscheint in der Bescheinigung. Nennen Sie darin nicht den Namen der besuchenden Person.
desk-erase-means = Dies vernichtet die Schlüssel zu den Angaben des Besuchs und lässt sich nicht rückgängig machen. Zahlen und Rechnungen bleiben, wie sie sind.
desk-erase = Besuch { $reference } löschen
desk-statements = Neueste Bescheinigungen
desk-statements-none = Bescheinigungen über Löschungen erscheinen hier nach der ersten Löschung.
desk-why = Grund
desk-standing = Stand
desk-pending = Ausstehend
desk-done = Abgeschlossen
desk-statement = Bescheinigung
desk-open-statement = Öffnen

statement-title = Bescheinigung über eine Löschung
statement-of = { $organisation } erklärt, dass Folgendes auf Anordnung gelöscht wurde.
statement-pending = Kopien der Schlüsseltabelle, die vor diesem Zeitpunkt entstanden sind, könnten es noch öffnen.
statement-done = Nichts, was der Betreiber besitzt, öffnet es noch, auch keine Kopie der Schlüsseltabelle und keine Sicherung gleich welchen Alters, solange die Vernichtung der Wurzel selbst Bestand hat.
statement-ended = Die Epoche { $epoch } der Schlüsseltabelle endete am { $day }, an Position { $position } des Ereignisprotokolls.
destruction-file = Ihr Wurzelschlüssel war eine Datei, die überschrieben und entfernt wurde: Das gilt nicht, falls ein Snapshot oder eine Kopie des Rechners mit dem Ordner der Wurzel existiert.
destruction-pkcs11 = Ihr Wurzelschlüssel wurde in einem Hardwaremodul vernichtet.
destruction-service = Ihr Wurzelschlüssel wurde von einem Schlüsseldienst entfernt: Dessen eigene Snapshots können ihn enthalten, bis ihre Aufbewahrungsfrist endet.
nodes-answered = Jeder Knoten hat gemeldet, dass er die Schlüssel der Epoche verworfen hat.
nodes-lease = Mindestens ein Knoten hat nicht geantwortet: Seine Nutzungsfrist für die Schlüssel der Epoche war zuvor abgelaufen. Alle anderen haben gemeldet, dass sie sie verworfen haben.
nodes-alone = Nur dieser Prozess hatte die Schlüssel der Epoche, und er hat sie verworfen.
statement-day-unknown = Nicht mehr bekannt
statement-when = Angeordnet am
statement-by = Angeordnet von
statement-own = Die Besucherin oder der Besucher hat die eigenen Angaben auf dem Besuchsbeleg gelöscht.
statement-keys = Schlüssel
statement-end = Kopien
statement-erased-nothing-yet = Noch nichts. Öffnen Sie diese Bescheinigung gleich noch einmal.
statement-public = Was im Ereignisprotokoll lesbar bleibt
statement-erased = Was gelöscht wurde
statement-kept = Was aufbewahrt wird, und warum
statement-kept-nothing = Es wird nichts aufbewahrt, was die besuchende Person nennt.
statement-kept-caption = Jeweils mit Rechtsgrundlage und Ende
statement-what = Was
statement-law = Auf welcher Grundlage
statement-until = Bis
statement-back = Zurück zur Compliance

audit-what = Wer wessen Angaben eingesehen hat, wann, warum und mit welcher Befugnis. Einträge können weder geändert noch entfernt werden. Bei einer Löschung wird nichts eingesehen; über eine angeordnete gibt es eine Bescheinigung unter Compliance.
audit-position = Stand: Position { $position }.
audit-newer = Neu laden
audit-empty = Bis hierher hat niemand etwas eingesehen.
audit-caption = { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
  } auf dieser Seite, neueste zuerst
audit-when = Wann
audit-number = Nr. { $position }
audit-who = Wer
audit-why = Warum
audit-whose = Wessen
audit-class = Was
audit-more = { $count ->
    [one] 1 weitere
   *[other] { $count } weitere
  }
audit-older = Ältere Einträge
audit-reference = Referenz eines Besuchs oder Kennung einer betroffenen Person
audit-from = Von (UTC)
audit-to = Bis (UTC)
audit-filter = Einträge anzeigen
audit-nothing-fits = Kein Eintrag passt zu Ihrer Anfrage.
invalid-reference = Eine Referenz hat acht Buchstaben und Ziffern, zum Beispiel 7KQ2-M4XD.
invalid-day = Ein Tag wird so geschrieben: 2026-11-21.
