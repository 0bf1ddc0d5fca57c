# Before anybody is signed in, and what went wrong.

sign-in = Logg inn

front-title = Et venterom for samtaler som forblir fortrolige
front-lead = De besøkende kommer inn med én lenke. Du ser hvem som venter, slipper dem inn og snakker med dem ansikt til ansikt. De trenger ingen konto, og ingenting må installeres.
front-sign-up = Åpne ditt venterom
front-link-title = Én lenke er nok
front-link = Ta den med i et brev, en SMS eller på nettstedet ditt. Den virker i nettleseren på alle telefoner og datamaskiner.
front-private-title = Ingen imellom
front-private = Samtaler er ende-til-ende-kryptert, går fra person til person og tas aldri opp. Det en besøkende forteller deg ved ankomst, forsegles og slettes den dagen du velger.
front-open-title = Alle kan kontrollere
front-open = Hver gang noen åpner en persons opplysninger, skrives det ned med begrunnelse: for den besøkende, for personvernombudet ditt, for en revisor.

sign-up-title = Åpne ditt venterom
sign-up-how = Det tar to minutter. Deretter bekrefter du e-postadressen og signerer avtalen som loven i landet ditt krever: en databehandleravtale, eller for helsetjenester i USA en «business associate agreement».
sign-up-trial = Dere begynner med en prøveperiode. Den varer i { $period }, koster ingenting, og ingenting fortsetter av seg selv etterpå.
sign-up-organisation = Navnet på praksisen eller virksomheten
sign-up-slug = Adressen din
sign-up-slug-hint = Små bokstaver fra a til z, tall og bindestreker. Dette er lenken de besøkende bruker.
sign-up-country = Land
sign-up-country-hint = Det avgjør hvilket nødnummer og hvilken myndighet de besøkende får se, og hvilken avtale dere signerer.
sector-question = I USA: driver dere helsetjenester?
sector-hint = HIPAA krever at en «covered entity» signerer en «business associate agreement» med oss. Andre signerer ikke noe mer; for dem sier vilkårene hva vi kan gjøre med opplysninger om besøkende.
sector-health-care = Ja: vi er en «covered entity» etter HIPAA
sector-other = Nei: vi driver med noe annet, for eksempel jus
sector-button = Lagre
done-sector = Lagret. Hva som skal signeres, følger av det.
sign-up-email-hint = Vi sender deg en lenke for å bekrefte den.
sign-up-button = Registrer deg
sign-up-have = Har du allerede en konto?

mail-title = Se i e-posten din
mail-confirmation = Vi har sendt en lenke til { $email }. Åpne den for å bekrefte adressen din.
mail-sign-in = Hvis { $email } har en konto her, er en lenke på vei.
mail-once-confirmation = Lenken virker én gang, i to dager.
mail-once-sign-in = Lenken virker én gang; hvor lenge, står i meldingen.
mail-advice = Hvis det ikke kommer noe innen noen minutter, kan du se i søppelposten eller prøve igjen.
mail-demo = Åpne demoens postkasse

confirm-title = Bekreft adressen din
confirm-how = Ett steg til, så er venterommet til { $organisation } ditt.
confirm-button = Bekreft og gå videre
enter-title = Kom inn
enter-how = Dette logger deg inn hos { $organisation }.
enter-button = Logg inn
enter-once = Denne lenken virker én gang.
enter-code = Kode for totrinnsbekreftelse
enter-code-hint = De seks sifrene appen din viser, eller en av gjenopprettingskodene dine.
enter-lost = Jeg har mistet alt dette
enter-lost-how = Hvis du har en passnøkkel på en enhet, kan du logge inn med den i stedet. Ellers kan du si fra her at alt er mistet: Alle administratorene i virksomheten får vite det og kan stanse det. Etter tre hele døgn logger en ny lenke deg inn uten kode.
enter-lost-button = Si fra at det er mistet
enter-lost-waits = Det er sagt fra at det er mistet. Fra { $from } kan du be om en ny lenke: Den logger deg inn uten kode. Til da kan en administrator stanse det.
enter-lost-over = Tre hele døgn har gått, og ingen har stanset det. Du kan logge inn uten kode. Totrinnsbekreftelsen din fjernes samtidig.
enter-lost-over-button = Logg inn uten kode

announced-title = Det er sagt fra
announced-from = Fra { $from } kan du be om en ny lenke for å logge inn. Den slipper deg inn uten kode.
announced-who = Alle som administrerer medlemmene i { $organisation }, er varslet på e-post, og det er du også. Til da kan de stanse det.
announced-not-you = Hvis du finner telefonen eller en gjenopprettingskode før det, kan du logge inn med den: Det stanser det også.

invitation-title = Du er invitert til { $organisation }
invitation-by = { $owner } inviterer deg.
invitation-roles = Du blir:
invitation-name-hint = Besøkende og kolleger ser det.
invitation-button = Godta og kom inn

sign-in-passkey = Logg inn med passnøkkel
sign-in-link = Send meg en lenke
sign-in-advice = Første gang her, eller ny enhet? Bruk lenken. Etterpå kan du legge til en passnøkkel, som er raskere og tryggere.
sign-in-new = Har du ingen konto ennå?

passkey-cancelled = Ingenting er endret: Forespørselen ble lukket før den var ferdig. Du kan prøve igjen.
passkey-already = Denne enheten har allerede en passnøkkel for kontoen din.
passkey-unsupported = Passnøkler virker ikke i denne nettleseren eller på denne adressen. Bruk en lenke på e-post i stedet.
passkey-failed = Det gikk ikke. Prøv igjen, eller bruk en lenke på e-post.

error-not-yours = Denne siden er ikke åpen for deg
error-not-here = Det er ingenting her
error-meanwhile = Noe er endret i mellomtiden
error-spent = Denne lenken virker ikke lenger
error-too-much = Et øyeblikk
error-not-understood = Det var ikke til å forstå
error-ours = Noe gikk galt hos oss
error-trace = Hvis du ber om hjelp, kan du oppgi dette nummeret:
error-sentence-sign-in = Logg inn først.
error-sentence-not-yours = Rollen din omfatter ikke dette. Hvis du trenger det, kan du spørre eieren av virksomheten.
error-sentence-visit = Et besøk åpnes bare i nettleseren der det begynte. Hvis det var en annen, kan du gå tilbake til den. Ellers kan du komme inn igjen med lenken til virksomheten du skal besøke.
error-sentence-not-here = Adressen kan være feilskrevet, eller det som var her, er borte.
error-sentence-meanwhile = Noen andre var raskere. Gå tilbake, se en gang til, og gjenta det du ville gjøre.
error-sentence-spent = Den er allerede brukt, eller tiden er ute. Be om en ny.
error-sentence-too-much = Det ble for mye på en gang. Vent et minutt og prøv igjen.
error-sentence-not-understood = Gå tilbake og kontroller det du skrev inn.
error-sentence-ours = Det var ikke noe du gjorde. Prøv igjen om et øyeblikk.
