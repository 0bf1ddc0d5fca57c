# What is said during a call.

call-title = Samtale med { $other }
call-picture-of = Bildet av { $name }
call-self-move = Ditt eget bilde. Trykk for å flytte det til et annet hjørne.
call-sound = Slå på lyden
call-understood = Jeg forstår
call-again = Åpne samtalen her
call-leave-page = Forlat samtalen
call-no-script = Samtalen trenger JavaScript. Slå det på for denne siden og last den inn på nytt, eller bruk en annen nettleser.

call-mute = Mikro av
call-unmute = Mikro på
call-no-microphone = Ingen mikrofon
call-camera-off = Kamera av
call-camera-on = Kamera på
call-hang-up = Legg på
call-end = Avslutt
call-their-mute = Mikrofonen hos den andre er av.
call-their-camera = Kameraet hos den andre er av.

call-not-yet = Venter på at { $other } skal komme inn.
call-connecting = Kobler deg til { $other }.
call-connected = Direkte forbindelse, ende-til-ende-kryptert.
call-connected-relayed = Forbindelse via en mellomserver som bare overfører krypterte data.
call-no-server = Du kan snakke videre. Vi gjenoppretter forbindelsen til serveren.
call-no-network = Forbindelsen din til serveren er brutt. Vi fortsetter å prøve.
call-reconnecting = Forbindelsen er brutt. Vi gjenoppretter den; bli værende her.
call-lost = Forbindelsen til { $other } er brutt. Bli værende her: Samtalen går videre så snart den er tilbake.
call-left = { $other } har forlatt samtalen. Du kan vente her eller legge på.
call-ended = Samtalen er avsluttet.
call-hung-up = Du har forlatt samtalen.
call-replaced = Du har åpnet denne samtalen i et annet vindu. Den fortsetter der.
call-full = Det er allerede så mange i denne samtalen som det er plass til.
call-refused = Noe gikk galt på denne siden. Åpne samtalen igjen for å komme inn på nytt.
call-not-ended = Vi fikk ikke kontakt med serveren for å avslutte samtalen. Prøv igjen.

call-camera-denied = Nettleseren din blokkerer kameraet, så { $other } ser deg ikke. Trykk på tegnet ved siden av adressen og tillat kameraet for å endre det.
call-camera-absent = Vi fant ikke noe kamera, så { $other } ser deg ikke.
call-camera-busy = Et annet program bruker kameraet. Lukk det, og velg deretter «Kamera på».
call-both-denied = Nettleseren din blokkerer kameraet og mikrofonen, så { $other } verken ser eller hører deg. Trykk på tegnet ved siden av adressen, tillat begge og last inn siden på nytt.
call-both-absent = Vi fant verken kamera eller mikrofon, så { $other } verken ser eller hører deg. Du kan fortsatt se og høre den andre.
call-both-busy = Et annet program bruker kameraet og mikrofonen, så { $other } verken ser eller hører deg. Lukk det og last inn siden på nytt.
call-microphone-denied = Nettleseren din blokkerer mikrofonen, så { $other } hører deg ikke. Trykk på tegnet ved siden av adressen, tillat mikrofonen og last inn siden på nytt.
call-microphone-absent = Vi fant ingen mikrofon, så { $other } hører deg ikke. Du kan fortsatt se og høre den andre.
call-microphone-busy = Et annet program bruker mikrofonen. Lukk det og last inn siden på nytt.

call-code = Sikkerhetskode for denne samtalen
call-code-what = Hva disse bildene beviser
call-code-how = Si de fem bildene til hverandre. Hvis dere ser de samme, går krypteringen fra din enhet til den andres, og ingen lytter underveis, ikke engang denne serveren.
call-code-not = De beviser ikke hvem den andre er: Det vet du av ansikt og stemme. Og de forutsetter at denne siden, som serveren sendte deg, er ærlig.
call-code-changed = Koden er ny fordi forbindelsen ble opprettet på nytt, for eksempel etter at siden ble lastet inn igjen. Sammenlign bildene en gang til.
call-code-failed = Det var ikke mulig å bli enige om en sikkerhetskode. Noen kan ha kommet imellom: Legg på og åpne samtalen igjen før du sier noe fortrolig.
call-code-names = katt, hund, hest, ku, gris, sau, geit, kanin, bjørn, elefant, kamel, sjiraff, pingvin, ugle, and, hane, skilpadde, delfin, hval, blekksprut, sommerfugl, bie, snegle, marihøne, gran, kaktus, solsikke, tulipan, sopp, kløver, måne, stjerne, regnbue, ild, snømann, bølge, eple, sitron, banan, melon, druer, jordbær, gulrot, mais, brød, ost, egg, kake, nøkkel, bjelle, hammer, magnet, stearinlys, bok, saks, paraply, klokke, ballong, gave, gitar, tromme, sykkel, tog, seilbåt

call-close = Lukk
call-quality-good = God forbindelse
call-quality-fair = Svakere forbindelse
call-quality-weak = Svak forbindelse
call-their-saving = Bildet av den andre er satt på pause fordi forbindelsen er svak. Dere hører fortsatt hverandre.
call-own-saving = Bildet ditt er satt på pause fordi forbindelsen er svak. Dere hører fortsatt hverandre.

call-share-on = Del skjerm
call-share-off = Stopp deling
call-share-failed = Skjermen din kunne ikke deles. Det kan være at innstillingene på datamaskinen ikke lar nettleseren gjøre det.
call-own-screen = Du viser skjermen din.
call-their-screen = Du ser skjermen til den andre.

call-messages = Chat
call-messages-none = Ingenting er skrevet ennå.
call-messages-gone = Meldinger og filer går direkte mellom dere, kryptert som samtalen. De lagres ikke noe sted: Når denne siden lukkes, er de borte.
call-message = Melding
call-send = Send
call-not-sent = Den andre er ikke tilkoblet, så ingenting ble sendt. Prøv igjen når den andre er tilbake.
call-you-said = Du skrev:
call-they-said = { $other } skrev:
call-new-message = Ny melding fra { $other }
call-on-its-way = På vei
call-delivered = Levert
call-file = Fil
call-file-too-large = Her kan du sende filer på opptil 100 MB.
call-file-offered = { $other } vil sende deg denne filen. Ta imot bare hvis du venter på den.
call-file-waiting = Venter på at { $other } skal ta imot den.
call-file-running = Overføres
call-file-refused = { $other } tok ikke imot filen.
call-file-stopped = Ikke sendt: Overføringen ble stoppet, eller forbindelsen ble brutt. Du kan sende filen på nytt.
call-file-here = Filen er her. Lagre den før siden lukkes.
call-file-take = Ta imot filen
call-file-refuse = Avslå
call-file-stop = Stopp
call-file-save = Lagre
call-unsaved = Samtalen er avsluttet. Lagre filene du har fått; når du forlater denne siden, er de borte.

call-more = Mer
call-choose-microphone = Mikrofon
call-choose-camera = Kamera
call-choose-speaker = Høyttaler
call-device = Enhet
call-device-failed = Denne enheten kunne ikke brukes, så ingenting ble endret. Det kan være at et annet program bruker den.
call-blur = Gjør bakgrunnen uskarp
call-whole-screen = Hele skjermen
call-small-window = Bilde over andre vinduer
call-no-picture-yet = Det er ikke noe bilde av den andre ennå.
