# What a professional reads: the waiting list, past visits, the summary.

title-waiting = { $count ->
    [0] Wachtkamer
   *[other] ({ $count }) Wachtkamer
  }
waiting-heading = { $count ->
    [0] Er wacht niemand
    [one] Er wacht één persoon
   *[other] Er wachten { $count } personen
  }
waiting-today = Vandaag: { $arrived ->
    [one] 1 aankomst
   *[other] { $arrived } aankomsten
  }, { $calls ->
    [one] 1 gesprek
   *[other] { $calls } gesprekken
  }, { $minutes ->
    [one] 1 minuut
   *[other] { $minutes } minuten
  }
waiting-empty = Bezoekers verschijnen hier zodra ze aankomen.
waiting-empty-closed = Nieuwe bezoekers verschijnen hier weer zodra de deur open is.
waiting-empty-how = Geef hun deze link, in een e-mail, in een sms of op uw website. Een account hebben ze niet nodig.
waiting-not-open = Bezoekers kunnen nog niet komen.
waiting-not-open-how = Zodra de overeenkomst is ondertekend en de privacyverklaring is gepubliceerd, staat hier de link die u hun kunt geven.
waiting-paused = Er kan op dit moment niemand nieuw binnenkomen.
waiting-paused-how = De proefperiode is voorbij. De link voor bezoekers staat hier weer zodra uw organisatie doorgaat.
waiting-own-link = De link voor uw bezoekers
waiting-copy = Link kopiëren
waiting-copied = Gekopieerd
waiting-for = voor
waiting-first-free = wie het eerst vrij is
waiting-waits = wacht
waiting-since = sinds { $since }
waiting-just-now = sinds zojuist
waiting-away = Heeft de pagina gesloten; komt misschien terug
waiting-admit = Binnenlaten
waiting-close = Weghalen

tested-not-yet = Controleert camera en geluid
tested-skipped = Heeft de controle van camera en geluid overgeslagen
tested-works = Camera en geluid werken
tested-without-camera = Geluid werkt, geen camera
tested-without-microphone = Camera werkt, geen microfoon
tested-without-both = Geen camera en geen microfoon
tested-hears-nothing = Zegt niets te horen
tested-line-good = goede verbinding
tested-line-fair = redelijke verbinding
tested-line-poor = zwakke verbinding
tested-line-relayed = verbinding alleen via de doorgeefserver
tested-line-blocked = verbinding geblokkeerd door hun netwerk
tested-line-not-directly = geen rechtstreekse verbinding, geen andere weg geprobeerd

live-arrived = is aangekomen
live-connecting = Verbinding maken…
live-open = Deze lijst werkt zichzelf bij.
live-lost = De verbinding is weggevallen. De lijst klopt misschien niet meer; we proberen het opnieuw.
live-sound-on = Geluid aanzetten
live-sound-off = Geluid uitzetten
live-no-script = Zonder JavaScript werkt deze lijst zichzelf niet bij. Laad de pagina opnieuw om te zien wie er is aangekomen.

history-retention = Gegevens van een bezoek worden { $retention } bewaard en daarna gewist. De regel blijft staan, zodat de tellingen blijven kloppen.
history-empty = Eerdere bezoeken verschijnen hier zodra het eerste is afgelopen.
history-caption = { $visits ->
    [one] 1 bezoek
   *[other] { $visits } bezoeken
  }, { $minutes ->
    [one] 1 minuut
   *[other] { $minutes } minuten
  } gesprek
history-when = Wanneer
history-visitor = Bezoeker
history-with = Met
history-outcome = Afloop
history-duration = Duur van het gesprek
history-older = Eerdere bezoeken

outcome-call = Gesprek
outcome-closed = Afgesloten zonder gesprek
outcome-open = Nog niet afgelopen

summary-title = Bezoek
summary-kept = Bewaard tot { $day }, daarna gewist.
summary-erased = De gegevens van dit bezoek zijn gewist op { $day }. De tellingen ervan blijven.
summary-arrived = Aangekomen
summary-waited = Gewacht
summary-quality = Kwaliteit van het gesprek
summary-quality-none = Van dit bezoek zijn geen technische gegevens bewaard.
summary-quality-caption = Gemiddelden over het gesprek, zoals de browser aan elke kant ze heeft gemeten
summary-what = Wat
summary-visitor-side = Bezoeker
summary-own-side = U
summary-next = Volgende afspraak
summary-next-none = Er staat er geen open die vanuit hier is gemaakt.
summary-next-make = Volgende afspraak maken
summary-back = Terug naar de wachtkamer
line-let-in = U hebt { $reference } binnengelaten.
line-to-call = Naar het gesprek
line-let-in-orphan = { $reference } is binnengelaten door een collega die geen bezoekers meer ontvangt. Niemand is bij deze bezoeker.
line-take-over = Overnemen
