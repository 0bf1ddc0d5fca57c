# What owners read: bill, team, settings, agreement; and everybody's account.

bill-title = Faktura for { $month }
bill-plan = Abonnement { $plan }, { $price } per aktivt medlem og måned.
bill-running = Så langt. Måneden er ikke over.
bill-closed = Denne måneden er avsluttet.
bill-caption = Hvem det faktureres for
bill-member = Medlem
bill-why = Hvorfor
bill-amount = Beløp
bill-active = Deltok i en samtale denne måneden
bill-owner = Eier, faktureres alltid
bill-active-owner = Eier, og deltok i en samtale denne måneden
bill-net = Sum før avgift
bill-total = Totalt
bill-rule = Et medlem er aktivt etter minst én samtale der begge parter deltok. Å slette et besøk endrer ingen faktura.
bill-months = Andre måneder

team-members = Medlemmer
team-roles = Roller
team-save = Lagre roller
team-invite = Inviter noen
team-invite-hint = De får en lenke som virker én gang.
team-invite-button = Send invitasjonen

team-remove = Fjern
team-hand-over = Overfør eierskapet
team-withdraw = Trekk tilbake invitasjonen
team-offered = Du har tilbudt { $name } eierskapet. Du er eier til tilbudet er godtatt.
team-offer-withdraw = Trekk tilbake tilbudet

removal-title = Fjern et medlem
removal-question = Fjern { $name }
removal-own-title = Forlat denne virksomheten
removal-sessions = Alle økter avsluttes med en gang, også en samtale som pågår. Lenker og passnøkler åpner ingenting lenger.
removal-address = E-postadressen blir ledig: Den kan inviteres igjen, her eller andre steder.
removal-visitors = Besøkende som skal til dette medlemmet og venter akkurat nå, kan slippes inn av de andre.
removal-kept = Navnet vises i tidligere besøk og i tilgangsloggen frem til { $name }. E-postadressen oppbevares til { $contact }. Deretter slettes begge ved at nøkkelen deres destrueres.
removal-bill = Måneden faktureres hvis det ble holdt en samtale i den.
removal-own-button = Forlat denne virksomheten
removal-keep = Ikke endre noe

offer-title = Overfør eierskapet
offer-question = Overfør eierskapet til { $name }
offer-owner = Eieren har kontrakten med operatøren, signerer avtaler og faktureres hver måned. Adressen til virksomheten blir den samme.
offer-letter = Den du velger, får en e-post og godtar på sin egen side. Til da kan du trekke tilbake tilbudet.
offer-until = Til tilbudet er godtatt, er du eier, og ingenting endres.
offer-after = Deretter er du administrator, med de andre rollene du har nå. Bare den nye eieren kan gi eierskapet tilbake.
offer-button = Tilby { $name } eierskapet
offer-keep = Ikke endre noe

ownership-title = Du er tilbudt eierskapet
ownership-from = Tilbudet kommer fra { $owner }.
ownership-contract = Du får kontrakten for { $organisation } med operatøren og signerer avtalene.
ownership-bill = Eieren faktureres hver måned, enten det holdes samtaler eller ikke.
ownership-roles = Du beholder rollene du har. Eieren til nå blir administrator.
ownership-accept = Godta eierskapet
ownership-decline = Takk nei

settings-notice = Personvernerklæring

retention-title = Hvor lenge besøk oppbevares
retention-question = Oppbevar opplysningene om et besøk i
retention-shorter = En kortere frist gjelder med en gang, også for tidligere besøk.
retention-longer = En lengre gjelder bare for nye besøk, fordi tidligere besøkende samtykket til den kortere.
retention-button = Lagre fristen
retention-ending = { $count ->
    [one] Hvis du oppbevarer besøk i bare { $retention }, tar 1 tidligere besøk slutt med en gang: Opplysningene om det slettes ved at nøkkelen deres destrueres, og ingen kan hente dem tilbake.
   *[other] Hvis du oppbevarer besøk i bare { $retention }, tar { $count } tidligere besøk slutt med en gang: Opplysningene om dem slettes ved at nøklene deres destrueres, og ingen kan hente dem tilbake.
  }
retention-end = { $count ->
    [one] Slett 1 besøk og lagre
   *[other] Slett { $count } besøk og lagre
  }

notice-settings-what = Besøkende ser denne erklæringen der de gir sitt samtykke. Hva det spørres om, hvorfor, og hvor lenge det oppbevares, er allerede skrevet; dette er delene som bare du kjenner.
notice-field-controller = Behandlingsansvarlig
notice-field-controller-hint = Virksomhetens juridiske navn.
notice-field-address = Postadresse
notice-field-address-hint = Slik den står på brevene dine.
notice-field-officer = Personvernombud
notice-officer-gdpr = Et navn. Loven krever et personvernombud hvis dere er et offentlig organ eller behandler helseopplysninger i stort omfang (artikkel 37). Trenger dere ikke et, skriver du hvem besøkende kan spørre.
notice-officer-fadp = Et navn. I Sveits må føderale organer utnevne en personvernrådgiver; private virksomheter kan gjøre det. Finnes det ingen, skriver du hvem besøkende kan spørre.
notice-officer-hipaa = Et navn. HIPAA krever at enhver «covered entity» utpeker en personvernansvarlig («privacy official», 45 CFR 164.530).
notice-officer-agreed = Et navn: hvem besøkende kan spørre om opplysningene sine.
notice-field-email-hint = Hvor besøkende kan skrive om opplysningene sine.
notice-settings-words = Ordene som allerede er skrevet, på alle fem språk:
notice-settings-button = Publiser personvernerklæringen
notice-settings-see = Se den slik besøkende ser den
notice-settings-not-yet = Ingen erklæring er publisert ennå. Når du publiserer den, kan besøkende lese den, og du kan se den slik de gjør.

agreement-version = Versjon { $version }
agreement-unsigned = Ikke signert ennå. Besøkende kan komme når den er det, og personvernerklæringen din er publisert.
agreement-signed-by = Signert av
agreement-download = Last ned som PDF
agreement-sign = Signer
agreement-name-hint = Fornavn og etternavn. Det står som signaturen din.
agreement-consent = Jeg signerer denne avtalen for { $organisation } og har rett til det.
agreement-button = Signer avtalen

account-offered = Du er tilbudt eierskapet til denne virksomheten.
account-offered-see = Les og bestem deg

account-passkeys = Passnøkler
account-passkeys-what = En passnøkkel logger deg inn med fingeravtrykket, ansiktet eller koden på enheten din. Den kan ikke gjettes eller gis bort ved en feil.
account-passkeys-none = Du har ingen passnøkkel ennå. Til du legger til en, logger du inn med en lenke på e-post.
account-passkey-since = Lagt til
account-passkey-label = Et navn på den, for eksempel «Telefon»
account-passkey-add = Legg til en passnøkkel
account-passkey-used = Sist brukt { $day }.
account-passkey-unused = Ikke brukt ennå.
account-passkey-unnamed = En passnøkkel uten navn
account-passkey-remove = Fjern
account-sign-out = Logg ut
account-factor = Totrinnsbekreftelse
account-factor-what = Når du ikke har en passnøkkel for hånden, logger du inn med en lenke. Med totrinnsbekreftelse er ikke lenken nok alene: Den ber om en kode fra telefonen din, så noen som leser e-posten din, ikke kommer inn.
account-factor-set = Sett opp totrinnsbekreftelse
account-factor-is-set = Den er satt opp. { $left ->
    [0] Ingen gjenopprettingskoder er igjen: Sett den opp på nytt for å få flere.
    [one] 1 gjenopprettingskode er igjen.
   *[other] { $left } gjenopprettingskoder er igjen.
  }
account-factor-replace = Sett opp på nytt
account-factor-remove = Slutt å bruke den
account-sessions = Hvor du er innlogget
account-sessions-what = En økt avsluttes av seg selv etter tolv timer. Hvis det er en her du ikke kjenner, kan du avslutte den og se etter at alle passnøklene er dine egne.
account-sign-out-everywhere = Logg ut overalt
account-recovery = Noen som leser e-posten din, har sagt fra at totrinnsbekreftelsen din er mistet. Fra { $from } vil en lenke alene logge vedkommende inn. Hvis det ikke var deg, må du stanse det.
account-recovery-stop = Stans det
session-here = denne
session-end = Avslutt denne økten
session-browser-unknown = En nettleser som ikke oppga navnet sitt
session-by-passkey = Logget inn med passnøkkel { $at }
session-by-link = Logget inn med lenke { $at }
session-by-demo = Logget inn av demoen { $at }

passkey-removal-title = Fjern en passnøkkel
passkey-removal-what = Den logger ikke inn noen her lenger. På enheten din kan den fortsatt stå i listen: Slett den der også.
passkey-removal-last = Du har ingen annen passnøkkel. Etter dette logger du inn med en lenke som sendes til { $email }.
passkey-removal-button = Fjern denne passnøkkelen

factor-title = Sett opp totrinnsbekreftelse
factor-what = Du trenger en app som lager koder, på telefonen eller i passordbehandleren din.
factor-replaces = Totrinnsbekreftelsen du har nå, tar da slutt, og det gjør også gjenopprettingskodene dens.
factor-scan = Les dette bildet med appen.
factor-picture = Et bilde som appen leser. Nøkkelen nedenfor sier det samme.
factor-key = Eller skriv inn denne nøkkelen:
factor-open = Åpne appen på denne enheten
factor-code = Koden som appen viser
factor-button = Slå på totrinnsbekreftelse

codes-title = Gjenopprettingskodene dine
codes-what = Totrinnsbekreftelsen er satt opp. Hvis du mister telefonen, slipper hver av disse deg inn én gang i stedet for en kode.
codes-once = De vises bare denne ene gangen. Skriv dem ut, eller ta vare på dem i passordbehandleren, atskilt fra e-posten din.
codes-kept = Jeg har tatt vare på dem

team-recovery = Noen som leser e-posten til dette medlemmet, har sagt fra at totrinnsbekreftelsen er mistet. Fra { $from } er en lenke på e-post nok til å logge inn. Spør medlemmet, ikke på e-post, om det var vedkommende selv. Hvis ikke, må du stanse det.
team-recovery-stop = Stans det
