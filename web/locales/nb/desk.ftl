# The compliance desk and the access log.

desk-what = Finn et besøk ved hjelp av referansen, se hva som er oppbevart og hvorfor, og slett det. Hvert søk og hver åpning her blir en oppføring i tilgangsloggen.
desk-reference = Besøkets referanse
desk-reference-hint = Åtte tegn, for eksempel 7KQ2-M4XD. Besøkende finner den på kvitteringssiden sin.
desk-find = Finn besøket
desk-not-found = Ingen besøk her har referansen { $reference }.
desk-not-found-advice = Se etter skrivefeil. Andre virksomheters besøk kan ikke finnes.
desk-appointment = Timeavtale
desk-basis = Rettslig grunnlag
desk-due = Utløper
desk-next = { $references }: avtalt etter dette besøket, og slettes ikke sammen med det.
desk-reason = Begrunnelse
desk-reason-hint = Den står i erklæringen. Ikke nevn den besøkende ved navn.
desk-erase-means = Dette destruerer nøklene til opplysningene om besøket og kan ikke angres. Tall og fakturaer blir som de er.
desk-erase = Slett besøk { $reference }
desk-statements = Nyeste erklæringer
desk-statements-none = Erklæringer om sletting vises her etter den første slettingen.
desk-why = Begrunnelse
desk-standing = Status
desk-pending = Venter
desk-done = Fullført
desk-statement = Erklæring
desk-open-statement = Åpne

statement-title = Erklæring om sletting
statement-of = { $organisation } erklærer at følgende ble slettet etter beslutning.
statement-pending = Kopier av nøkkeltabellen som ble laget før nå, kan fortsatt åpne det.
statement-done = Ingenting operatøren har, kan åpne det lenger, heller ikke kopier av nøkkeltabellen eller sikkerhetskopier, uansett alder, så lenge destruksjonen av selve roten holder.
statement-ended = Epoke { $epoch } av nøkkeltabellen tok slutt { $day }, i posisjon { $position } i hendelsesloggen.
destruction-file = Rotnøkkelen var en fil, overskrevet og fjernet: Dette gjelder ikke dersom det finnes et øyeblikksbilde eller en kopi av maskinen med mappen til roten.
destruction-pkcs11 = Rotnøkkelen ble destruert inne i en maskinvaremodul.
destruction-service = Rotnøkkelen ble fjernet av en nøkkeltjeneste: Tjenestens egne øyeblikksbilder kan inneholde den til oppbevaringstiden deres er ute.
nodes-answered = Alle noder svarte at de hadde kvittet seg med epokens nøkler.
nodes-lease = Minst én node svarte ikke: Fristen dens for å bruke epokens nøkler gikk ut først. Alle de andre svarte at de hadde kvittet seg med dem.
nodes-alone = Bare denne prosessen hadde epokens nøkler, og den har kvittet seg med dem.
statement-day-unknown = Ikke lenger kjent
statement-when = Besluttet
statement-by = Besluttet av
statement-own = Den besøkende slettet sine egne opplysninger på kvitteringssiden.
statement-keys = Nøkler
statement-end = Kopier
statement-erased-nothing-yet = Ingenting ennå. Åpne denne erklæringen igjen om et øyeblikk.
statement-public = Hva som fortsatt kan leses i hendelsesloggen
statement-erased = Hva som ble slettet
statement-kept = Hva som oppbevares, og hvorfor
statement-kept-nothing = Ingenting som navngir den besøkende, oppbevares.
statement-kept-caption = Hver med lovgrunnlag og slutt
statement-what = Hva
statement-law = På hvilket grunnlag
statement-until = Til
statement-back = Tilbake til etterlevelse

audit-what = Hvem som har åpnet opplysningene til hvem, når, hvorfor og med hvilken myndighet. Oppføringer kan verken endres eller fjernes. En sletting åpner ingenting: Er den beordret, finnes erklæringen om den under Etterlevelse.
audit-position = Per posisjon { $position }.
audit-newer = Se på nytt
audit-empty = Ingen har åpnet noe så langt.
audit-caption = { $count ->
    [one] 1 oppføring
   *[other] { $count } oppføringer
  } på denne siden, nyeste først
audit-when = Når
audit-number = nr. { $position }
audit-who = Hvem
audit-why = Hvorfor
audit-whose = Hvem det gjelder
audit-class = Hva
audit-more = { $count ->
    [one] 1 til
   *[other] { $count } til
  }
audit-older = Eldre oppføringer
audit-reference = Referansen til et besøk, eller id-en til en registrert
audit-from = Fra (UTC)
audit-to = Til og med (UTC)
audit-filter = Vis disse oppføringene
audit-nothing-fits = Ingen oppføring passer til det du spurte om.
invalid-reference = En referanse har åtte bokstaver og tall, for eksempel 7KQ2-M4XD.
invalid-day = En dag skrives slik: 2026-11-21.
