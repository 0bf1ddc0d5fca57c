# The words of the access log and of statements: roles, purposes, classes, people.

role-owner = eigenaar
role-administrator = beheerder
role-member = teamlid
role-compliance-officer = compliance-officer
role-auditor = auditor

who-visitor = De bezoeker
who-public = Iedereen
who-system = Anteroom ({ $name })
as-visitor = met de eigen link
as-signing-in = bij het inloggen
as-public = op een openbare pagina
as-system = automatisch, zonder dat iemand het te zien krijgt
as-operator = operator op de opdrachtregel

purpose-waiting-list = De lijst van wie er wacht
purpose-call = Binnenlaten en het gesprek voeren
purpose-summary = De samenvatting na een gesprek
purpose-history = De geschiedenis van bezoeken
purpose-own-visit = De eigen pagina van de bezoeker
purpose-own-copy = Een kopie voor de bezoeker
purpose-public-page = De openbare pagina’s van de organisatie
purpose-own-account = Het eigen account van het teamlid
purpose-sign-in = Inloggen
purpose-team = De lijst van teamleden
purpose-settings = De instellingen en overeenkomsten van de organisatie
purpose-bill = De factuur
purpose-counting = Een gesprek meetellen voor de factuur en de dagcijfers
purpose-mail = Een bericht versturen
purpose-appointments = De lijst van afspraken, en hun tijden bewaken
purpose-erasure-search = Een bezoek opzoeken om het te wissen
purpose-statement = Verklaringen van wissingen lezen
purpose-identification = Of een bezoeker zich heeft geïdentificeerd
purpose-identity-number = Het nationale identificatienummer één keer tonen aan degene voor wie het bezoek is
purpose-legal-hold = Beslissen over een wissingsstop
purpose-audit = Het inzagelogboek lezen

why-searched = { $why }: gezocht naar { $term }
why-reason = { $why }; reden: { $reason }
entry-expired = De bewaartermijn van deze vermelding zelf is voorbij; dat er iets is ingezien, blijft staan.

class-visit = Gegevens van een bezoek
class-identity = Nationaal identificatienummer
class-account = Namen en instellingen
class-contact = Hoe iemand te bereiken is
class-audit = Inzagevermeldingen

whose-nobody = niemand
whose-nothing = niets
whose-member = een teamlid
whose-organisation = de organisatie
whose-access-log = het inzagelogboek van { $month }
whose-unknown = een betrokkene die op geen enkele pagina voorkomt

period-chosen = zoals de organisatie heeft gekozen, ten hoogste drie maanden
period-days = { $count ->
    [one] één dag
   *[other] { $count } dagen
  }
period-years = { $count ->
    [one] één jaar
   *[other] { $count } jaar
  }

basis-consent = Toestemming
basis-appointment = De gemaakte afspraak
desk-due-on = { $when }, { $days ->
    [0] over minder dan een dag
    [one] over één dag
   *[other] over { $days } dagen
  }
desk-due-after = { $retention } na afloop van het bezoek
desk-due-gone = Al gewist
desk-expired-already = Dit bezoek is vanzelf verlopen: de sleutel ervan is vernietigd toen de bewaartermijn afliep. Er is niets meer om te wissen.

statement-not-yet = De opdracht is vastgelegd. De sleutels worden zo dadelijk vernietigd.
statement-destroyed = Vernietigd op { $day }, op positie { $position } van het logboek. Ze stonden in de sleuteltabel van tijdvak { $epoch }.
statement-destroyed-before = Ze waren al weg voordat deze opdracht werd uitgevoerd: vernietigd op { $day }, op positie { $position } van het logboek, uit de sleuteltabel van tijdvak { $epoch }.
statement-part = { $what }: { $count ->
    [one] één sleutel
   *[other] { $count } sleutels
  } ({ $keys })
statement-part-visit = Gegevens van het bezoek: wat de bezoeker heeft opgeschreven, de exacte tijden, de professional en wat de browsers hebben gemeten
-inferred = Daarin staat niet wat de bezoeker heeft opgeschreven; maar uit wie de bezoeker binnenliet en wanneer, zijn de professional en het tijdstip van het bezoek af te leiden.
kept-entries = { $count ->
    [0] Over het bezoek is er geen inzagevermelding uit { $month }.
    [one] Eén inzagevermelding over het bezoek, uit { $month }: wie het heeft ingezien, wanneer en waarom. { -inferred }
   *[other] { $count } inzagevermeldingen over het bezoek, uit { $month }: wie het heeft ingezien, wanneer en waarom. { -inferred }
  }
kept-entries-and-order = { $count ->
    [0] De opdracht tot deze wissing, gegeven in { $month }: wie de opdracht gaf, wanneer en waarom.
    [one] De opdracht tot deze wissing en één inzagevermelding over het bezoek, uit { $month }: wie iets deed, wanneer en waarom. { -inferred }
   *[other] De opdracht tot deze wissing en { $count } inzagevermeldingen over het bezoek, uit { $month }: wie iets deed, wanneer en waarom. { -inferred }
  }
kept-over = Voorbij: de sleutel ervan is vernietigd
kept-counts = De tellingen van de dag: aankomsten, gesprekken en hele minuten, zonder naam
kept-counts-law = Geen persoonsgegevens
kept-without-end = Geen einde
kept-payments = Betalingen en facturen van dit bezoek
kept-payments-none = Die zijn er niet: in deze versie betalen bezoekers niets
kept-nothing-to-end = Niets om te beëindigen
public-ids = Willekeurige id’s van het bezoek, de organisatie en de vernietigde sleutels, die naar niemand verwijzen
public-day = De dagen van aankomst, einde en wissing, zonder het tijdstip
public-kinds = Dat er iemand aankwam, wachtte, werd binnengelaten, een gesprek voerde en vertrok, in deze volgorde
public-choices = De bewaartermijn en de versie van de privacyverklaring waarmee is ingestemd

outcome-erased = Gewist

plan-consult = Consult
plan-care = Care
plan-create = Create
bill-tax = Btw { $rate }%

quality-check = Controle vóór het gesprek
quality-path = Weg van beeld en geluid
quality-direct = rechtstreeks van de een naar de ander
quality-relayed = via een tussenserver die alleen versleutelde gegevens zag
quality-unknown = niet bekend
quality-connected-after = Beeld of geluid na
quality-seconds = { $count } s
quality-round-trip = Tijd heen en terug
quality-jitter = Schommeling van het geluid (jitter)
quality-milliseconds = { $count } ms
quality-loss = Binnenkomende pakketten verloren
quality-per-cent = { $count }%
quality-picture = Binnenkomend beeld
quality-picture-size = { $width } × { $height }, { $frames } beelden per seconde
quality-reconnections = Verbinding weggevallen en hersteld
quality-times = { $count ->
    [0] nooit
    [one] één keer
   *[other] { $count } keer
  }
quality-camera = Camera
quality-microphone = Microfoon
quality-granted = gebruikt
quality-denied = niet toegestaan
quality-absent = was er niet
quality-busy = in gebruik door een ander programma
quality-not-measured = niet gemeten
quality-over-time = Tijdens het gesprek
quality-received = Ontvangen
quality-kilobits = { $count } kbit/s
quality-minutes = { $count } min
quality-top = bovenaan: { $most }
quality-as-a-table = Hetzelfde als tabel
quality-from-minute = Vanaf minuut
quality-between = { $side }: tussen { $least } en { $most }.
quality-stretches = { $minutes ->
    [one] Gemiddelden per minuut
   *[other] Gemiddelden over telkens { $minutes } minuten
}
