# Når noen er der: åpningstider, vakt og fravær.

hours-title = Åpningstider
hours-what = Når besøkende kan komme uten avtale. Utenom disse tidene sier siden deres når dere åpner igjen, og tar ikke imot noe fra noen, med mindre noen er på vakt. Avtaler og lenker er ikke bundet av dem.
hours-public = Åpningstidene er offentlige: De står på siden deres og er ikke forseglet.
hours-question = Besøkende uten avtale kan komme
hours-any = Når som helst
hours-any-hint = Så lenge ikke noe annet er sagt for en dag.
hours-week = På disse tidene
hours-week-hint = En dag som står tom, er stengt.
hours-hint = Skriv tider som 08:00-12:00, 13:00-16:00, etter klokken i { $place }.
hours-button = Lagre åpningstidene
hours-different = Dager som er annerledes
hours-different-what = Helligdager, korte dager, en ekstra lørdag: En slik dag har egne tider eller er stengt.
hours-that-day = Tider den dagen
hours-that-day-hint = Står tom når dere har stengt.
hours-day-button = Lagre dagen
hours-usual = Som vanlig igjen
hours-closed = stengt
hours-shown = Åpningstider
hours-shown-place = Etter klokken i { $place }.
done-hours = Lagret. Siden deres sier det fra nå av.
invalid-hours = Skriv tider som 08:00-12:00, 13:00-16:00, den ene etter den andre.
invalid-on = Velg en dag fra i dag og inntil ett år fram.
invalid-from = Velg en dag, og gjerne et klokkeslett.

arrive-closed = { $organisation } har stengt nå.
arrive-closed-next = Åpner igjen: { $when }.
arrive-closed-advice = Kom tilbake da; før det tar vi ikke imot noe fra deg. Har du en avtale, bruker du lenken i meldingen du fikk.
arrive-away = { $name } er borte.
arrive-away-until = { $name } er borte til { $until }.

duty-title = Vakt
duty-on = Du er på vakt{ $others ->
    [0] {""}
    [one] {" "}sammen med én kollega
   *[other] {" "}sammen med { $others } kolleger
  }: Besøkende til den første som er ledig, vises for deg.
duty-others = Du er ikke på vakt; { $others ->
    [one] én kollega er det
   *[other] { $others } kolleger er det
  }. Besøkende til den første som er ledig, vises der og ikke for deg.
duty-nobody = Ingen er på vakt: Besøkende til den første som er ledig, vises for alle som tar imot besøkende.
duty-go-on = Gå på vakt
duty-go-off = Gå av vakt
duty-to-away = Skal du være borte?
duty-away = Du har sagt at du er borte

away-title = Borte
away-to-dashboard = Tilbake til ventelisten
away-what = Mens du er borte, kan ingen be om deg ved navn. Siden deres sier at du er borte, og til når hvis du oppgir det. Avtaler står som de er.
away-told = Besøkende leser:
away-hint = Begge kan stå tomme: Da er du borte fra nå av, eller til du kommer tilbake hit. Tidene følger klokken i { $place }.
away-from = Fra
away-until = Til
away-words = En setning til besøkende
away-words-hint = For eksempel: Dr. Lie tar imot mine besøkende i mellomtiden. Alle kan lese den; skriv ikke noe om helsen din.
away-button = Lagre
away-kept = Når du er borte, er forseglet med kontoen din. Det åpnes for siden deres og slettes sammen med kontoen.
away-end = Jeg er tilbake
away-open = Du er borte.
away-till = Du er borte til { $until }.
away-from-on = Du er borte fra { $from }.
away-from-until = Du er borte fra { $from } til { $until }.
done-away = Lagret. Ingen kan be om deg i mellomtiden.
done-back = Lagret. Besøkende kan be om deg igjen.
