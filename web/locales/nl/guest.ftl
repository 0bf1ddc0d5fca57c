# Wat er gezegd wordt over gasten van een gesprek: een tolk of een naaste, die komt met een link die in het gesprek is gemaakt.

guest-interpreter = Tolk
guest-relative = Naaste
guest-who = { $name } ({ $role })
guest-the-visitor = De bezoeker

guest-title = Deelnemen aan een gesprek
guest-heading = U bent gevraagd voor een gesprek bij { $organisation }
guest-what = Iemand in het gesprek heeft u deze link gegeven. U komt binnen zodra u wordt binnengelaten.
guest-name-hint = De behandelaar of adviseur leest die voordat u wordt binnengelaten. De anderen horen alleen of u als tolk of als naaste komt.
guest-button = Verder
guest-once = De link werkt één keer, en alleen zolang het gesprek duurt.
guest-waits-title = U wacht tot u binnen mag
guest-waits = { $organisation } ziet dat u er bent. U komt binnen zodra u wordt binnengelaten.
guest-turned-away-title = U bent niet binnengelaten
guest-turned-away = Het gesprek gaat zonder u verder. Had u dit niet verwacht, vraag het dan aan degene van wie u de link kreeg.
guest-ended-title = Het gesprek is afgelopen
guest-ended = Het gesprek bij { $organisation } is voorbij. De naam die u opgaf, wordt samen met het bezoek gewist.

call-joined = { $other } doet nu mee aan het gesprek.
call-has-left = { $other } heeft het gesprek verlaten.
call-guests = Tolk of naaste
call-guests-what = Maak een link voor iemand zonder account en geef die zelf door. Hij werkt één keer, tot het gesprek eindigt, en niemand komt binnen voordat u die persoon binnenlaat. Vertel het de bezoeker vooraf.
call-guest-as = In welke rol komt deze persoon?
call-guest-link = Link maken
call-guest-address = Link om door te geven
call-guest-failed = Dat is niet gelukt. Probeer het nog eens.
call-guest-expected = { $other }: de link is nog niet gebruikt.
call-guest-waits = { $other } wacht om binnen te komen.
call-guest-let-in = Binnenlaten
call-guest-turn-away = Niet binnenlaten
call-guest-withdraw = Link intrekken
refused-too-many-guests = Er staan evenveel links open als een gesprek plaatsen heeft. Trek er eerst een in.

who-guest = Een gast van het gesprek
as-guest = met een link die in het gesprek is gemaakt
who-code = Wie een code toegestuurd kreeg
as-code = met een code die naar het telefoonnummer of e-mailadres van de bezoeker is gestuurd
receipt-guests = Wie er nog in het gesprek is binnengelaten
receipt-guest = { $role }, binnengelaten door { $name }
