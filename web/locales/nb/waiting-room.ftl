# Køen av dem som venter, beskjedene og døren, for dem som tar imot og for besøkende.

line-seen-by = Sett av { $name }
line-seen-by-you = Sett av deg
line-handed-by = Overført av { $name }
line-colleague = en kollega
line-unseen = { $count ->
    [one] Ingen har bekreftet denne ankomsten ennå. Den varsler til noen gjør det.
   *[other] Ingen har bekreftet { $count } ankomster ennå. De varsler til noen gjør det.
  }
line-quiet = Du er i en samtale: Denne listen er stille til den er slutt.
line-see = Jeg har sett det
line-hand-over = Overfør
line-long = Lang ventetid
line-very-long = Svært lang ventetid
live-long = har ventet lenge
live-very-long = har ventet svært lenge
notify-on = Varsle meg utenfor denne fanen
notify-off = Slutt å varsle meg utenfor denne fanen
notify-title = Noen er på venterommet
notify-body = Åpne ventelisten for å se hvem.

right-person-title = Før samtalen
right-person-heading = Er dette rett person?
right-person-what = Sammenlign det som står i skjemaet, med den du venter. Den besøkende slippes inn når du åpner samtalen.
right-person-back = Tilbake til ventelisten
right-person-invited = Invitert som
right-person-appointed = Ventet
right-person-for = Venter på
right-person-identity = Identitet
right-person-tested = Sjekk før samtalen
right-person-away = Siden til denne besøkende er lukket akkurat nå. Vedkommende kan slippes inn når den er åpen igjen.
right-person-button = Dette er rett person, åpne samtalen
right-person-not = Ikke nå

hand-over-title = Overfør til en kollega
hand-over-what = Den besøkende beholder plassen, får straks lese hvem som tar imot nå, og vises bare for den kollegaen.
hand-over-whom = Hvem tar imot nå?
hand-over-button = Overfør
hand-over-no-colleague = Ingen andre tar imot besøkende her.
hand-over-nobody = Velg en kollega.
hand-over-away = Denne kollegaen er borte. Velg en annen.

no-show-title = Ingen kom
no-show-what = Tidspunktet er passert. Lenken slipper ingen inn lenger, og historikken sier at ingen kom. Det sendes ingenting til den besøkende.
no-show-button = Noter at ingen kom
done-appointment-no-show = Det er notert at ingen kom.

room-link = Beskjeder og dør
room-title = Beskjeder og dør
room-everybody = En beskjed til alle som venter
room-everybody-what = Den står straks på siden til alle som venter her, uansett hvem de venter på.
room-own = En beskjed til dem som venter på deg
room-own-what = Bare besøkende som har spurt etter deg, er invitert av deg eller er overført til deg, leser den.
room-note = Beskjed
room-note-hint = For eksempel: «Vi er tjue minutter forsinket.» Ikke skriv noe om en besøkende: Andre leser det også. Den forsvinner av seg selv etter tolv timer.
room-note-stands = Den har stått siden { $since }.
room-put-up = Sett opp beskjeden
room-take-down = Ta den ned
room-door = Døren
room-door-what = Mens døren er stengt, kan ingen nye komme inn, heller ikke med en invitasjon; lenken blir ikke brukt opp. Samtaler fortsetter.
room-door-closed = Døren er stengt: Ingen nye kan komme inn.
room-door-to = Beskjeder og dør
room-sentence = Hva besøkende leser ved den stengte døren
room-sentence-hint = For eksempel: «Vi tar imot igjen fra kl. 13.00.»
room-let-go = { $count ->
    [one] Gi også beskjed til den som venter, og la vedkommende gå. Ellers blir plassen beholdt.
   *[other] Gi også beskjed til alle { $count } som venter, og la dem gå. Ellers beholder de plassen.
  }
room-let-go-what = Da er besøket deres over. Den som kom til en avtale, trenger en ny: Lenken slipper ikke inn én gang til.
room-close = Steng døren
room-close-again = Endre det som står der
room-open = Åpne døren
done-note-up = Beskjeden er satt opp. De som venter, leser den nå.
done-note-down = Beskjeden er tatt ned.
done-door-closed = Døren er stengt.
done-door-open = Døren er åpen.
done-alert = Lagret.

alert-title = Når du ikke ser etter
alert-what = Kommer det noen du bør vite om, og ventelisten din ikke er åpen noe sted, får du beskjed én gang per besøk. Beskjeden sier aldri hvem det er.
alert-how = Gi meg beskjed
alert-off = Ikke i det hele tatt
alert-email = På e-post, til adressen du logger inn med
alert-sms = På SMS
alert-phone = Telefonnummer for SMS
alert-phone-hint = Med landkode, for eksempel +47. Det brukes ikke til noe annet, og slettes sammen med kontoen din.
alert-button = Lagre

settings-waiting-room = Venterom
place-what = Besøkende leser på siden sin at de er sett. De kan også lese hvor mange som er foran dem.
place-data = Tallet teller personer og nevner ingen. Den som venter på noen andre, telles ikke med.
place-question = Hva leser besøkende?
place-told = Plassen sin: «Én person er foran deg.»
place-kept = At de er sett, uten plassen
place-button = Lagre
done-waiting-room = Lagret. Besøkende leser det fra nå av.

wait-seen = Du er på venterommet.
wait-handed = { $professional } tar imot deg nå.
wait-note-from = Fra { $name }
arrive-shut = { $organisation } tar ikke imot noen akkurat nå.
arrive-shut-advice = Kom tilbake senere. Hvis det ikke kan vente, kan du ringe eller skrive til dem slik du pleier.
come-shut-advice = Lenken din er ikke brukt opp: Åpne den igjen senere. Hvis det ikke kan vente, kan du ringe eller skrive til dem slik du pleier.

letter-somebody-waits-subject = Noen er på venterommet til { $organisation }
letter-somebody-waits =
    Hei,

    Det har kommet noen til { $organisation } som du bør vite om, og ventelisten din er ikke åpen. Se hvem det er:

    { $link }

    Du får denne beskjeden én gang per besøk. Du kan slå den av under «Beskjeder og dør».
text-somebody-waits = Noen er på venterommet ditt. Logg inn for å se hvem: { $link }

refused-has-come = Denne besøkende har kommet. Last inn siden på nytt.
refused-not-yet = Tidspunktet for denne avtalen er ikke kommet ennå.
refused-door-closed = Ingen tas imot akkurat nå. Kom tilbake senere.

cookies-kept-here = Ved siden av informasjonskapsler husker ventelisten to valg i denne nettleseren, som aldri sendes til oss: om den lager lyd (sound), og om den varsler utenfor fanen (notify). Knappene under listen slår dem av og på. I en samtale husker fanen dessuten hvilket kamera, hvilken mikrofon og hvilken høyttaler du har valgt (devices), og hvor lenge samtalen har vart (call-began), til du lukker den.
