# Appointments: what members write and read, what visitors are told by e-mail, SMS and calendar, and the pages behind their links.

area-invitations = Afspraken

invitations-empty = Er is op dit moment niemand uitgenodigd.
invitations-empty-how = Wie u uitnodigt, staat hier tot hij of zij is gekomen, met hoe het met het bericht is gegaan.
invitations-not-open = Zodra de overeenkomst is ondertekend en de privacyverklaring is gepubliceerd, kunt u hier bezoekers uitnodigen.
invitations-change = Wijzigen
invitations-later = Latere afspraken
invitation-waiting-email = De e-mail is onderweg
invitation-waiting-sms = De sms is onderweg
invitation-sent-email = Bericht per e-mail gestuurd
invitation-sent-sms = Bericht per sms gestuurd
invitation-refused-email = De e-mail is geweigerd. Neem alstublieft op een andere manier contact op.
invitation-refused-sms = De sms is geweigerd. Neem alstublieft op een andere manier contact op.
invitation-come = Is gekomen

invite-title = Iemand uitnodigen
invite-after = Deze afspraak volgt op het bezoek { $reference }.
invite-name = Naam
invite-name-hint = Voor uw lijst. De naam staat niet in het bericht.
invite-reach = E-mailadres of mobiel nummer
invite-reach-hint = Daar gaat de link naartoe. Een nummer uit het buitenland begint met een plusteken.
invite-when = Wanneer
invite-when-hint = Hoogstens drie maanden vooruit, volgens de klok in { $place }.
invite-day = Dag
invite-time = Tijd
invite-whom = Wie de bezoeker ontvangt
invite-me = Ikzelf
invite-me-hint = Alleen u ziet de afspraak en de bezoeker.
invite-free = Wie het eerst vrij is
invite-free-hint = Wie dienst heeft, ziet hen; heeft niemand dienst, dan iedereen die bezoekers ontvangt.
invite-note = Een paar woorden voor de bezoeker
invite-note-hint = Ze komen in de e-mail te staan, en in geen enkele sms. Alstublieft niets over de gezondheid.
invite-button = Uitnodiging versturen
invite-kept = De link laat één keer binnen, vanaf een uur vóór de afspraak. Naam en adres worden verzegeld bewaard; komt er niemand, dan begint hun bewaartermijn op de afgesproken tijd.

appointment-title = Afspraak
appointment-back = Alle afspraken
appointment-reach = Bericht gestuurd naar
appointment-standing = Stand van zaken
appointment-when = { $when } (tijd in { $place })
resend-title = De link nog een keer sturen
resend-what = Er gaat een nieuwe link naar hetzelfde adres. De vorige laat dan niemand meer binnen.
resend-button = Nieuwe link sturen
move-title = Afspraak verzetten
move-what = De genodigde hoort het meteen, met een nieuwe link en een nieuwe afspraak voor de agenda. Wie al wacht, leest het op de pagina.
move-button = Afspraak verzetten
cancel-title = Afspraak afzeggen
cancel-what = De genodigde hoort het meteen, en de link laat niemand meer binnen. Wie al wacht, leest het op de pagina.
cancel-button = Afspraak { $reference } afzeggen
done-appointment-invited = De uitnodiging is onderweg.
done-appointment-moved = De afspraak is verzet, en het bericht daarover is onderweg.
done-appointment-cancelled = De afspraak is afgezegd, en het bericht daarover is onderweg.
done-appointment-resent = Er is een nieuwe link onderweg.
waiting-appointed = Afspraak om { $time }

come-title = Uw afspraak
come-heading = Uw afspraak bij { $organisation }
come-when = Wanneer
come-with = Met
come-early = U bent vroeg: u kunt binnenkomen vanaf { $from }.
come-early-advice = Bewaar het bericht met de link en open die dan opnieuw. U hoeft daarvoor niets te doen.
come-once = De link werkt één keer. Wilt u later op een ander apparaat binnenkomen, vraag dan een nieuwe aan.

spent-title = Deze link werkt niet meer
spent-why = Hij is gebruikt, vervangen door een nieuwere, of te oud.
spent-advice = Kijk of u een nieuwer bericht van ons hebt. Is dat er niet, dan sturen we u een nieuwe link.
spent-over = Uw afspraak bij { $organisation } is voorbij of afgezegd.
spent-new = Stuur mij een nieuwe link
spent-own = Ik was al binnen op dit apparaat

lost-way = Ik ben mijn link kwijt
lost-title = Nieuwe link aanvragen
lost-how = Vul in waar { $organisation } uw uitnodiging naartoe heeft gestuurd. Hoort daar een afspraak bij, dan sturen we daar een nieuwe link naartoe.
lost-reach-hint = Waar de uitnodiging binnenkwam.
lost-button = Stuur mij een nieuwe link
lost-asked-title = Kijk in uw berichten
lost-asked = Als een afspraak bij { $organisation } naar { $reach } is gestuurd, is er een nieuwe link daarheen onderweg. Eerdere links laten niet meer binnen.
lost-asked-advice = Komt er niets? Dan is er voor dit adres geen openstaande afspraak. Neem alstublieft contact op met { $organisation } zoals u gewend bent.

moved-title = Uw afspraak is verzet
moved-to = { $organisation } heeft uw afspraak verzet naar:
moved-advice = Een bericht met een nieuwe link is naar u onderweg. Kom dan alstublieft met die link binnen. U kunt deze pagina sluiten.
called-off-title = Uw afspraak is afgezegd
called-off = { $organisation } heeft uw afspraak afgezegd. Een bericht daarover is naar u onderweg.

outcome-cancelled = Afgezegd
outcome-missed = Niemand gekomen
outcome-invited = Afspraak

invalid-reach = Vul alstublieft een e-mailadres in, zoals name@example.com, of een mobiel nummer; uit het buitenland met een plusteken.
invalid-time = Kies alstublieft een tijd tussen nu en drie maanden vooruit.

visitor-invitation-subject = Uw afspraak bij { $organisation }
visitor-invitation =
    Goedendag,

    { $organisation } nodigt u uit voor een videoafspraak:

    { $when }
visitor-invitation-end =
    Kom binnen met deze link, vanaf een uur van tevoren. U hebt geen account nodig en hoeft niets te installeren:

    { $link }

    De link is alleen voor u en werkt één keer. Bent u hem kwijt, vraag hier dan een nieuwe aan: { $again }

    Wilt u camera, geluid en verbinding vooraf proberen? Dat kan altijd, hier: { $test }

    Niet voor noodgevallen: bel dan het alarmnummer.
visitor-move-subject = Uw afspraak bij { $organisation } is verzet
visitor-move =
    Goedendag,

    { $organisation } heeft uw videoafspraak verzet naar:

    { $when }
visitor-move-end =
    Kom binnen met deze nieuwe link, vanaf een uur van tevoren; de vorige werkt niet meer:

    { $link }

    Bent u hem kwijt, vraag hier dan een nieuwe aan: { $again }
visitor-cancellation-subject = Uw afspraak bij { $organisation } is afgezegd
visitor-cancellation =
    Goedendag,

    { $organisation } heeft uw videoafspraak afgezegd:

    { $when }
visitor-cancellation-end = U hoeft niets te doen. De link die we stuurden, werkt niet meer.
visitor-reminder-subject = Uw afspraak bij { $organisation }
visitor-reminder =
    Goedendag,

    We herinneren u aan uw videoafspraak bij { $organisation }:

    { $when }
visitor-reminder-end =
    Kom binnen met deze link, vanaf een uur van tevoren:

    { $link }

    Werkt hij niet, vraag hier dan een nieuwe aan: { $again }

    Wilt u camera, geluid en verbinding vooraf proberen? Dat kan altijd, hier: { $test }
visitor-link-subject = Uw nieuwe link naar { $organisation }
visitor-link =
    Goedendag,

    Hier is een nieuwe link voor uw videoafspraak bij { $organisation }:

    { $when }
visitor-link-end =
    Kom binnen met deze link, vanaf een uur van tevoren; eerdere werken niet meer:

    { $link }

    Hebt u er niet om gevraagd, dan heeft iemand anders uw adres ingevuld: behalve de link is er niets veranderd.
visitor-note = { $organisation } schrijft u:

entry-summary = Videoafspraak: { $organisation }
entry-description = Kom binnen met de link in het bericht dat u hebt gekregen. Kunt u die niet vinden, vraag dan een nieuwe aan: { $again }
entry-cancelled = { $organisation } heeft deze afspraak afgezegd.

text-invitation = U hebt een videoafspraak: { $when }. Kom binnen met deze link, vanaf een uur van tevoren: { $link }
text-move = Uw videoafspraak is verzet naar { $when }. Kom binnen met deze nieuwe link: { $link }
text-cancellation = Uw videoafspraak is afgezegd: { $when }. De link werkt niet meer.
text-reminder = Uw videoafspraak: { $when }. Kom binnen met deze link, vanaf een uur van tevoren: { $link }
text-link = De nieuwe link voor uw videoafspraak, { $when }: { $link }

letter-code-subject = Uw code voor { $organisation }
letter-code =
    De code is { $code }.

    Daarmee opent u de pagina over uw bezoek aan { $organisation }, in de browser waarin erom is gevraagd, een kwartier lang.

    Hebt u er niet om gevraagd, dan hoeft u niets te doen. Geef deze code aan niemand, wie er ook om vraagt.
text-code = { $code } is de code voor de pagina over uw videobezoek. Hij geldt 15 minuten. Geef hem aan niemand.
