# What is said during a call.

call-title = Gesprek met { $other }
call-picture-of = Beeld van { $name }
call-self-move = Uw eigen beeld. Druk erop om het naar een andere hoek te verplaatsen.
call-sound = Geluid aanzetten
call-understood = Begrepen
call-again = Gesprek hier openen
call-leave-page = Gesprek verlaten
call-no-script = Voor het gesprek is JavaScript nodig. Zet het aan voor deze pagina en laad de pagina opnieuw, of gebruik een andere browser.

call-mute = Micro uit
call-unmute = Micro aan
call-no-microphone = Geen microfoon
call-camera-off = Camera uit
call-camera-on = Camera aan
call-hang-up = Ophangen
call-end = Stoppen
call-their-mute = De microfoon van de ander staat uit.
call-their-camera = De camera van de ander staat uit.

call-not-yet = We wachten tot { $other } binnenkomt.
call-connecting = U wordt verbonden met { $other }.
call-connected = Rechtstreeks verbonden, end-to-end versleuteld.
call-connected-relayed = Verbonden via een tussenserver, die alleen versleutelde gegevens doorgeeft.
call-no-server = U kunt gewoon doorpraten. We herstellen de verbinding met de server.
call-no-network = Uw verbinding met de server is onderbroken. We blijven het proberen.
call-reconnecting = De verbinding is onderbroken. We herstellen die; blijft u alstublieft hier.
call-lost = { $other } is de verbinding kwijt. Blijft u alstublieft hier: het gesprek gaat verder zodra de ander terug is.
call-left = { $other } heeft het gesprek verlaten. U kunt hier wachten of ophangen.
call-ended = Het gesprek is afgelopen.
call-hung-up = U hebt het gesprek verlaten.
call-replaced = U hebt dit gesprek in een ander venster geopend. Daar gaat het verder.
call-full = Dit gesprek is vol: meer mensen kunnen er niet aan deelnemen.
call-refused = Er ging iets mis op deze pagina. Open het gesprek opnieuw om terug te komen.
call-not-ended = We konden de server niet bereiken om het gesprek te beëindigen. Probeer het opnieuw.

call-camera-denied = Uw browser blokkeert de camera, dus { $other } kan u niet zien. Wilt u dat veranderen, tik dan op het symbool naast het adres en sta de camera toe.
call-camera-absent = We hebben geen camera gevonden, dus { $other } kan u niet zien.
call-camera-busy = Een ander programma gebruikt de camera. Sluit het af en kies dan ‘Camera aan’.
call-both-denied = Uw browser blokkeert de camera en de microfoon, dus { $other } kan u niet zien en niet horen. Tik op het symbool naast het adres, sta beide toe en laad deze pagina opnieuw.
call-both-absent = We hebben geen camera en geen microfoon gevonden, dus { $other } kan u niet zien en niet horen. U kunt de ander wel zien en horen.
call-both-busy = Een ander programma gebruikt de camera en de microfoon, dus { $other } kan u niet zien en niet horen. Sluit het af en laad deze pagina opnieuw.
call-microphone-denied = Uw browser blokkeert de microfoon, dus { $other } kan u niet horen. Tik op het symbool naast het adres, sta de microfoon toe en laad deze pagina opnieuw.
call-microphone-absent = We hebben geen microfoon gevonden, dus { $other } kan u niet horen. U kunt de ander wel zien en horen.
call-microphone-busy = Een ander programma gebruikt de microfoon. Sluit het af en laad deze pagina opnieuw.

call-code = Veiligheidscode van dit gesprek
call-code-what = Wat deze plaatjes bewijzen
call-code-how = Noem elkaar de vijf plaatjes. Ziet u allebei dezelfde, dan loopt de versleuteling van uw apparaat tot dat van de ander en luistert er niemand tussendoor mee, ook deze server niet.
call-code-not = Ze bewijzen niet wie de ander is: dat weet u aan gezicht en stem. En ze gaan ervan uit dat deze pagina, die de server u heeft gestuurd, eerlijk is.
call-code-changed = De code is nieuw, omdat de verbinding opnieuw is gemaakt, bijvoorbeeld na het herladen van de pagina. Vergelijk de plaatjes nog een keer.
call-code-failed = Er kon geen veiligheidscode worden afgesproken. Misschien zit er iemand tussen: hang op en open het gesprek opnieuw voordat u iets vertrouwelijks zegt.
call-code-names = kat, hond, paard, koe, varken, lam, geit, konijn, beer, olifant, kameel, giraf, pinguïn, uil, eend, kip, schildpad, dolfijn, walvis, octopus, vlinder, honingbij, slak, kever, spar, cactus, zonnebloem, tulp, paddenstoel, klaver, maan, ster, regenboog, vuur, sneeuwpop, golf, appel, citroen, banaan, meloen, druiven, aardbei, wortel, maïs, brood, gatenkaas, ei, taart, sleutel, bel, hamer, magneet, kaars, boek, schaar, paraplu, klok, ballon, cadeau, gitaar, trommel, fiets, trein, zeilboot

call-close = Sluiten
call-quality-good = Goede verbinding
call-quality-fair = Minder goede verbinding
call-quality-weak = Zwakke verbinding
call-their-saving = Het beeld van de ander pauzeert omdat de verbinding zwak is. U hoort elkaar nog wel.
call-own-saving = Uw beeld pauzeert omdat de verbinding zwak is. U hoort elkaar nog wel.

call-share-on = Scherm delen
call-share-off = Delen stoppen
call-share-failed = Uw scherm kon niet worden gedeeld. Misschien staan de instellingen van uw computer het de browser niet toe.
call-own-screen = U laat uw scherm zien.
call-their-screen = U ziet het scherm van de ander.

call-messages = Chat
call-messages-none = Er is nog niets geschreven.
call-messages-gone = Berichten en bestanden gaan rechtstreeks tussen u beiden, versleuteld zoals het gesprek. Ze worden nergens opgeslagen: als deze pagina sluit, zijn ze weg.
call-message = Bericht
call-send = Versturen
call-not-sent = De ander is niet verbonden, dus er is niets verstuurd. Probeer het opnieuw als de ander terug is.
call-you-said = U schreef:
call-they-said = { $other } schreef:
call-new-message = Nieuw bericht van { $other }
call-on-its-way = Onderweg
call-delivered = Aangekomen
call-file = Bestand
call-file-too-large = Hier kunnen bestanden tot 100 MB worden verstuurd.
call-file-offered = { $other } wil u dit bestand sturen. Neem het alleen aan als u het verwacht.
call-file-waiting = Wachten tot { $other } het aanneemt.
call-file-running = Wordt verstuurd
call-file-refused = { $other } heeft het bestand niet aangenomen.
call-file-stopped = Niet verstuurd: het is gestopt, of de verbinding viel weg. U kunt het opnieuw versturen.
call-file-here = Het bestand is er. Sla het op voordat de pagina sluit.
call-file-take = Bestand aannemen
call-file-refuse = Weigeren
call-file-stop = Stoppen
call-file-save = Opslaan
call-unsaved = Het gesprek is afgelopen. Sla de bestanden op die u hebt gekregen; als u deze pagina verlaat, zijn ze weg.

call-more = Meer
call-choose-microphone = Microfoon
call-choose-camera = Camera
call-choose-speaker = Luidspreker
call-device = Apparaat
call-device-failed = Dit apparaat kon niet worden gebruikt, dus er is niets veranderd. Misschien gebruikt een ander programma het.
call-blur = Mijn achtergrond vervagen
call-whole-screen = Volledig scherm
call-small-window = Beeld boven andere vensters
call-no-picture-yet = Er is nog geen beeld van de ander.
