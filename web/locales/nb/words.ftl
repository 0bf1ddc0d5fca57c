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
kept-1-day = 1 dag
kept-7-days = 7 dager
kept-14-days = 14 dager
kept-1-month = 1 måned
kept-3-months = 3 måneder
call-own-label = Du
