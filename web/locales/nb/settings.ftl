# Settings: the index, what each of them does to people's data, and the language of letters.

settings-all = Alle innstillinger
settings-on-data = Hva dette gjør med opplysninger om mennesker:

settings-retention-what = Du bestemmer hvor lenge dere kan slå opp hvem som har vært her og når.
settings-retention-data = Navn, telefon, tidspunkter og tekniske data om et besøk oppbevares så lenge etter at det er slutt. Deretter slettes de av seg selv, ved at nøkkelen deres destrueres.

settings-notice-data = Den ber ikke besøkende om noe. Det du skriver her, står på siden deres for alle, så nevn bare personer som er enige i å stå der. Tidligere versjoner oppbevares sammen med virksomheten og slettes med den.
settings-notice-published = Publisert
settings-notice-missing = Ikke publisert ennå

settings-language = Språk i brev
settings-language-what = E-post og tekstmeldinger skrives på dette språket når ikke noe bedre er kjent: til en besøkende som har kommet, skrives det på språket siden deres er på, til en som er invitert, på språket som ble valgt med invitasjonen, og til medlemmer på deres eget.
settings-language-data = Hvilket språk en besøkende leser, oppbevares forseglet sammen med besøket og slettes med det. Et medlems språk oppbevares sammen med kontoen. Virksomhetens språk sier ingenting om noen.
settings-language-question = Når ikke noe annet er kjent, skriv på
settings-language-button = Lagre språk

settings-agreement-what = De fastsetter hva dere og den som driver tjenesten, skylder hverandre; fremfor alt hva operatøren kan gjøre med opplysninger om deres besøkende: bare det dere ber om.
settings-agreement-data = Navnet på den som signerer eller godtar, og når, oppbevares forseglet sammen med virksomheten og slettes med den. At dere har godtatt, hvilken versjon og dagen blir stående i loggen, og det gjør tekstene også.
settings-agreement-signed = Signert
settings-agreement-missing = Ikke signert ennå
settings-agreement-none = Ingenting å signere

done-language = Språket er lagret.
done-own-language = Brev til deg skrives på dette språket fra nå av.

account-language = Brev til deg skrives på
account-language-hint = Når du velger språk nederst på en side mens du er logget inn, gjelder det også her.
account-language-button = Lagre språk

invite-language = Meldingens språk

settings-branding = Hva besøkende ser
settings-branding-what = Ordene, logoen og fargen deres på sidene til de besøkende. Du ser en forhåndsvisning før noe publiseres. E-post forblir ren tekst.
settings-branding-data = Det er offentlig: alle som åpner siden deres, ser det. Bilder skrives på nytt når du laster dem opp, uten noe av det de hadde med seg, som hvor de ble tatt. Alt er forseglet sammen med virksomheten og slettes med den. Det du erstatter, vises ikke lenger, og den forseglede kopien går med resten.
settings-branding-own = Deres eget
settings-branding-house = Ikke endret

branding-logo = Logo
branding-logo-alt = Logoen som ble lastet opp sist
branding-logo-file = En bildefil
branding-logo-button = Last opp logoen
branding-words = Ord og farge
branding-welcome = Velkomst
branding-welcome-hint = Står på siden der besøkende kommer inn. På språket til deres besøkende: det oversettes ikke.
branding-waiting = Til dem som venter
branding-waiting-hint = Står på venterommet, for eksempel hvor man kan ringe hvis ingen kommer.
branding-own-colour = Bruk en egen farge
branding-colour = Farge på knapper og lenker
branding-colour-hint = Den gjøres mørkere eller lysere der den ellers ikke kunne leses.
branding-adjusted = Slik du valgte den, kunne fargen ikke leses på lyse sider. Der vises den som { $colour }, med en kontrast på minst 4,5 til 1.
branding-show-logo = Vis logoen
branding-preview = Se forhåndsvisningen
preview-title = Forhåndsvisning.
preview-what = Dette er hva besøkende ville se. Ingenting er publisert ennå.
preview-publish = Publiser
preview-change = Endre noe
picture-hint = JPEG, PNG eller WebP, høyst 8 megabyte. Bildet gjøres lite, og ingenting av det det hadde med seg, beholdes.
invalid-picture = Denne filen kan ikke leses som et bilde. Velg en JPEG, PNG eller WebP.
invalid-accent = Velg en farge.
done-branding = Det er publisert. Besøkende ser det fra nå av.
done-logo = Logoen er lastet opp. Besøkende ser den når du publiserer den nedenfor.
done-picture = Bildet ditt er lagret.
done-picture-removed = Bildet ditt vises ikke lenger.
account-picture = Bildet ditt
account-picture-what = Hvis du tar imot besøkende, ser alle det der de velger hvem de vil treffe. Det er forseglet sammen med kontoen din og slettes med den.
account-picture-alt = Bildet ditt
account-picture-file = En bildefil
account-picture-button = Lagre bildet
account-picture-remove = Fjern bildet

settings-calls = Hvordan samtaler kobles opp
settings-calls-what = Bilde og lyd er kryptert fra ende til ende, uansett hvilken vei de tar. Ved direkte forbindelse får enheten på hver side vite den andres internettadresse, som røper leverandøren og omtrent hvor man er.
settings-calls-data = Via mellomserveren får ingen av partene vite den andres adresse, så en behandler som arbeider hjemmefra, røper ikke sin. Mellomserveren overfører bare det den ikke kan lese, og beholder ingenting av det.
settings-calls-question = Samtaler går
settings-calls-any = direkte der det er mulig, ellers via mellomserveren
settings-calls-relay = alltid via mellomserveren
settings-calls-hint = Går samtalen alltid via mellomserveren, kan den starte litt senere, og den er avhengig av at mellomserveren kan nås. Samtaler som pågår, forblir som de er.
settings-calls-none = Denne installasjonen har ingen mellomserver. Samtaler går direkte, eller kan ikke kobles opp.
settings-calls-button = Lagre
done-calls = Lagret. Det gjelder for alle samtaler fra nå av.

ending-title = Avslutt virksomheten
ending-what = Her avslutter eieren virksomheten hos oss. Den avsluttes tretti dager senere; inntil da fortsetter alt, og det kan trekkes tilbake.
ending-data = Den dagen slettes alle besøk, uansett hvilken frist dere har valgt, og ingen kan logge inn lenger. Navn og innstillinger slettes 60 dager etter, e-postadresser 90 dager etter.
ending-not = Ikke planlagt
ending-state = Avsluttes { $on }
ending-on = { $organisation } avsluttes { $on }.
ending-happens = Hva som skjer
ending-told = I dag får alle som har en konto her, dagen på e-post.
ending-grace = I tretti dager fortsetter alt som før, og du kan trekke det tilbake på denne siden.
ending-visits = Den dagen er siden deres borte, ingen slippes inn lenger, og alle besøk slettes. Besøkene til dem som venter, avsluttes, og timer avlyses: De besøkende får vite det i en melding. En samtale som er i gang, fortsetter til den er ferdig.
ending-people = Ingen kan logge inn lenger. Det som er lagret om virksomheten og dem som arbeider der, slettes 60 dager senere, e-postadressene 90 dager senere. Etter disse 60 dagene kan noen andre ta adressen til siden deres.
ending-kept = Det en slettesperre bevarer, blir til sperren er over. Hvem som åpnet hvilke opplysninger, forblir forseglet til fristen for det er ute. Ta selv vare på det loven krever at dere beholder.
ending-stale = Her vil vi være sikre på at det er deg. Logg inn med passnøkkelen en gang til, og kom tilbake til denne siden innen ti minutter.
ending-stale-button = Logg inn med passnøkkel
ending-stale-link = Her vil vi være sikre på at det er deg. Be om en ny lenke for å logge inn, og kom tilbake til denne siden innen ti minutter.
ending-no-passkey = Dette bekreftes med en passnøkkel, og kontoen din har ingen ennå. Legg til en; den teller fra i overmorgen. Logg så inn med den, og kom tilbake til denne siden innen ti minutter.
ending-too-new = En passnøkkel ble lagt til kontoen din de siste dagene. Her teller passnøkler fra { $from }. Var det ikke du som la den til, så fjern den og logg ut overalt.
ending-no-passkey-button = Til kontoen min
ending-agree = Jeg har lest hva som skjer
ending-button = Avslutt { $organisation } om tretti dager
ending-revoke = Trekk tilbake: { $organisation } fortsetter
done-ending = Det er varslet. Frem til dagen kan du trekke det tilbake her.
done-ending-revoked = Det er trukket tilbake. Alt fortsetter.

# Prøveperioden.
trial-runs = Prøveperioden deres varer til og med { $last }.
trial-runs-then = Etter den kan ingen nye komme inn eller inviteres; besøk og samtaler som er i gang, fortsetter. Skriv til { $operator } for å fortsette etterpå: { $email }.
trial-over = Prøveperioden deres varte til og med { $last }.
trial-over-then = Ingen nye kan komme inn eller inviteres. Besøk og samtaler som er i gang, fortsetter, og alt kan fortsatt leses, eksporteres og slettes. Skriv til { $operator } for å fortsette: { $email }.
