# What a professional reads: the waiting list, past visits, the summary.

title-waiting = { $count ->
    [0] Warteliste
   *[other] ({ $count }) Wartend
  }
waiting-heading = { $count ->
    [0] Niemand wartet
    [one] Eine Person wartet
   *[other] { $count } Personen warten
  }
waiting-today = Heute: { $arrived ->
    [one] 1 Ankunft
   *[other] { $arrived } Ankünfte
  }, { $calls ->
    [one] 1 Gespräch
   *[other] { $calls } Gespräche
  }, { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
  }
waiting-empty = Wer zu Ihnen kommt, erscheint hier sofort.
waiting-empty-closed = Sobald die Tür wieder offen ist, erscheint hier, wer neu zu Ihnen kommt.
waiting-empty-how = Geben Sie diesen Link weiter: per E-Mail, per SMS oder auf Ihrer Website. Ein Konto ist nicht nötig.
waiting-not-open = Noch kann niemand zu Ihnen kommen.
waiting-not-open-how = Sobald der Vertrag unterschrieben und die Datenschutzerklärung veröffentlicht ist, steht hier der Link zum Weitergeben.
waiting-paused = Zurzeit kann niemand neu hereinkommen.
waiting-paused-how = Die Probezeit ist vorbei. Der Link zum Weitergeben steht wieder hier, sobald Ihre Organisation weitermacht.
waiting-own-link = Der Link für Ihre Besucherinnen und Besucher
waiting-copy = Link kopieren
waiting-copied = Kopiert
waiting-for = für
waiting-first-free = die nächste freie Fachperson
waiting-waits = wartet
waiting-since = seit { $since }
waiting-just-now = seit eben
waiting-away = Hat die Seite geschlossen; kommt vielleicht wieder
waiting-admit = Hereinbitten
waiting-close = Entfernen

tested-not-yet = Prüft gerade Kamera und Ton
tested-skipped = Prüfung von Kamera und Ton übersprungen
tested-works = Kamera und Ton funktionieren
tested-without-camera = Ton funktioniert, keine Kamera
tested-without-microphone = Kamera funktioniert, kein Mikrofon
tested-without-both = Weder Kamera noch Mikrofon
tested-hears-nothing = Hört nach eigener Angabe nichts
tested-line-good = gute Verbindung
tested-line-fair = brauchbare Verbindung
tested-line-poor = schwache Verbindung
tested-line-relayed = Verbindung nur über das Relais
tested-line-blocked = Verbindung durch das eigene Netz gesperrt
tested-line-not-directly = keine direkte Verbindung, kein anderer Weg versucht

live-arrived = eingetroffen
live-connecting = Verbindung wird aufgebaut …
live-open = Diese Liste aktualisiert sich von selbst.
live-lost = Die Verbindung ist unterbrochen. Die Liste ist vielleicht nicht aktuell; wir versuchen es weiter.
live-sound-on = Ton einschalten
live-sound-off = Ton ausschalten
live-no-script = Ohne JavaScript aktualisiert sich diese Liste nicht von selbst. Laden Sie die Seite neu, um zu sehen, wer angekommen ist.

history-retention = Die Angaben zu einem Besuch werden { $retention } lang aufbewahrt und danach gelöscht. Die Zeile bleibt, damit die Zahlen weiter stimmen.
history-empty = Frühere Besuche erscheinen hier, sobald der erste beendet ist.
history-caption = { $visits ->
    [one] 1 Besuch
   *[other] { $visits } Besuche
  }, { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
  } Gesprächszeit
history-when = Wann
history-visitor = Besuch von
history-with = Mit
history-outcome = Ergebnis
history-duration = Gesprächsdauer
history-older = Ältere Besuche

outcome-call = Gespräch
outcome-closed = Ohne Gespräch geschlossen
outcome-open = Noch nicht beendet

summary-title = Besuch
summary-kept = Aufbewahrt bis { $day }, danach gelöscht.
summary-erased = Die Angaben zu diesem Besuch wurden am { $day } gelöscht. Die Zahlen bleiben.
summary-arrived = Angekommen
summary-waited = Gewartet
summary-quality = Qualität des Gesprächs
summary-quality-none = Zu diesem Besuch wurden keine technischen Daten aufbewahrt.
summary-quality-caption = Durchschnitte über das Gespräch, wie sie der Browser auf jeder Seite gemessen hat
summary-what = Was
summary-visitor-side = Gegenüber
summary-own-side = Sie
summary-next = Nächster Termin
summary-next-none = Kein von hier aus vereinbarter Termin steht bevor.
summary-next-make = Nächsten Termin vereinbaren
summary-back = Zurück zur Warteliste
line-let-in = Sie haben { $reference } hereingelassen.
line-to-call = Zum Gespräch
line-let-in-orphan = { $reference } wurde von jemandem hereingelassen, der keinen Besuch mehr empfängt. Niemand ist im Gespräch.
line-take-over = Übernehmen
