letter-confirmation-subject = Bekreft adressen din for { $organisation }
letter-confirmation =
    Hei,

    Du har registrert { $organisation } hos Anteroom. Bekreft at denne adressen er din:

    { $link }

    Lenken virker én gang, i to dager. Hvis det ikke var deg, trenger du ikke gjøre noe: Uten denne bekreftelsen sendes ingenting i ditt navn.
letter-invitation-subject = { $organisation } inviterer deg til sine videokonsultasjoner
letter-invitation =
    Hei,

    { $organisation } inviterer deg til å ta imot sine besøkende hos Anteroom. Godta invitasjonen her:

    { $link }

    Lenken virker én gang, i sju dager. Den er bare til deg: Ikke gi den videre.
letter-sign-in-subject = Lenken din for å logge inn hos { $organisation }
letter-sign-in =
    Hei,

    Her er lenken du ba om:

    { $link }

    Den virker én gang, i femten minutter. Hvis du ikke ba om den, har noen andre skrevet inn adressen din: Du trenger ikke gjøre noe, og ingen slipper inn.
letter-reminder-subject = Du har allerede en konto hos Anteroom
letter-reminder =
    Hei,

    Noen, antakelig du, ville registrere seg hos Anteroom med denne adressen. Den har allerede en konto, hos { $organisation }. Logg inn her:

    { $link }

    Hvis det ikke var deg, trenger du ikke gjøre noe: Ingenting er endret.
letter-removed-subject = Du er ikke lenger medlem av { $organisation }
letter-removed =
    Hei,

    { $organisation } har fjernet deg fra videokonsultasjonene sine. Alle økter er avsluttet, og lenkene og passnøklene dine åpner ingenting lenger.

    Navnet ditt oppbevares i 60 dager ved siden av det du gjorde, og denne adressen i 90 dager; deretter slettes begge. Du kan inviteres igjen når som helst. Siden til { $organisation }:

    { $link }
letter-ownership-offered-subject = Du er tilbudt eierskapet til { $organisation }
letter-ownership-offered =
    Hei,

    Eieren av { $organisation } vil gjerne overføre eierskapet til deg. Logg inn for å lese hva det betyr, og for å godta eller takke nei:

    { $link }

    Til du godtar, endres ingenting.
letter-handed-over-subject = Du har overført { $organisation }
letter-handed-over =
    Hei,

    Eierskapet til { $organisation } som du tilbød, er godtatt. Du er administrator nå. Kontoen din:

    { $link }

    Hvis du ikke tilbød det, må du skrive til den nye eieren og til operatøren med en gang.
letter-new-device-subject = Noen har logget inn hos { $organisation } som deg
letter-new-device =
    Hei,

    En nettleser vi ikke kjente, har logget inn hos { $organisation } som deg. Hvis det var deg, trenger du ikke gjøre noe. Kontoen din viser hvor du er innlogget:

    { $link }

    Hvis det ikke var deg, må du avslutte økten der, logge ut overalt og se etter at alle passnøklene er dine egne.
letter-passkey-added-subject = En passnøkkel er lagt til i kontoen din hos { $organisation }
letter-passkey-added =
    Hei,

    En passnøkkel er lagt til i kontoen din hos { $organisation }. Hvis det var deg, trenger du ikke gjøre noe. Kontoen din viser alle:

    { $link }

    Hvis det ikke var deg, må du fjerne den der og logge ut overalt.
letter-passkey-removed-subject = En passnøkkel er fjernet fra kontoen din hos { $organisation }
letter-passkey-removed =
    Hei,

    En passnøkkel er fjernet fra kontoen din hos { $organisation }. Den åpner ingenting lenger. Kontoen din:

    { $link }

    Hvis det ikke var deg, må du logge ut overalt der og si fra til dem som administrerer medlemmene i { $organisation }.
letter-factor-set-subject = Totrinnsbekreftelse er satt opp hos { $organisation }
letter-factor-set =
    Hei,

    Kontoen din hos { $organisation } har totrinnsbekreftelse nå: En lenke på e-post ber om en kode. Kontoen din:

    { $link }

    Hvis det ikke var deg, må du fjerne den der og logge ut overalt.
letter-factor-removed-subject = Totrinnsbekreftelsen din hos { $organisation } er fjernet
letter-factor-removed =
    Hei,

    Kontoen din hos { $organisation } har ikke totrinnsbekreftelse lenger: En lenke på e-post er nok til å logge deg inn. Kontoen din:

    { $link }

    Hvis det ikke var deg, må du logge ut overalt der og si fra til dem som administrerer medlemmene i { $organisation }.
letter-recovery-subject = Totrinnsbekreftelse hos { $organisation } er meldt mistet
letter-recovery =
    Hei,

    Noen som leser e-posten til et medlem, har sagt fra at medlemmets totrinnsbekreftelse er mistet. Etter tre hele døgn er en lenke på e-post nok til å logge inn. Hvem det gjelder, og knappen som stanser det:

    { $link }

    Spør medlemmet, ikke på e-post, om det var vedkommende selv. Hvis ikke, må du stanse det.
kept-1-day = 1 dag
kept-7-days = 7 dager
kept-14-days = 14 dager
kept-1-month = 1 måned
kept-3-months = 3 måneder
call-own-label = Du

# Days and amounts.
date = { $day }. { $month } { $year }
date-weekday = { $weekday } { $moment }
month-of = { $month } { $year }
euros = { $whole },{ $cents } €
month-1 = januar
month-2 = februar
month-3 = mars
month-4 = april
month-5 = mai
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = desember
weekday-1 = mandag
weekday-2 = tirsdag
weekday-3 = onsdag
weekday-4 = torsdag
weekday-5 = fredag
weekday-6 = lørdag
weekday-7 = søndag
letter-ending-subject = { $organisation } avsluttes { $on }
letter-ending =
    Hei,

    Eieren av { $organisation } har bestemt at virksomheten avsluttes hos Anteroom { $on }. Inntil da fortsetter alt, og eieren kan trekke det tilbake.

    Den dagen slettes alle besøk, og ingen kan logge inn lenger. Det som er lagret om kontoen din, slettes 60 dager senere, e-postadressen din 90 dager senere. Kontoen din:

    { $link }

    Er du eieren, og var det ikke deg, så logg inn nå og trekk det tilbake under «Innstillinger, Avslutt virksomheten».
letter-ending-revoked-subject = { $organisation } fortsetter
letter-ending-revoked =
    Hei,

    Den varslede avslutningen av { $organisation } er trukket tilbake: Alt fortsetter. Kontoen din:

    { $link }
letter-trial-ends-subject = Prøveperioden til { $organisation } varer til og med { $last }
letter-trial-ends =
    Hei,

    Prøveperioden til { $organisation } hos Anteroom varer til og med { $last }.

    Etter den kan ingen nye komme inn eller inviteres. Besøk og samtaler som er i gang, fortsetter, og alt kan fortsatt leses, eksporteres og slettes. Den som driver tjenesten, lar virksomheten fortsette; hvem du skriver til, står på siden med innstillinger:

    { $link }
