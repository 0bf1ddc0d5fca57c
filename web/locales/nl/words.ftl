letter-confirmation-subject = Bevestig uw adres voor { $organisation }
letter-confirmation =
    Goedendag,

    U hebt { $organisation } geregistreerd bij Anteroom. Bevestig alstublieft dat dit adres van u is:

    { $link }

    De link werkt één keer en is twee dagen geldig. Was u het niet, doe dan niets: zonder deze bevestiging wordt er niets in uw naam verstuurd.
letter-invitation-subject = { $organisation } nodigt u uit om videogesprekken te voeren
letter-invitation =
    Goedendag,

    { $organisation } nodigt u uit om bezoekers te ontvangen bij Anteroom. Neem de uitnodiging hier aan:

    { $link }

    De link werkt één keer en is zeven dagen geldig. Hij is alleen voor u: geef hem alstublieft niet door.
letter-sign-in-subject = Uw link om in te loggen bij { $organisation }
letter-sign-in =
    Goedendag,

    Hier is de link waar u om vroeg:

    { $link }

    Hij werkt één keer en is vijftien minuten geldig. Hebt u er niet om gevraagd, dan heeft iemand anders uw adres ingevuld: doe niets, en niemand komt binnen.
letter-reminder-subject = U hebt al een account bij Anteroom
letter-reminder =
    Goedendag,

    Iemand, waarschijnlijk u, wilde zich met dit adres registreren bij Anteroom. Er hoort al een account bij, bij { $organisation }. Log hier in:

    { $link }

    Was u het niet, doe dan niets: er is niets veranderd.
kept-1-day = 1 dag
kept-7-days = 7 dagen
kept-14-days = 14 dagen
kept-1-month = 1 maand
kept-3-months = 3 maanden
call-own-label = U
