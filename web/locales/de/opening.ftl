# Wann jemand da ist: Öffnungszeiten, Dienst und Abwesenheit.

hours-title = Öffnungszeiten
hours-what = Wann Besucherinnen und Besucher ohne Termin kommen können. Außerhalb dieser Zeiten sagt Ihre Seite, wann Sie wieder öffnen, und nimmt von niemandem etwas entgegen, es sei denn, jemand hat Dienst. Termine und Links sind nicht daran gebunden.
hours-public = Öffnungszeiten sind öffentlich: Sie stehen auf Ihrer Seite und sind nicht versiegelt.
hours-question = Wer keinen Termin hat, kann kommen
hours-any = Jederzeit
hours-any-hint = Solange für einen Tag nichts anderes gilt.
hours-week = Zu diesen Zeiten
hours-week-hint = Ein Tag, der leer bleibt, ist geschlossen.
hours-hint = Schreiben Sie Zeiten wie 08:00-12:00, 13:00-16:00, nach der Uhr in { $place }.
hours-button = Öffnungszeiten speichern
hours-different = Abweichende Tage
hours-different-what = Feiertage, kurze Tage, ein zusätzlicher Samstag: Ein solcher Tag hat eigene Zeiten oder ist geschlossen.
hours-that-day = Zeiten an diesem Tag
hours-that-day-hint = Bleibt leer, wenn Sie geschlossen haben.
hours-day-button = Tag speichern
hours-usual = Wieder wie sonst
hours-closed = geschlossen
hours-shown = Öffnungszeiten
hours-shown-place = Nach der Uhr in { $place }.
done-hours = Gespeichert. Ab jetzt steht es so auf Ihrer Seite.
invalid-hours = Bitte schreiben Sie Zeiten wie 08:00-12:00, 13:00-16:00, eine nach der anderen.
invalid-on = Bitte wählen Sie einen Tag von heute bis höchstens in einem Jahr.
invalid-from = Bitte wählen Sie einen Tag und, wenn Sie möchten, eine Uhrzeit.

arrive-closed = { $organisation } hat zurzeit geschlossen.
arrive-closed-next = Nächste Öffnung: { $when }.
arrive-closed-advice = Bitte kommen Sie dann wieder; bis dahin nehmen wir nichts von Ihnen entgegen. Wenn Sie einen Termin haben, verwenden Sie den Link aus Ihrer Nachricht.
arrive-away = { $name } ist abwesend.
arrive-away-until = { $name } ist abwesend bis { $until }.

duty-title = Dienst
duty-on = Sie haben Dienst{ $others ->
    [0] {""}
    [one] {" "}mit einer weiteren Person
   *[other] {" "}mit { $others } weiteren Personen
  }: Wer zur nächsten freien Fachperson möchte, wird Ihnen angezeigt.
duty-others = Sie haben keinen Dienst; { $others ->
    [one] eine andere Person hat Dienst
   *[other] { $others } andere Personen haben Dienst
  }. Wer zur nächsten freien Fachperson möchte, wird dort angezeigt und nicht bei Ihnen.
duty-nobody = Niemand hat Dienst: Wer zur nächsten freien Fachperson möchte, wird allen angezeigt, die Besuche empfangen.
duty-go-on = Dienst beginnen
duty-go-off = Dienst beenden
duty-to-away = Sind Sie bald abwesend?
duty-away = Sie haben sich abwesend gemeldet

away-title = Abwesend
away-to-dashboard = Zurück zur Warteliste
away-what = Solange Sie abwesend sind, kann niemand nach Ihnen fragen. Ihre Seite sagt, dass Sie abwesend sind, und bis wann, wenn Sie es angeben. Termine bleiben, wie sie sind.
away-told = Besucherinnen und Besucher lesen:
away-hint = Beides darf leer bleiben: Dann sind Sie ab jetzt abwesend oder bis Sie sich hier zurückmelden. Zeiten gelten nach der Uhr in { $place }.
away-from = Von
away-until = Bis
away-words = Ein Satz für Besucherinnen und Besucher
away-words-hint = Zum Beispiel: Dr. Lie vertritt mich. Alle können ihn lesen; bitte schreiben Sie nichts über Ihre Gesundheit.
away-button = Speichern
away-kept = Wann Sie abwesend sind, ist mit Ihrem Konto versiegelt. Es wird für Ihre Seite geöffnet und mit dem Konto gelöscht.
away-end = Ich bin wieder da
away-open = Sie sind abwesend.
away-till = Sie sind abwesend bis { $until }.
away-from-on = Sie sind abwesend ab { $from }.
away-from-until = Sie sind abwesend von { $from } bis { $until }.
done-away = Gespeichert. Solange kann niemand nach Ihnen fragen.
done-back = Gespeichert. Man kann wieder nach Ihnen fragen.
