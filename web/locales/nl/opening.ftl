# Wanneer er iemand is: openingstijden, dienst en afwezigheid.

hours-title = Openingstijden
hours-what = Wanneer bezoekers zonder afspraak kunnen komen. Buiten deze tijden zegt uw pagina wanneer u weer opent en neemt zij van niemand iets aan, tenzij er iemand dienst heeft. Afspraken en links zijn er niet aan gebonden.
hours-public = Openingstijden zijn openbaar: ze staan op uw pagina en zijn niet verzegeld.
hours-question = Bezoekers zonder afspraak kunnen komen
hours-any = Op elk moment
hours-any-hint = Zolang er voor een dag niets anders is gezegd.
hours-week = Op deze tijden
hours-week-hint = Een dag die leeg blijft, is gesloten.
hours-hint = Schrijf tijden als 08:00-12:00, 13:00-16:00, volgens de klok in { $place }.
hours-button = Openingstijden opslaan
hours-different = Dagen die anders zijn
hours-different-what = Feestdagen, korte dagen, een extra zaterdag: zo’n dag heeft eigen tijden of is gesloten.
hours-that-day = Tijden op die dag
hours-that-day-hint = Blijft leeg als u gesloten bent.
hours-day-button = Deze dag opslaan
hours-usual = Weer zoals gewoonlijk
hours-closed = gesloten
hours-shown = Openingstijden
hours-shown-place = Volgens de klok in { $place }.
done-hours = Opgeslagen. Uw pagina zegt het vanaf nu zo.
invalid-hours = Schrijf tijden als 08:00-12:00, 13:00-16:00, na elkaar.
invalid-on = Kies een dag vanaf vandaag tot hoogstens een jaar vooruit.
invalid-from = Kies een dag, en als u wilt een tijd.

arrive-closed = { $organisation } is op dit moment gesloten.
arrive-closed-next = Gaat weer open: { $when }.
arrive-closed-advice = Kom dan terug; tot die tijd nemen we niets van u aan. Hebt u een afspraak, gebruik dan de link in het bericht dat u hebt gekregen.
arrive-away = { $name } is afwezig.
arrive-away-until = { $name } is afwezig tot { $until }.

duty-title = Dienst
duty-on = U hebt dienst{ $others ->
    [0] {""}
    [one] {" "}met één collega
   *[other] {" "}met { $others } collega’s
  }: bezoekers voor wie het eerst vrij is, worden aan u getoond.
duty-others = U hebt geen dienst; { $others ->
    [one] één collega wel
   *[other] { $others } collega’s wel
  }. Bezoekers voor wie het eerst vrij is, worden daar getoond en niet aan u.
duty-nobody = Niemand heeft dienst: bezoekers voor wie het eerst vrij is, worden getoond aan iedereen die bezoekers ontvangt.
duty-go-on = In dienst gaan
duty-go-off = Uit dienst gaan
duty-to-away = Bent u binnenkort afwezig?
duty-away = U hebt gezegd dat u afwezig bent

away-title = Afwezig
away-to-dashboard = Terug naar de wachtlijst
away-what = Zolang u afwezig bent, kunnen bezoekers niet naar u vragen. Uw pagina zegt dat u afwezig bent, en tot wanneer als u dat opgeeft. Afspraken blijven zoals ze zijn.
away-told = Bezoekers lezen:
away-hint = Beide mogen leeg blijven: dan bent u vanaf nu afwezig, of totdat u hier terugkomt. Tijden volgen de klok in { $place }.
away-from = Vanaf
away-until = Tot
away-words = Een zin voor bezoekers
away-words-hint = Bijvoorbeeld: Dr. Lie ontvangt intussen mijn bezoekers. Iedereen kan het lezen; schrijf niets over uw gezondheid.
away-button = Opslaan
away-kept = Wanneer u afwezig bent, is verzegeld met uw account. Het wordt geopend voor uw pagina en met het account gewist.
away-end = Ik ben er weer
away-open = U bent afwezig.
away-till = U bent afwezig tot { $until }.
away-from-on = U bent afwezig vanaf { $from }.
away-from-until = U bent afwezig van { $from } tot { $until }.
done-away = Opgeslagen. Bezoekers kunnen intussen niet naar u vragen.
done-back = Opgeslagen. Bezoekers kunnen weer naar u vragen.
