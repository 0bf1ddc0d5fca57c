# The words of the access log and of statements: roles, purposes, classes, people.

role-owner = eier
role-administrator = administrator
role-member = medlem
role-compliance-officer = etterlevelsesansvarlig
role-auditor = revisor

who-visitor = Den besøkende
who-public = Hvem som helst
who-system = Anteroom ({ $name })
as-visitor = med egen lenke
as-signing-in = under innlogging
as-public = på en åpen side
as-system = av seg selv, uten å vise det til noen
as-operator = driftsansvarlig, fra kommandolinjen

purpose-waiting-list = Listen over hvem som venter
purpose-call = Å slippe inn og gjennomføre samtalen
purpose-summary = Oppsummeringen etter en samtale
purpose-history = Historikken over besøk
purpose-own-visit = Den besøkendes egen side
purpose-own-copy = En kopi som den besøkende tar med seg
purpose-public-page = Virksomhetens åpne sider
purpose-own-account = Medlemmets egen konto
purpose-sign-in = Innlogging
purpose-team = Listen over medlemmer
purpose-settings = Virksomhetens innstillinger og avtaler
purpose-bill = Fakturaen
purpose-counting = Å telle en samtale til fakturaen og dagens tall
purpose-mail = Å sende en melding
purpose-appointments = Listen over timeavtaler, og å holde tiden for dem
purpose-erasure-search = Å finne et besøk som skal slettes
purpose-statement = Å lese erklæringer om slettinger
purpose-identification = Om en besøkende har identifisert seg
purpose-identity-number = Vise fødselsnummeret til den besøket gjelder, én gang
purpose-legal-hold = Å ta stilling til en slettesperre
purpose-audit = Å lese tilgangsloggen

why-searched = { $why }: søkte etter { $term }
why-reason = { $why }: { $reason }
entry-expired = Oppføringens egen frist er ute; det som står igjen, er at noe ble åpnet.

class-visit = Opplysninger om et besøk
class-identity = Fødselsnummer eller personnummer
class-account = Navn og innstillinger
class-contact = Kontaktopplysninger
class-audit = Oppføringer i tilgangsloggen

whose-nobody = ingen
whose-nothing = ingenting
whose-member = et medlem
whose-organisation = virksomheten
whose-access-log = tilgangsloggen for { $month }
whose-unknown = en id som ingen side kjenner

period-chosen = slik virksomheten har valgt, høyst tre måneder
period-days = { $count ->
    [one] én dag
   *[other] { $count } dager
  }
period-years = { $count ->
    [one] ett år
   *[other] { $count } år
  }

basis-consent = Samtykke
basis-appointment = Timen som ble avtalt
desk-due-on = { $when }, { $days ->
    [0] om mindre enn én dag
    [one] om én dag
   *[other] om { $days } dager
  }
desk-due-after = { $retention } etter at besøket er slutt
desk-due-gone = Allerede slettet
desk-expired-already = Dette besøket utløp av seg selv: Nøkkelen ble destruert da fristen var ute. Det er ikke noe igjen å slette.

statement-not-yet = Beslutningen er registrert. Nøklene blir destruert om et øyeblikk.
statement-destroyed = Destruert { $day }, i posisjon { $position } i hendelsesloggen. De lå i nøkkeltabellen for epoke { $epoch }.
statement-destroyed-before = De var borte før denne beslutningen ble utført: destruert { $day }, i posisjon { $position } i hendelsesloggen, fra nøkkeltabellen for epoke { $epoch }.
statement-part = { $what }: { $count ->
    [one] én nøkkel
   *[other] { $count } nøkler
  } ({ $keys })
statement-part-visit = Opplysninger om besøket: det den besøkende skrev, de nøyaktige tidspunktene, fagpersonen og det nettleserne målte
-inferred = De inneholder ikke det den besøkende skrev; men av hvem som slapp vedkommende inn og når, kan man slutte seg til fagpersonen og tidspunktet for besøket.
kept-entries = { $count ->
    [0] Ingen oppføring i tilgangsloggen om besøket er fra { $month }.
    [one] Én oppføring i tilgangsloggen om besøket fra { $month }: hvem som åpnet det, når og hvorfor. { -inferred }
   *[other] { $count } oppføringer i tilgangsloggen om besøket fra { $month }: hvem som åpnet det, når og hvorfor. { -inferred }
  }
kept-entries-and-order = { $count ->
    [0] Beslutningen om denne slettingen, fra { $month }: hvem som tok den, når og hvorfor.
    [one] Beslutningen om denne slettingen og én oppføring i tilgangsloggen om besøket fra { $month }: hvem som handlet, når og hvorfor. { -inferred }
   *[other] Beslutningen om denne slettingen og { $count } oppføringer i tilgangsloggen om besøket fra { $month }: hvem som handlet, når og hvorfor. { -inferred }
  }
kept-over = Over: Nøkkelen er destruert
kept-counts = Dagens tall: ankomster, samtaler og hele minutter, uten navn
kept-counts-law = Ikke personopplysninger
kept-without-end = Ingen slutt
kept-payments = Betalinger og fakturaer for dette besøket
kept-payments-none = Det finnes ingen: Besøkende betaler ingenting i denne versjonen
kept-nothing-to-end = Ingenting som tar slutt
public-ids = Tilfeldige id-er for besøket, virksomheten og de destruerte nøklene, som ikke peker på noen
public-day = Dagene for ankomst, slutt og sletting, uten klokkeslett
public-kinds = At noen kom, ventet, ble sluppet inn, snakket og gikk, i denne rekkefølgen
public-choices = Fristen og versjonen av personvernerklæringen som det ble samtykket til

outcome-erased = Slettet

plan-consult = Consult
plan-care = Care
plan-create = Create
bill-tax = Merverdiavgift { $rate } %

quality-check = Sjekk før samtalen
quality-path = Veien for bilde og lyd
quality-direct = direkte fra den ene til den andre
quality-relayed = via en mellomserver som bare så krypterte data
quality-unknown = ikke kjent
quality-connected-after = Bilde eller lyd etter
quality-seconds = { $count } s
quality-round-trip = Tid tur-retur
quality-jitter = Variasjon i lyden
quality-milliseconds = { $count } ms
quality-loss = Pakker tapt på vei inn
quality-per-cent = { $count } %
quality-picture = Mottatt bilde
quality-picture-size = { $width } × { $height }, { $frames } bilder i sekundet
quality-reconnections = Forbindelse mistet og gjenopprettet
quality-times = { $count ->
    [0] aldri
    [one] én gang
   *[other] { $count } ganger
  }
quality-camera = Kamera
quality-microphone = Mikrofon
quality-granted = i bruk
quality-denied = ikke tillatt
quality-absent = fantes ikke
quality-busy = et annet program brukte det
quality-not-measured = ikke målt
quality-over-time = Gjennom samtalen
quality-received = Mottatt
quality-kilobits = { $count } kbit/s
quality-minutes = { $count } min
quality-top = øverst: { $most }
quality-as-a-table = Det samme som tabell
quality-from-minute = Fra minutt
quality-between = { $side }: mellom { $least } og { $most }.
quality-stretches = { $minutes ->
    [one] Gjennomsnitt for hvert minutt
   *[other] Gjennomsnitt over { $minutes } minutter om gangen
}
