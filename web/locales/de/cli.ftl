# What the command line prints for people; with --json it prints no sentences.

cli-no-session = Um etwas einzusehen, braucht es eine Person: Geben Sie in ANTEROOM_SESSION das Token einer Sitzung mit der Rolle Compliance oder Revision an.
cli-session-over = Diese Sitzung ist beendet, oder es gibt keine mit diesem Token. Melden Sie sich neu an und verwenden Sie das neue Token.
cli-other-session = Diese Sitzung gehört jemand anderem oder einer anderen Organisation.
cli-several = Mehrere Besuche haben diese Referenz. Geben Sie einen davon mit --visit an: { $visits }

cli-replay-empty = Niemand hat etwas von dem eingesehen, wonach Sie gefragt haben.
cli-replay-line = { $position }  { $when }  { $who }, { $role }. { $why }. Wessen: { $whose }

cli-verify-log = { $origin }: { $records } Datensätze gelesen.
cli-verify-root = Die Wurzel über die ersten { $size }: { $root }
cli-verify-parts = { $parts } versiegelte Teile sind vorhanden und richtig; { $destroyed } sind weg, jeder durch eine Vernichtung, die im Protokoll steht.
cli-verify-unproved = { $count } Datensätze sind neuer als der Prüfpunkt: Für sie gibt es noch keinen Beweis.
cli-verify-from = Verglichen ab Position { $from }; die Datensätze davor sind nicht hier, für sie steht der Baum.
cli-verify-left-out = { $count } Chiffrate fehlen im Export: Über sie wird nichts ausgesagt.
cli-verify-witnessed = { $witness } hat die ersten { $size } Datensätze gegengezeichnet, am { $when }.
cli-verify-unwitnessed = { $witness } hat nicht gegengezeichnet.
cli-verify-declared = Position { $position }: ein angezeigter Verlust: Hier wurde das Protokoll wiederhergestellt, und die Datensätze { $first } bis { $last } von { $origin } sind weg.
cli-verify-stopped = Der Baum wächst nicht: { $why }
cli-verify-unreadable = Position { $position }: Ab hier lässt sich das Protokoll nicht weiterlesen: { $why }
cli-verify-proved = Bewiesen: Dies sind die Datensätze, die signiert wurden.
cli-verify-proved-since = Bewiesen: Dies sind die Datensätze, die signiert wurden, und sie sind aus den { $size } Ihres Prüfpunkts hervorgegangen.
cli-verify-proved-with-loss = Bewiesen, mit einem angezeigten Verlust: Ihr Prüfpunkt bürgt für Datensätze, die das Protokoll nach eigener Angabe verloren hat. Fragen Sie nach dem Grund.
cli-verify-alone = Wer diesen Ordner hat, hat auch dessen Signaturschlüssel. Bewahren Sie einen Prüfpunkt anderswo auf (anteroom audit checkpoint) und geben Sie ihn hier beim nächsten Mal an.
cli-verify-key-of-export = Der Schlüssel kam mit dem Export; er beweist nicht, wer signiert hat. Geben Sie den Schlüssel an, den Sie aufbewahren (--key), und den Prüfpunkt vom letzten Mal (--checkpoint).
cli-verify-first-time = Wer den Signaturschlüssel hat, könnte zuvor ein anderes Protokoll signiert haben. Bewahren Sie den Prüfpunkt des Exports auf und geben Sie ihn hier beim nächsten Mal an (--checkpoint).
cli-verify-not-proved = Nicht bewiesen.

cli-export-done = Die Datensätze { $from } bis { $to } liegen in { $out }, mit allem, was sie beweist.
cli-export-lacks = { $path } fehlt im Datenordner oder ist beschädigt: Eine Abweichung wird dann gefunden, aber nicht ihre Stelle.
cli-export-next = Auf einem anderen Rechner: anteroom audit verify { $out } --key KEY --checkpoint IHR-LETZTER

cli-inclusion-proved = Bewiesen: Dies ist Datensatz { $position } von { $origin }, so wie der Prüfpunkt über { $size } Datensätze signiert wurde.
cli-consistent = Bewiesen: Das Protokoll mit { $new } Datensätzen setzt jenes mit { $old } fort.
cli-rotate-begun = Jetzt signieren zwei Schlüssel die Prüfpunkte, der alte und der neue. Geben Sie den neuen an Revision und Zeugen weiter und beenden Sie dann den alten: anteroom audit rotate-key --finish
cli-rotate-finished = Der alte Schlüssel signiert nicht mehr und ist aus dem Datenordner entfernt. Dieser signiert:

cli-found = { $reference }  { $day }  { $name }, { $phone }; mit { $professional }. Aufbewahrt: { $state }. Besuch { $visit }
cli-found-appointment = { $reference }  Termin { $when }  { $name }, { $reach }; mit { $professional }. Aufbewahrt: { $state }. Besuch { $visit }
cli-found-gone = { $reference }  { $day }  { $state } Besuch { $visit }
cli-found-until = bis { $when }
cli-found-erased = Auf Anordnung gelöscht. Die Bescheinigung dazu: anteroom subject statement { $erasure }

cli-agreement = { $kind } { $version }, veröffentlicht { $day } ({ $digest }): zugestimmt { $agreed }, benachrichtigt { $told }, Brief nicht versandt { $waiting }, andere { $others }

cli-model = { $name } (Version { $version }, Generation { $generation }) an Position { $position }: { $state }
cli-model-follows = { $lag ->
    [0] auf dem neuesten Stand
    [one] ein Ereignis im Rückstand
   *[other] { $lag } Ereignisse im Rückstand
  }
cli-model-rebuilding = die nächste Generation ist an Position { $position }
cli-model-stopped = angehalten: { $why }

cli-certificate = Zertifikat vom { $issued } zu { $subject }, unter dem Prüfpunkt von { $origin } über { $size } Datensätze.
cli-certificate-held = Gesperrt: Es ist nichts vernichtet, weil eine Löschsperre gilt.
cli-certificate-pending = Ausstehend: Die Schlüssel sind vernichtet, aber ältere Kopien der Schlüsseltabelle könnten noch öffnen, was sie versiegelt haben.
cli-certificate-done = Abgeschlossen: Die Schlüssel sind vernichtet, ebenso die Epoche, in der sie standen. Worauf das beruht, steht im Zertifikat.
cli-certificate-parts = { $keys } Schlüssel sind vernichtet; sie hatten { $parts } Teile versiegelt.
cli-certificate-hold = Aufbewahrt unter der Löschsperre { $hold } gemäß { $ground } bis { $until }.
cli-certificate-valid = Gültig: Es wurde so signiert, und die Ereignisse, die es nennt, liegen unter seinem Prüfpunkt. Ob es etwas auslässt, zeigt nur ein Export (--export).
cli-certificate-valid-compared = Gültig: Es wurde so signiert, und die Datensätze des Protokolls sagen dasselbe und nichts weiter.
cli-certificate-invalid = Nicht gültig.
cli-certificate-written = Das Zertifikat liegt in { $out }. Jeder kann es prüfen: anteroom audit verify-certificate FILE --key KEY

cli-organisation = { $organisation }  { $country }  angemeldet { $since }: { $standing }
cli-organisation-unconfirmed = von der Leitung nicht bestätigt
cli-organisation-trial = auf Probe bis einschließlich { $day }
cli-organisation-trial-over = die Probezeit lief bis einschließlich { $day }; niemand wird neu empfangen
cli-organisation-in-use = in Gebrauch
cli-organisation-ending = endet am { $day }
cli-organisation-ended = beendet
