# The compliance desk and the access log.

desk-what = Zoek een bezoek op aan de hand van het kenmerk, bekijk wat er wordt bewaard en waarom, en wis het. Elke zoekopdracht en elke inzage hier wordt vermeld in het inzagelogboek.
desk-reference = Kenmerk van het bezoek
desk-reference-hint = Acht tekens, zoals 7KQ2-M4XD. Bezoekers vinden het op hun bezoekbewijs.
desk-find = Bezoek zoeken
desk-not-found = Geen bezoek hier heeft het kenmerk { $reference }.
desk-not-found-advice = Controleer of er een tikfout in staat. Bezoeken van andere organisaties zijn hier niet te vinden.
desk-appointment = Afspraak
desk-basis = Rechtsgrond
desk-due = Verloopt
desk-next = { $references }: afgesproken na dit bezoek, en niet samen hiermee gewist.
desk-reason = Reden
desk-reason-hint = Deze komt in de verklaring te staan. Noem de bezoeker niet bij naam.
desk-erase-means = Hiermee worden de sleutels van de gegevens van het bezoek vernietigd. Dat is niet terug te draaien. Tellingen en facturen blijven zoals ze zijn.
desk-erase = Bezoek { $reference } wissen
desk-statements = Recente verklaringen
desk-statements-none = Verklaringen van wissingen verschijnen hier na de eerste wissing.
desk-why = Reden
desk-standing = Status
desk-pending = In behandeling
desk-done = Gereed
desk-statement = Verklaring
desk-open-statement = Openen

statement-title = Verklaring van een wissing
statement-of = { $organisation } verklaart dat het volgende op opdracht is gewist.
statement-pending = met kopieën van de sleuteltabel van vóór dit moment zou het nog te openen zijn.
statement-done = niets waarover de operator nog beschikt, kan het openen, ook geen kopieën van de sleuteltabel en back-ups van welke datum dan ook, zolang de vernietiging van de rootsleutel zelf standhoudt.
statement-ended = Tijdvak { $epoch } van de sleuteltabel eindigde op { $day }, op positie { $position } van het logboek.
destruction-file = De rootsleutel ervan was een bestand, dat is overschreven en verwijderd: dit vervalt als er een snapshot of kopie bestaat van de machine waarop de map van de rootsleutel staat.
destruction-pkcs11 = De rootsleutel ervan is vernietigd binnen een hardwaremodule.
destruction-service = De rootsleutel ervan is opgeruimd door een sleuteldienst: in de eigen snapshots van die dienst kan hij nog staan totdat hun bewaartermijn afloopt.
nodes-answered = Elke node heeft gemeld dat hij de sleutels van dit tijdvak heeft losgelaten.
nodes-lease = Ten minste één node heeft niet geantwoord: de termijn waarin die de sleutels van dit tijdvak mocht houden, liep eerst af. Alle andere hebben gemeld dat ze de sleutels hebben losgelaten.
nodes-alone = Alleen dit proces had de sleutels van dit tijdvak, en het heeft ze losgelaten.
statement-day-unknown = Niet meer bekend
statement-when = Opdracht gegeven op
statement-by = Opdracht gegeven door
statement-own = De bezoeker heeft de eigen gegevens gewist op het bezoekbewijs.
statement-keys = Sleutels
statement-end = Kopieën
statement-erased-nothing-yet = Nog niets. Open deze verklaring over een ogenblik opnieuw.
statement-public = Wat leesbaar blijft in het logboek
statement-erased = Wat er is gewist
statement-kept = Wat er wordt bewaard, en waarom
statement-kept-nothing = Er wordt niets bewaard waarin de bezoeker bij naam staat.
statement-kept-caption = Elk met de rechtsgrond en het einde ervan
statement-what = Wat
statement-law = Op welke grond
statement-until = Tot
statement-back = Terug naar de compliancedesk

audit-what = Wie wiens gegevens heeft ingezien, wanneer, waarom en op welke grond. Vermeldingen kunnen niet worden gewijzigd of verwijderd. Bij een wissing wordt niets ingezien; van een wissing in opdracht staat een verklaring bij de compliancedesk.
audit-position = Stand op positie { $position }.
audit-newer = Opnieuw kijken
audit-empty = Tot hier heeft niemand iets ingezien.
audit-caption = { $count ->
    [one] 1 vermelding
   *[other] { $count } vermeldingen
  } op deze pagina, nieuwste eerst
audit-when = Wanneer
audit-number = nr. { $position }
audit-who = Wie
audit-why = Waarom
audit-whose = Van wie
audit-class = Wat
audit-more = { $count ->
    [one] nog 1
   *[other] nog { $count }
  }
audit-older = Oudere vermeldingen
audit-reference = Kenmerk van een bezoek, of id van een betrokkene
audit-from = Vanaf (UTC)
audit-to = Tot en met (UTC)
audit-filter = Deze vermeldingen tonen
audit-nothing-fits = Geen enkele vermelding past bij wat u vroeg.
invalid-reference = Een kenmerk heeft acht letters en cijfers, zoals 7KQ2-M4XD.
invalid-day = Een dag schrijft u als 2026-11-21.
