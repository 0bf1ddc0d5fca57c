# What is said during a call.

call-title = Gespräch mit { $other }
call-picture-of = Bild von { $name }
call-self-move = Ihr eigenes Bild. Drücken Sie darauf, um es in eine andere Ecke zu verschieben.
call-sound = Ton einschalten
call-understood = Verstanden
call-again = Gespräch hier öffnen
call-leave-page = Gespräch verlassen
call-no-script = Das Gespräch braucht JavaScript. Schalten Sie es für diese Seite ein und laden Sie sie neu, oder nutzen Sie einen anderen Browser.

call-mute = Mikro aus
call-unmute = Mikro an
call-no-microphone = Kein Mikro
call-camera-off = Kamera aus
call-camera-on = Kamera an
call-hang-up = Auflegen
call-end = Beenden
call-their-mute = Das Mikrofon der anderen Person ist aus.
call-their-camera = Die Kamera der anderen Person ist aus.

call-not-yet = Wir warten, bis { $other } hereinkommt.
call-connecting = Wir verbinden Sie mit { $other }.
call-connected = Direkt verbunden, Ende-zu-Ende-verschlüsselt.
call-connected-relayed = Verbunden über einen Vermittlungsserver, der nur verschlüsselte Daten weiterleitet.
call-no-server = Sie können weitersprechen. Wir stellen die Verbindung zum Server wieder her.
call-no-network = Ihre Verbindung zum Server ist unterbrochen. Wir versuchen es weiter.
call-reconnecting = Die Verbindung ist unterbrochen. Wir stellen sie wieder her; bitte bleiben Sie hier.
call-lost = Die Verbindung zu { $other } ist abgebrochen. Bitte bleiben Sie hier: Das Gespräch geht weiter, sobald sie wieder besteht.
call-left = { $other } hat das Gespräch verlassen. Sie können hier warten oder auflegen.
call-ended = Das Gespräch ist beendet.
call-hung-up = Sie haben das Gespräch verlassen.
call-replaced = Sie haben dieses Gespräch in einem anderen Fenster geöffnet. Dort geht es weiter.
call-full = In diesem Gespräch sind schon so viele Personen, wie teilnehmen können.
call-refused = Auf dieser Seite ist etwas schiefgegangen. Öffnen Sie das Gespräch erneut, um zurückzukehren.
call-not-ended = Wir konnten den Server nicht erreichen, um das Gespräch zu beenden. Bitte versuchen Sie es noch einmal.

call-camera-denied = Ihr Browser sperrt die Kamera, deshalb sieht { $other } Sie nicht. Um das zu ändern, tippen Sie auf das Zeichen neben der Adresse und erlauben Sie die Kamera.
call-camera-absent = Wir haben keine Kamera gefunden, deshalb sieht { $other } Sie nicht.
call-camera-busy = Ein anderes Programm nutzt die Kamera. Schließen Sie es und wählen Sie dann „Kamera an“.
call-both-denied = Ihr Browser sperrt Kamera und Mikrofon, deshalb kann { $other } Sie weder sehen noch hören. Tippen Sie auf das Zeichen neben der Adresse, erlauben Sie beides und laden Sie diese Seite neu.
call-both-absent = Wir haben weder Kamera noch Mikrofon gefunden, deshalb kann { $other } Sie weder sehen noch hören. Umgekehrt können Sie weiter sehen und hören.
call-both-busy = Ein anderes Programm nutzt Kamera und Mikrofon, deshalb kann { $other } Sie weder sehen noch hören. Schließen Sie es und laden Sie diese Seite neu.
call-microphone-denied = Ihr Browser sperrt das Mikrofon, deshalb hört { $other } Sie nicht. Tippen Sie auf das Zeichen neben der Adresse, erlauben Sie das Mikrofon und laden Sie diese Seite neu.
call-microphone-absent = Wir haben kein Mikrofon gefunden, deshalb hört { $other } Sie nicht. Umgekehrt können Sie weiter sehen und hören.
call-microphone-busy = Ein anderes Programm nutzt das Mikrofon. Schließen Sie es und laden Sie diese Seite neu.

call-code = Sicherheitscode dieses Gesprächs
call-code-what = Was diese Bilder beweisen
call-code-how = Nennen Sie einander die fünf Bilder. Wenn Sie beide dieselben sehen, reicht die Verschlüsselung von Ihrem Gerät bis zum anderen, und niemand dazwischen hört mit, auch nicht dieser Server.
call-code-not = Sie beweisen nicht, wer die andere Person ist: Das erkennen Sie an Gesicht und Stimme. Und sie setzen voraus, dass diese Seite, die der Server Ihnen geschickt hat, ehrlich ist.
call-code-changed = Der Code ist neu, weil die Verbindung neu aufgebaut wurde, zum Beispiel nach einem Neuladen. Vergleichen Sie die Bilder noch einmal.
call-code-failed = Es konnte kein Sicherheitscode vereinbart werden. Möglicherweise ist jemand dazwischen: Legen Sie auf und öffnen Sie das Gespräch erneut, bevor Sie etwas Vertrauliches sagen.
call-code-names = Katze, Hund, Pferd, Kuh, Schwein, Schaf, Ziege, Kaninchen, Bär, Elefant, Kamel, Giraffe, Pinguin, Eule, Ente, Hahn, Schildkröte, Delfin, Wal, Krake, Schmetterling, Biene, Schnecke, Marienkäfer, Tanne, Kaktus, Sonnenblume, Tulpe, Pilz, Klee, Mond, Stern, Regenbogen, Feuer, Schneemann, Welle, Apfel, Zitrone, Banane, Melone, Trauben, Erdbeere, Karotte, Mais, Brot, Käse, Ei, Kuchen, Schlüssel, Glocke, Hammer, Magnet, Kerze, Buch, Schere, Regenschirm, Uhr, Ballon, Geschenk, Gitarre, Trommel, Fahrrad, Zug, Segelboot

call-close = Schließen
call-quality-good = Gute Verbindung
call-quality-fair = Schwächere Verbindung
call-quality-weak = Schwache Verbindung
call-their-saving = Das Bild der anderen Person pausiert, weil die Verbindung schwach ist. Sie hören einander weiterhin.
call-own-saving = Ihr Bild pausiert, weil die Verbindung schwach ist. Sie hören einander weiterhin.

call-share-on = Teilen
call-share-off = Teilen aus
call-share-failed = Ihr Bildschirm konnte nicht geteilt werden. Vielleicht erlauben die Einstellungen Ihres Computers es dem Browser nicht.
call-own-screen = Sie zeigen Ihren Bildschirm.
call-their-screen = Sie sehen den Bildschirm der anderen Person.

call-messages = Chat
call-messages-none = Es wurde noch nichts geschrieben.
call-messages-gone = Nachrichten und Dateien gehen direkt von Ihnen zur anderen Person und zurück, verschlüsselt wie das Gespräch. Sie werden nirgends gespeichert: Wenn diese Seite geschlossen wird, sind sie weg.
call-message = Nachricht
call-send = Senden
call-not-sent = Die andere Person ist nicht verbunden, deshalb wurde nichts gesendet. Versuchen Sie es noch einmal, wenn sie zurück ist.
call-you-said = Sie haben geschrieben:
call-they-said = { $other } hat geschrieben:
call-new-message = Neue Nachricht von { $other }
call-on-its-way = Unterwegs
call-delivered = Zugestellt
call-file = Datei
call-file-too-large = Hier lassen sich Dateien bis 100 MB senden.
call-file-offered = { $other } möchte Ihnen diese Datei senden. Nehmen Sie sie nur an, wenn Sie sie erwarten.
call-file-waiting = Wir warten, bis { $other } sie annimmt.
call-file-running = Wird übertragen
call-file-refused = { $other } hat die Datei nicht angenommen.
call-file-stopped = Nicht gesendet: Die Übertragung wurde angehalten, oder die Verbindung brach ab. Sie können die Datei noch einmal senden.
call-file-here = Die Datei ist da. Speichern Sie sie, bevor die Seite geschlossen wird.
call-file-take = Datei annehmen
call-file-refuse = Ablehnen
call-file-stop = Anhalten
call-file-save = Speichern
call-unsaved = Das Gespräch ist beendet. Speichern Sie die Dateien, die Sie erhalten haben; wenn Sie diese Seite verlassen, sind sie weg.

call-more = Mehr
call-choose-microphone = Mikrofon
call-choose-camera = Kamera
call-choose-speaker = Lautsprecher
call-device = Gerät
call-device-failed = Dieses Gerät konnte nicht verwendet werden, deshalb wurde nichts geändert. Vielleicht nutzt es ein anderes Programm.
call-blur = Hintergrund unscharf machen
call-whole-screen = Ganzer Bildschirm
call-small-window = Bild über anderen Fenstern
call-no-picture-yet = Es gibt noch kein Bild der anderen Person.
