# Was über Gäste eines Gesprächs gesagt wird: Dolmetschende oder Angehörige, die über einen im Gespräch erstellten Link kommen.

guest-interpreter = Dolmetscherin oder Dolmetscher
guest-relative = Angehörige Person
guest-who = { $name } ({ $role })
guest-the-visitor = Die besuchende Person

guest-title = An einem Gespräch teilnehmen
guest-heading = Sie werden zu einem Gespräch bei { $organisation } dazugebeten
guest-what = Jemand aus dem Gespräch hat Ihnen diesen Link gegeben. Sie kommen herein, sobald man Sie hereinlässt.
guest-name-hint = Die Fachperson liest ihn, bevor sie Sie hereinlässt. Die anderen erfahren nur, ob Sie dolmetschen oder zur Familie gehören.
guest-button = Weiter
guest-once = Der Link funktioniert einmal, und nur solange das Gespräch dauert.
guest-waits-title = Sie warten auf Einlass
guest-waits = { $organisation } sieht, dass Sie da sind. Sie kommen herein, sobald man Sie hereinlässt.
guest-turned-away-title = Sie wurden nicht hereingelassen
guest-turned-away = Das Gespräch geht ohne Sie weiter. Wenn Sie das überrascht, fragen Sie die Person, von der Sie den Link haben.
guest-ended-title = Das Gespräch ist beendet
guest-ended = Das Gespräch bei { $organisation } ist vorbei. Ihr Name wird zusammen mit dem Besuch gelöscht.

call-joined = { $other }: jetzt im Gespräch.
call-has-left = { $other }: nicht mehr im Gespräch.
call-guests = Dolmetschende oder Angehörige
call-guests-what = Erstellen Sie einen Link für jemanden ohne Konto und geben Sie ihn selbst weiter. Er funktioniert einmal und bis zum Ende des Gesprächs; herein kommt nur, wen Sie hereinlassen. Sagen Sie es der besuchenden Person vorher.
call-guest-as = In welcher Rolle kommt die Person?
call-guest-link = Link erstellen
call-guest-address = Link zum Weitergeben
call-guest-failed = Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.
call-guest-expected = { $other }: Der Link wurde noch nicht benutzt.
call-guest-waits = { $other }: wartet auf Einlass.
call-guest-let-in = Hereinlassen
call-guest-turn-away = Nicht hereinlassen
call-guest-withdraw = Link zurückziehen
refused-too-many-guests = Es sind so viele Links offen, wie ein Gespräch Plätze hat. Ziehen Sie zuerst einen zurück.

who-guest = Ein Gast des Gesprächs
as-guest = mit einem im Gespräch erstellten Link
who-code = Wer einen Code erhalten hat
as-code = mit einem Code, der an die Telefonnummer oder E-Mail-Adresse der Besucherin oder des Besuchers gesendet wurde
receipt-guests = Wer noch in das Gespräch gelassen wurde
receipt-guest = { $role }, hereingelassen von { $name }
