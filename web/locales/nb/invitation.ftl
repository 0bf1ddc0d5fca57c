# Appointments: what members write and read, what visitors are told by e-mail, SMS and calendar, and the pages behind their links.

area-invitations = Timeavtaler

invitations-empty = Ingen er invitert for øyeblikket.
invitations-empty-how = Den du inviterer, står her til vedkommende har kommet, sammen med hvordan det gikk med meldingen.
invitations-not-open = Når avtalen er signert og personvernerklæringen er publisert, kan du invitere besøkende her.
invitations-change = Endre
invitations-later = Senere timeavtaler
invitation-waiting-email = E-posten er på vei
invitation-waiting-sms = SMS-en er på vei
invitation-sent-email = Varslet på e-post
invitation-sent-sms = Varslet på SMS
invitation-refused-email = E-posten ble avvist. Ta kontakt på en annen måte.
invitation-refused-sms = SMS-en ble avvist. Ta kontakt på en annen måte.
invitation-come = Har kommet

invite-title = Inviter noen
invite-after = Denne avtalen følger etter besøket { $reference }.
invite-name = Navn
invite-name-hint = Til listen din. Det står ikke i meldingen.
invite-reach = E-postadresse eller mobilnummer
invite-reach-hint = Lenken går dit. Et utenlandsk nummer begynner med et plusstegn.
invite-when = Når
invite-when-hint = Høyst tre måneder frem i tid, etter klokken i { $place }.
invite-day = Dag
invite-time = Klokkeslett
invite-whom = Hvem som tar imot
invite-me = Jeg selv
invite-me-hint = Bare du ser avtalen og den besøkende.
invite-free = Den første som er ledig
invite-free-hint = Den som er på vakt, ser dem; når ingen er det, alle som tar imot besøkende.
invite-note = Noen ord på veien
invite-note-hint = De står i e-posten, men ikke i noen SMS. Ikke skriv noe om helse.
invite-button = Send invitasjonen
invite-kept = Lenken slipper inn én gang, fra en time før tiden. Navn og adresse oppbevares forseglet; når ingen kommer, begynner fristen å løpe på det avtalte tidspunktet.

appointment-title = Timeavtale
appointment-back = Alle timeavtaler
appointment-reach = Varslet på
appointment-standing = Status
appointment-when = { $when } ({ $place }-tid)
resend-title = Send lenken en gang til
resend-what = En ny lenke går til samme adresse. Den forrige slipper da ingen inn.
resend-button = Send en ny lenke
move-title = Flytt avtalen
move-what = Den inviterte får beskjed med en gang, med en ny lenke og en ny oppføring til kalenderen. Venter vedkommende allerede, står det på siden.
move-button = Flytt avtalen
cancel-title = Avlys avtalen
cancel-what = Den inviterte får beskjed med en gang, og lenken slipper ingen inn lenger. Venter vedkommende allerede, står det på siden.
cancel-button = Avlys avtale { $reference }
done-appointment-invited = Invitasjonen er på vei.
done-appointment-moved = Avtalen er flyttet, og beskjeden om det er på vei.
done-appointment-cancelled = Avtalen er avlyst, og beskjeden om det er på vei.
done-appointment-resent = En ny lenke er på vei.
waiting-appointed = Avtale kl. { $time }

come-title = Avtalen din
come-heading = Avtalen din hos { $organisation }
come-when = Når
come-with = Med
come-early = Du er tidlig ute: Du kan komme inn fra { $from }.
come-early-advice = Ta vare på meldingen med lenken, og åpne den igjen da. Du trenger ikke gjøre noe før det.
come-once = Lenken virker én gang. Hvis du vil komme inn på en annen enhet senere, kan du be om en ny.

spent-title = Denne lenken slipper ikke inn lenger
spent-why = Den er brukt, erstattet av en nyere eller for gammel.
spent-advice = Se etter en nyere melding fra oss. Finner du ingen, sender vi deg en ny lenke.
spent-over = Avtalen din hos { $organisation } er over eller avlyst.
spent-new = Send meg en ny lenke
spent-own = Jeg har alt kommet inn på denne enheten

lost-way = Jeg har mistet lenken min
lost-title = Be om en ny lenke
lost-how = Skriv hvor { $organisation } sendte invitasjonen din. Hvis det finnes en avtale for den, går en ny lenke dit.
lost-reach-hint = Dit invitasjonen ble sendt.
lost-button = Send meg en ny lenke
lost-asked-title = Se i meldingene dine
lost-asked = Hvis en avtale hos { $organisation } ble sendt til { $reach }, er en ny lenke på vei dit. Tidligere lenker slipper ikke inn lenger.
lost-asked-advice = Kommer det ingenting? Da finnes det ingen åpen avtale for denne adressen. Ta kontakt med { $organisation } slik du pleier.

moved-title = Avtalen din er flyttet
moved-to = { $organisation } har flyttet avtalen din til:
moved-advice = En melding med en ny lenke er på vei til deg. Kom inn med den lenken da. Du kan lukke denne siden.
called-off-title = Avtalen din er avlyst
called-off = { $organisation } har avlyst avtalen din. En melding om det er på vei til deg.

outcome-cancelled = Avlyst
outcome-missed = Ingen kom
outcome-invited = Timeavtale

invalid-reach = Skriv en e-postadresse, for eksempel name@example.com, eller et mobilnummer; fra utlandet med plusstegn.
invalid-time = Velg et tidspunkt fra nå og inntil tre måneder frem.

visitor-invitation-subject = Avtalen din hos { $organisation }
visitor-invitation =
    Hei,

    { $organisation } inviterer deg til en videoavtale:

    { $when }
visitor-invitation-end =
    Kom inn med denne lenken, fra en time før. Du trenger ingen konto, og ingenting må installeres:

    { $link }

    Lenken er bare til deg og virker én gang. Hvis du mister den, kan du be om en ny her: { $again }

    Vil du prøve kamera, lyd og forbindelse på forhånd? Når som helst, her: { $test }

    Ikke for nødstilfeller: Ring nødnummeret.
visitor-move-subject = Avtalen din hos { $organisation } er flyttet
visitor-move =
    Hei,

    { $organisation } har flyttet videoavtalen din til:

    { $when }
visitor-move-end =
    Kom inn med denne nye lenken, fra en time før; den forrige virker ikke lenger:

    { $link }

    Hvis du mister den, kan du be om en ny her: { $again }
visitor-cancellation-subject = Avtalen din hos { $organisation } er avlyst
visitor-cancellation =
    Hei,

    { $organisation } har avlyst videoavtalen din:

    { $when }
visitor-cancellation-end = Du trenger ikke gjøre noe. Lenken vi sendte, virker ikke lenger.
visitor-reminder-subject = Avtalen din hos { $organisation }
visitor-reminder =
    Hei,

    Dette er en påminnelse om videoavtalen din hos { $organisation }:

    { $when }
visitor-reminder-end =
    Kom inn med denne lenken, fra en time før:

    { $link }

    Hvis den ikke virker, kan du be om en ny her: { $again }

    Vil du prøve kamera, lyd og forbindelse på forhånd? Når som helst, her: { $test }
visitor-link-subject = Den nye lenken din til { $organisation }
visitor-link =
    Hei,

    Her er en ny lenke til videoavtalen din hos { $organisation }:

    { $when }
visitor-link-end =
    Kom inn med denne lenken, fra en time før; tidligere lenker virker ikke lenger:

    { $link }

    Hvis du ikke ba om den, har noen andre skrevet adressen din: Ingenting er endret bortsett fra lenken.
visitor-note = { $organisation } skriver til deg:

entry-summary = Videoavtale: { $organisation }
entry-description = Kom inn med lenken i meldingen du fikk. Hvis du ikke finner den, kan du be om en ny: { $again }
entry-cancelled = { $organisation } har avlyst denne avtalen.

text-invitation = Du har en videoavtale: { $when }. Kom inn med denne lenken, fra en time før: { $link }
text-move = Videoavtalen din er flyttet til { $when }. Kom inn med denne nye lenken: { $link }
text-cancellation = Videoavtalen din er avlyst: { $when }. Lenken virker ikke lenger.
text-reminder = Videoavtalen din: { $when }. Kom inn med denne lenken, fra en time før: { $link }
text-link = Den nye lenken til videoavtalen din, { $when }: { $link }

letter-code-subject = Koden din for { $organisation }
letter-code =
    Koden er { $code }.

    Den åpner siden om besøket ditt hos { $organisation } i nettleseren som ba om den, i et kvarter.

    Hvis du ikke har bedt om den, trenger du ikke å gjøre noe. Ikke gi denne koden til noen, uansett hvem som spør.
text-code = { $code } er koden til siden om videobesøket ditt. Den gjelder i 15 minutter. Ikke gi den til noen.
