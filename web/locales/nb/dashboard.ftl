# What a professional reads: the waiting list, past visits, the summary.

title-waiting = { $count ->
    [0] Venteliste
   *[other] ({ $count }) Venter
  }
waiting-heading = { $count ->
    [0] Ingen venter
    [one] Én person venter
   *[other] { $count } personer venter
  }
waiting-today = I dag: { $arrived ->
    [one] 1 ankomst
   *[other] { $arrived } ankomster
  }, { $calls ->
    [one] 1 samtale
   *[other] { $calls } samtaler
  }, { $minutes ->
    [one] 1 minutt
   *[other] { $minutes } minutter
  }
waiting-empty = Besøkende vises her i det øyeblikket de kommer.
waiting-empty-closed = Nye besøkende vises her igjen når døren er åpen.
waiting-empty-how = Gi dem denne lenken i en e-post, en SMS eller på nettstedet ditt. De trenger ingen konto.
waiting-not-open = Besøkende kan ikke komme ennå.
waiting-not-open-how = Når avtalen er signert og personvernerklæringen er publisert, står lenken du kan gi dem, her.
waiting-paused = Ingen nye kan komme inn for øyeblikket.
waiting-paused-how = Prøveperioden er over. Lenken du kan gi besøkende, står her igjen når organisasjonen fortsetter.
waiting-own-link = Lenken til dine besøkende
waiting-copy = Kopier lenken
waiting-copied = Kopiert
waiting-for = til
waiting-first-free = den første som er ledig
waiting-waits = venter
waiting-since = siden { $since }
waiting-just-now = under ett minutt
waiting-away = Har lukket siden; kommer kanskje tilbake
waiting-admit = Slipp inn
waiting-close = Fjern

tested-not-yet = Sjekker kamera og lyd
tested-skipped = Hoppet over sjekken av kamera og lyd
tested-works = Kamera og lyd virker
tested-without-camera = Lyden virker, ikke noe kamera
tested-without-microphone = Kameraet virker, ingen mikrofon
tested-without-both = Verken kamera eller mikrofon
tested-hears-nothing = Sier at lyden ikke høres
tested-line-good = god forbindelse
tested-line-fair = brukbar forbindelse
tested-line-poor = svak forbindelse
tested-line-relayed = forbindelse bare via reléet
tested-line-blocked = forbindelsen er blokkert av nettet deres
tested-line-not-directly = ingen direkte forbindelse, ingen annen vei prøvd

live-arrived = har kommet
live-connecting = Kobler til …
live-open = Denne listen oppdateres av seg selv.
live-lost = Forbindelsen er brutt. Listen kan være utdatert; vi prøver igjen.
live-sound-on = Slå på lyd
live-sound-off = Slå av lyd
live-no-script = Uten JavaScript oppdateres ikke denne listen av seg selv. Last inn siden på nytt for å se hvem som har kommet.

history-retention = Opplysninger om et besøk oppbevares i { $retention } og slettes deretter. Raden blir stående, slik at tallene fortsatt stemmer.
history-empty = Tidligere besøk vises her når det første er avsluttet.
history-caption = { $visits ->
    [one] 1 besøk
   *[other] { $visits } besøk
  }, { $minutes ->
    [one] 1 minutt
   *[other] { $minutes } minutter
  } med samtaler
history-when = Når
history-visitor = Besøkende
history-with = Med
history-outcome = Resultat
history-duration = Samtalens lengde
history-older = Eldre besøk

outcome-call = Samtale
outcome-closed = Lukket uten samtale
outcome-open = Ikke avsluttet ennå

summary-title = Besøk
summary-kept = Oppbevares til { $day }, deretter slettes det.
summary-erased = Opplysningene om dette besøket ble slettet { $day }. Tallene blir stående.
summary-arrived = Kom
summary-waited = Ventet
summary-quality = Samtalens kvalitet
summary-quality-none = Ingen tekniske data er oppbevart for dette besøket.
summary-quality-caption = Gjennomsnitt for samtalen, slik nettleseren på hver side målte det
summary-what = Hva
summary-visitor-side = Besøkende
summary-own-side = Du
summary-next = Neste avtale
summary-next-none = Ingen som er gjort herfra, står for tur.
summary-next-make = Gjør neste avtale
summary-back = Tilbake til ventelisten
line-let-in = Du har sluppet inn { $reference }.
line-to-call = Gå til samtalen
line-let-in-orphan = { $reference } ble sluppet inn av en kollega som ikke lenger tar imot besøkende. Ingen er hos dem.
line-take-over = Ta over
