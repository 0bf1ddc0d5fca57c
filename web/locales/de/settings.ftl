# Settings: the index, what each of them does to people's data, and the language of letters.

settings-all = Alle Einstellungen
settings-on-data = Was das mit den Daten von Menschen macht:

settings-retention-what = Sie entscheiden, wie lange Sie nachsehen können, wer wann hier war.
settings-retention-data = Name, Telefon, Zeiten und technische Daten eines Besuchs werden nach seinem Ende so lange aufbewahrt. Danach werden sie von selbst gelöscht, indem ihr Schlüssel vernichtet wird.

settings-notice-data = Sie fragt Besucherinnen und Besucher nach nichts. Was Sie hier schreiben, steht für alle auf Ihrer Seite; nennen Sie nur Personen, die damit einverstanden sind. Frühere Fassungen werden mit Ihrer Organisation aufbewahrt und mit ihr gelöscht.
settings-notice-published = Veröffentlicht
settings-notice-missing = Noch nicht veröffentlicht

settings-language = Sprache der Schreiben
settings-language-what = E-Mails und SMS werden in dieser Sprache geschrieben, wo nichts Besseres bekannt ist: Wer schon da war, bekommt Nachrichten in der Sprache der eigenen Seite, wer eingeladen ist, in der Sprache, die mit der Einladung gewählt wurde, und Mitglieder in ihrer eigenen.
settings-language-data = In welcher Sprache jemand liest, wird versiegelt mit dem Besuch aufbewahrt und mit ihm gelöscht. Die Sprache eines Mitglieds wird mit seinem Konto aufbewahrt. Die Sprache Ihrer Organisation sagt über niemanden etwas.
settings-language-question = Wo nichts anderes bekannt ist, schreiben auf
settings-language-button = Sprache speichern

settings-agreement-what = Er regelt, was der Betreiber dieses Dienstes mit den Daten Ihrer Besucherinnen und Besucher tun darf: nur das, womit Sie ihn beauftragen.
settings-agreement-data = Der Name der Person, die unterzeichnet, und der Zeitpunkt werden versiegelt mit Ihrer Organisation aufbewahrt und mit ihr gelöscht. Dass Sie unterzeichnet haben, welche Fassung und der Tag bleiben im Protokoll.
settings-agreement-signed = Unterzeichnet
settings-agreement-missing = Noch nicht unterzeichnet

done-language = Die Sprache ist gespeichert.
done-own-language = Schreiben an Sie sind von jetzt an in dieser Sprache.

account-language = Schreiben an Sie sind auf
account-language-hint = Wenn Sie am Fuß einer Seite eine Sprache wählen, während Sie angemeldet sind, gilt sie auch hier.
account-language-button = Sprache speichern

invite-language = Sprache der Nachricht
