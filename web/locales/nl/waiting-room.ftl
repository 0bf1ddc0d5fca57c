# De rij van wie wacht, de berichten en de deur, voor medewerkers en bezoekers.

line-seen-by = Gezien door { $name }
line-seen-by-you = Gezien door u
line-handed-by = Overgedragen door { $name }
line-colleague = een collega
line-unseen = { $count ->
    [one] Niemand heeft deze aankomst nog bevestigd. Zij blijft roepen tot iemand dat doet.
   *[other] Niemand heeft { $count } aankomsten nog bevestigd. Zij blijven roepen tot iemand dat doet.
  }
line-quiet = U bent in gesprek: deze lijst blijft stil tot het voorbij is.
line-see = Ik heb het gezien
line-hand-over = Overdragen
line-long = Wacht lang
line-very-long = Wacht heel lang
live-long = wacht al lang
live-very-long = wacht al heel lang
notify-on = Meld het mij buiten dit tabblad
notify-off = Meld het mij niet meer buiten dit tabblad
notify-title = Er is iemand in de wachtkamer
notify-body = Open de lijst om te zien wie.

right-person-title = Voor het gesprek
right-person-heading = Is dit de juiste persoon?
right-person-what = Vergelijk wat het formulier zegt met wie u verwacht. De bezoeker wordt binnengelaten zodra u het gesprek opent.
right-person-back = Terug naar de wachtkamer
right-person-invited = Uitgenodigd als
right-person-appointed = Verwacht
right-person-for = Wacht op
right-person-identity = Identiteit
right-person-tested = Controle voor het gesprek
right-person-away = De pagina van deze bezoeker is nu gesloten. Binnenlaten kan zodra zij weer open is.
right-person-button = Dit is de juiste persoon, open het gesprek
right-person-not = Niet nu

hand-over-title = Overdragen aan een collega
hand-over-what = De bezoeker houdt zijn plaats, leest meteen wie hem nu ontvangt, en is alleen voor die collega zichtbaar.
hand-over-whom = Wie ontvangt de bezoeker nu?
hand-over-button = Overdragen
hand-over-no-colleague = Niemand anders ontvangt hier bezoekers.
hand-over-nobody = Kies een collega.
hand-over-away = Deze collega is afwezig. Kies iemand anders.

no-show-title = Niemand gekomen
no-show-what = De tijd is voorbij. De link laat niemand meer binnen, en in de geschiedenis staat dat niemand kwam. Er wordt niets aan de bezoeker gestuurd.
no-show-button = Noteren dat niemand kwam
done-appointment-no-show = Er is genoteerd dat niemand kwam.

room-link = Berichten en deur
room-title = Berichten en deur
room-everybody = Een bericht aan iedereen die wacht
room-everybody-what = Het staat meteen op de pagina van iedereen die hier wacht, op wie dan ook.
room-own = Een bericht aan wie op u wacht
room-own-what = Alleen bezoekers die naar u vroegen, door u zijn uitgenodigd of aan u zijn overgedragen, lezen het.
room-note = Bericht
room-note-hint = Bijvoorbeeld: “Wij lopen twintig minuten uit.” Schrijf niets over een bezoeker: anderen lezen het ook. Na twaalf uur verdwijnt het vanzelf.
room-note-stands = Het hangt er sinds { $since }.
room-put-up = Bericht ophangen
room-take-down = Weghalen
room-door = De deur
room-door-what = Zolang de deur dicht is, kan niemand nieuw binnenkomen, ook niet met een uitnodiging; de link wordt niet verbruikt. Gesprekken gaan door.
room-door-closed = De deur is dicht: niemand nieuw kan binnenkomen.
room-door-to = Berichten en deur
room-sentence = Wat bezoekers lezen bij de gesloten deur
room-sentence-hint = Bijvoorbeeld: “Vanaf 13.00 uur ontvangen wij weer.”
room-let-go = { $count ->
    [one] Zeg het ook tegen wie nu wacht, en laat die gaan. Anders blijft de plaats behouden.
   *[other] Zeg het ook tegen alle { $count } wachtenden, en laat hen gaan. Anders blijven zij wachten.
  }
room-let-go-what = Hun bezoek is daarmee voorbij. Wie voor een afspraak kwam, heeft een nieuwe nodig: de link laat niet nog een keer binnen.
room-close = De deur sluiten
room-close-again = Wijzigen wat er staat
room-open = De deur openen
done-note-up = Het bericht hangt er. Wie wacht, leest het nu.
done-note-down = Het bericht is weggehaald.
done-door-closed = De deur is dicht.
done-door-open = De deur is open.
done-alert = Bewaard.

alert-title = Wanneer u niet kijkt
alert-what = Komt er iemand van wie u moet weten, en staat uw lijst nergens open, dan hoort u dat één keer per bezoek. Het bericht zegt nooit wie het is.
alert-how = Laat het mij weten
alert-off = Helemaal niet
alert-email = Per e-mail, op het adres waarmee u inlogt
alert-sms = Per sms
alert-phone = Telefoonnummer voor de sms
alert-phone-hint = Met het land, zoals +31. Het wordt nergens anders voor gebruikt en met uw account gewist.
alert-button = Bewaren

settings-waiting-room = Wachtkamer
place-what = Bezoekers lezen op hun pagina dat zij gezien zijn. Zij kunnen ook lezen hoeveel mensen er vóór hen zijn.
place-data = Het getal telt mensen en noemt niemand. Wie op iemand anders wacht, telt niet mee.
place-question = Wat lezen bezoekers?
place-told = Hun plaats: “Er is één persoon vóór u.”
place-kept = Dat zij gezien zijn, zonder hun plaats
place-button = Bewaren
done-waiting-room = Bewaard. Bezoekers lezen het vanaf nu.

wait-seen = U bent in de wachtkamer.
wait-handed = { $professional } ontvangt u nu.
wait-note-from = Van { $name }
arrive-shut = { $organisation } ontvangt op dit moment niemand.
arrive-shut-advice = Kom later terug. Kan het niet wachten, bel of schrijf dan zoals u gewend bent.
come-shut-advice = Uw link is niet verbruikt: open hem later opnieuw. Kan het niet wachten, bel of schrijf dan zoals u gewend bent.

letter-somebody-waits-subject = Er is iemand in de wachtkamer van { $organisation }
letter-somebody-waits =
    Hallo,

    Er is iemand bij { $organisation } gekomen van wie u moet weten, en uw lijst staat niet open. Bekijk wie het is:

    { $link }

    U hoort dit één keer per bezoek. U kunt het uitzetten onder “Berichten en deur”.
text-somebody-waits = Er is iemand in uw wachtkamer. Log in om te zien wie: { $link }

refused-has-come = Deze bezoeker is gekomen. Laad de pagina opnieuw.
refused-not-yet = De tijd van deze afspraak is nog niet gekomen.
refused-door-closed = Er wordt op dit moment niemand ontvangen. Kom later terug.

cookies-kept-here = Naast cookies bewaart de lijst van wachtenden twee keuzes in deze browser, die nooit naar ons worden gestuurd: of zij geluid maakt (sound) en of zij u buiten het tabblad waarschuwt (notify). De knoppen onder de lijst zetten ze aan en uit. Bij een gesprek onthoudt het tabblad bovendien welke camera, microfoon en luidspreker u hebt gekozen (devices) en sinds wanneer het gesprek loopt (call-began), tot u het sluit.
