# What a visitor reads, from the organisation's page to the receipt.

arrive-title = Velkommen til { $organisation }
arrive-emergency = Ikke for nødstilfeller.
arrive-emergency-call = Hvis det haster, ring
arrive-how = Si hvem du er, så ser { $organisation } med en gang at du er her. Du trenger ingen konto, og ingenting må installeres.
arrive-nobody-in = Hos { $organisation } er ingen innlogget akkurat nå.
arrive-nobody-in-advice = Hvis du har en avtale, kan du komme inn og vente: Den som logger inn neste gang, ser deg med en gang.
arrive-not-yet = { $organisation } gjør fortsatt klart venterommet sitt.
arrive-not-yet-advice = Du har kommet til riktig sted, men ingen kan tas imot her ennå. Hvis du har en avtale i dag, kan du ringe eller skrive til dem slik du pleier.
arrive-own = Du er innlogget som en av deres egne. Besøkende leser ordene over til alt er gjort klart.
arrive-own-button = Se hva som mangler
arrive-name-hint = Navnet de kjenner deg under.
arrive-phone-hint = Brukes bare hvis videosamtalen brytes og de må nå deg.
arrive-for-whom = Hvem skal du til?
arrive-first-free = Den første som er ledig
arrive-first-free-hint = Velg dette hvis du ikke har avtale med noen bestemt.
arrive-consent = Jeg samtykker til at { $organisation } behandler det jeg oppgir her, slik at vi kan snakke sammen. Det slettes { $retention } etter besøket. Jeg kan når som helst trekke samtykket tilbake.
arrive-notice = Hva som skjer med opplysningene mine
arrive-notice-page = Åpne dette på en egen side
arrive-button = Gå til venterommet

privacy-title = Personvernerklæring
privacy-link = Personvernerklæring
privacy-of = Hvordan { $organisation } behandler det besøkende oppgir.
privacy-since = Gjelder fra
privacy-back = Tilbake til { $organisation }

notice-controller = { $controller } er behandlingsansvarlig for opplysningene dine. Kontakt: { $contact }.
notice-officer = Personvernombudet er { $officer }.
notice-what = Vi spør om navnet ditt, og om et telefonnummer hvis du vil oppgi det. Hvis du ble invitert, oppbevarer vi også adressen eller nummeret invitasjonen gikk til, og tidspunktet. Under besøket noterer vi også når du kom, hvor lenge dere snakket, og om kamera, mikrofon og forbindelse virket. Vi spør ikke om noe som gjelder helsen din.
notice-why = Vi gjør dette fordi du samtykker til det (artikkel 6 nr. 1 bokstav a i personvernforordningen, GDPR). Opplysningene dine slettes { $retention } etter besøket.
notice-call = Samtalen er ende-til-ende-kryptert. Den går direkte mellom deg og den du snakker med, eller, der et nettverk ikke tillater det, via en mellomserver som bare ser krypterte data. Den tas ikke opp, og ingen imellom kan se eller høre den.
notice-access = Hver gang noen åpner opplysningene dine, skrives det ned hvem det var og hvorfor. Etter besøket ser du det på kvitteringssiden din.
notice-rights = Du kan når som helst trekke samtykket tilbake, og be om å få se, rettet, utlevert eller slettet opplysningene dine.
notice-authority = Hvis du ikke er fornøyd med hvordan vi behandler opplysningene dine, kan du klage til { $authority }.

check-title = Kamera og lyd
check-why = En kort sjekk, så du kan bli sett og hørt. Ingen kan se eller høre deg ennå.
check-ask = Nettleseren vil spørre om den kan bruke kameraet og mikrofonen. Velg «Tillat».
check-start = Sjekk kamera og lyd
check-skip = Hopp over sjekken og vent
check-asking = Nettleseren spør nå. Velg «Tillat».
check-self-view = Ditt eget bilde
check-camera = Kamera
check-camera-ok = Kameraet ditt virker. Ser du deg selv?
check-camera-blocked = Kameraet er blokkert. Trykk på tegnet ved siden av adressen til denne siden, tillat kameraet og prøv igjen. Du kan også gå videre uten bilde.
check-camera-none = Vi fant ikke noe kamera. Du kan gå videre uten bilde.
check-camera-busy = Et annet program bruker kameraet. Lukk det og prøv igjen, eller gå videre uten bilde.
check-camera-skipped = Du går videre uten bilde. Du kan slå på kameraet senere.
check-microphone = Mikrofon
check-microphone-ok = Mikrofonen din virker.
check-microphone-blocked = Mikrofonen er blokkert. Trykk på tegnet ved siden av adressen til denne siden, tillat mikrofonen og prøv igjen.
check-microphone-none = Vi fant ingen mikrofon. Koble til et headset, eller gå videre: Du kan fortsatt se og høre den andre, og den andre kan ringe deg.
check-microphone-busy = Et annet program bruker mikrofonen. Lukk det og prøv igjen.
check-say-something = Si noe. Stolpen beveger seg når vi hører deg.
check-level = Hvor høyt du snakker
check-heard-you = Vi hører deg.
check-speaker = Hører du oss?
check-play-tone = Spill av en lyd
check-heard = Jeg hørte den
check-not-heard = Jeg hørte ingenting
check-speaker-advice = Skru opp lyden, sjekk at hodetelefonene sitter godt i, og spill av lyden igjen. Du kan også gå videre.
check-continue = Gå videre til venterommet
check-try-again = Prøv igjen
check-without-camera = Gå videre uten kamera
check-lost = Vi kunne ikke lagre resultatet av sjekken. Det har ikke noe å si for besøket ditt: Du kan gå videre.

wait-title = Venterommet
wait-place = { $before ->
    [0] Du er den neste.
    [one] Én person er foran deg.
   *[other] { $before } personer er foran deg.
  }
wait-known-by = { $professional } vet at du er her.
wait-known = { $organisation } vet at du er her, og den første som er ledig, slipper deg inn.
wait-nobody-in = Hos { $organisation } er ingen innlogget akkurat nå. Den som logger inn neste gang, ser deg med en gang.
wait-keep-open = La denne siden være åpen. Du slippes inn automatisk og trenger ikke gjøre noe mer. Hvis du laster inn siden på nytt, beholder du plassen din.
wait-lost = Forbindelsen er brutt.
wait-lost-advice = Vi prøver igjen. Du beholder plassen din.
wait-admitted = Du blir sluppet inn.
wait-go-in = Gå inn nå
wait-no-script = Denne siden trenger JavaScript for videosamtalen. Slå det på, eller åpne siden i en annen nettleser.
wait-for = Du skal til
wait-since = Du kom klokken
wait-check-again = Sjekk kamera og lyd igjen

thanks-title = Takk for besøket
thanks-call = Samtalen din med { $organisation } er avsluttet. Ingenting av den ble tatt opp.
thanks-closed-title = Besøket ditt ble lukket
thanks-closed = { $organisation } lukket besøket ditt før en samtale. Hvis dette er uventet, kan du komme inn igjen eller kontakte dem.
left-title = Du har forlatt samtalen
left-call = { $organisation } kan fortsatt være i samtalen. Hvis du la på ved en feil, kan du gå inn igjen.
left-back = Gå inn igjen
thanks-close = Du kan lukke denne siden.
thanks-reference = Referansen til besøket ditt
thanks-receipt = Med den kan du spørre hva som er oppbevart om deg. Kvitteringssiden din viser det nå, og hvem som har åpnet opplysningene dine.
thanks-receipt-button = Se hva som er oppbevart
thanks-again = Kom inn igjen

receipt-title = Besøket ditt
receipt-print = Ta vare på denne referansen, eller skriv ut denne siden, hvis du kanskje vil spørre om besøket senere.
receipt-kept = Opplysningene dine oppbevares i { $retention }, til
receipt-kept-then = Deretter slettes de.
receipt-kept-open = Besøket ditt er ikke avsluttet. Opplysningene dine slettes { $retention } etter at det er slutt.
receipt-erased = Opplysningene dine ble slettet
receipt-erased-pending = Nøklene som kunne åpne dem, er destruert. Kopier av nøklene som ble laget tidligere, kan fortsatt åpne dem; som regel gjøres disse ubrukelige innen en dag, og da står det på denne siden.
receipt-erased-done = Nøklene som kunne åpne dem, er destruert. Ingenting som er oppbevart, kan åpne dem lenger, heller ikke kopier eller sikkerhetskopier, uansett alder, så lenge destruksjonen av hovednøkkelen holder.
receipt-erased-remains = Det som står igjen, er at et besøk fant sted, uten navnet ditt, og nedenfor hvem som åpnet opplysningene dine.
receipt-yours = Hva som er oppbevart om deg
receipt-organisation = Du besøkte
receipt-day = Dag
receipt-with = Du snakket med
receipt-duration = Samtalens lengde
receipt-opened = Hvem som har åpnet opplysningene mine
receipt-opened-why = Hver åpning skrives ned med begrunnelse. Denne listen kan ikke endres av noen. Dine egne åpninger er utelatt.
receipt-opened-nobody = Ingen har åpnet opplysningene dine.
receipt-rights = Rettighetene dine
receipt-rights-how = Du kan be { $organisation } om å få se, rettet, utlevert eller slettet opplysningene dine, eller trekke samtykket tilbake. Skriv til { $contact } og oppgi referansen { $reference }. Du får svar innen fire uker.
receipt-authority = Hvis du ikke er fornøyd med svaret, kan du klage til { $authority }.
