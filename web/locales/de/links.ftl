# Repeating links, inviting for a colleague, and reminders.

links-title = Wiederverwendbare Links
links-way = Wiederverwendbare Links, für jemanden, der immer wieder kommt
links-what = Ein wiederverwendbarer Link lässt dieselbe Person so oft herein, wie sie möchte, bis zu einem Tag, den Sie wählen. Jedes Mal ist ein eigener Besuch, der für sich gelöscht wird. Dass es derselbe Link war, ist mit jedem Besuch versiegelt: Sie können sehen, dass jemand mit einem solchen kam, der Betreiber kann es nicht.
links-empty = Sie haben keinen wiederverwendbaren Link vergeben.
links-until = bis
links-one = Wiederverwendbarer Link
links-back = Alle wiederverwendbaren Links
links-give = Einen wiederverwendbaren Link vergeben
links-last = Letzter Tag
links-last-hint = Höchstens drei Monate im Voraus, bis zum Ende dieses Tages in { $place }.
links-button = Link senden
links-kept = Name und Adresse werden mit dem Link versiegelt aufbewahrt. Er lässt zu jeder Stunde herein, auch außerhalb der Öffnungszeiten.
links-end-title = Beenden
links-end-what = Die Person erhält eine Nachricht, und der Link lässt niemanden mehr herein. Wer schon wartet, bleibt.
links-end-button = Link { $reference } beenden
done-link-given = Der Link ist unterwegs.
done-link-ended = Der Link ist beendet, und die Person erhält eine Nachricht.
waiting-repeating = Kam mit einem wiederverwendbaren Link
invite-colleague = Eine Kollegin oder ein Kollege
invite-colleague-hint = Der Termin gehört dann dieser Person: Sie sieht ihn, Sie nicht. Ihr Name steht nicht in der Nachricht.
invite-which-colleague = Welche Kollegin oder welcher Kollege
invite-reminders = Erinnerungen
settings-reminders = Erinnerungen
reminders-what = Wer einen Termin hat, wird auf demselben Weg erinnert, auf dem die Einladung kam. Jede Einladung kann etwas anderes bestimmen.
reminders-question = An Termine erinnern
reminders-both = Einen Tag und eine Stunde vorher
reminders-day-before = Einen Tag vorher
reminders-hour-before = Eine Stunde vorher
reminders-none = Gar nicht
reminders-data = Für jede Erinnerung wird die Adresse noch einmal geöffnet, und das Zugriffsprotokoll sagt es. Bestehende Termine behalten die Erinnerungen, mit denen sie angelegt wurden.
reminders-button = Erinnerungen speichern
done-reminders = Gespeichert. Neue Einladungen werden so angelegt.
invalid-last = Bitte wählen Sie einen Tag von heute bis höchstens in drei Monaten.
invalid-reminders = Bitte wählen Sie eine dieser Möglichkeiten.

come-repeating-title = Ihr Link
come-repeating = Ihr Link zu { $organisation }
come-until = Lässt Sie herein bis
come-repeatedly = Dieser Link lässt Sie wieder herein, bis zu diesem Tag. Jedes Mal ist ein eigener Besuch. Dass Sie mit diesem Link gekommen sind, ist für Ihr Gegenüber versiegelt und wird mit dem Besuch gelöscht.
spent-repeating = { $organisation } hat diesen Link beendet, oder sein letzter Tag ist vorbei.

visitor-repeating-subject = Ihr Link zu { $organisation }
visitor-repeating =
    Guten Tag,

    { $organisation } gibt Ihnen einen Link, mit dem Sie so oft wie nötig per Video hereinkommen können, bis:

    { $when }
visitor-repeating-end =
    Kommen Sie mit diesem Link herein. Sie brauchen kein Konto und müssen nichts installieren:

    { $link }

    Der Link ist nur für Sie. Wenn Sie ihn verlieren, bitten Sie hier um einen neuen: { $again }

    Nicht für Notfälle: Rufen Sie den Notruf an.
visitor-repeating-link =
    Guten Tag,

    hier ist ein neuer Link zu { $organisation } anstelle des früheren. Er lässt Sie herein bis:

    { $when }
visitor-repeating-over-subject = Ihr Link zu { $organisation } ist beendet
visitor-repeating-over =
    Guten Tag,

    { $organisation } hat den Link beendet, mit dem Sie per Video hereinkommen konnten.
visitor-repeating-over-end = Sie müssen nichts tun. Der Link funktioniert nicht mehr.
text-repeating = Mit diesem Link können Sie so oft wie nötig per Video hereinkommen, bis { $when }: { $link }
text-repeating-over = Der Link, mit dem Sie per Video hereinkommen konnten, ist beendet und funktioniert nicht mehr.

leavers-title = Termine von Mitgliedern, die keinen Besuch mehr empfangen
leavers-back = Mitglieder
leavers-what = Wer gegangen ist oder keinen Besuch mehr empfängt, hinterlässt diese Termine. Geben Sie jeden an jemanden weiter, verlegen Sie ihn oder sagen Sie ihn ab. Mit wem er ist, bleibt versiegelt: Das sieht nur, wer ihn übernimmt.
leavers-empty = Es gibt keinen offenen Termin von jemandem, der keinen Besuch mehr empfängt.
leavers-to = Weitergeben an
leavers-give = An diese Person weitergeben
done-leavers-given = Der Termin gehört ab jetzt dieser Person.
