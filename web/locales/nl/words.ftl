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
letter-removed-subject = U bent geen teamlid van { $organisation } meer
letter-removed =
    Goedendag,

    { $organisation } heeft u verwijderd uit de videogesprekken. Elke sessie is beëindigd, en uw links en toegangssleutels openen niets meer.

    Uw naam wordt 60 dagen bewaard bij wat u hebt gedaan, en dit adres 90 dagen; daarna worden beide gewist. U kunt altijd opnieuw worden uitgenodigd. De pagina van { $organisation }:

    { $link }
letter-ownership-offered-subject = Het eigenaarschap van { $organisation } wordt u aangeboden
letter-ownership-offered =
    Goedendag,

    De eigenaar van { $organisation } wil het eigenaarschap aan u overdragen. Log alstublieft in om te lezen wat dat betekent, en om het aan te nemen of af te wijzen:

    { $link }

    Tot u het aanneemt, verandert er niets.
letter-handed-over-subject = U hebt { $organisation } overgedragen
letter-handed-over =
    Goedendag,

    Het eigenaarschap van { $organisation } dat u hebt aangeboden, is aangenomen. U bent nu beheerder. Uw account:

    { $link }

    Hebt u het niet aangeboden, schrijf dan meteen naar de nieuwe eigenaar en naar de operator.
letter-new-device-subject = Iemand heeft bij { $organisation } ingelogd als u
letter-new-device =
    Goedendag,

    Een browser die we niet kenden, heeft bij { $organisation } ingelogd als u. Was u het, dan hoeft u niets te doen. Uw account laat zien waar u bent ingelogd:

    { $link }

    Was u het niet, beëindig daar dan die sessie, log overal uit en kijk of alle toegangssleutels van u zijn.
letter-passkey-added-subject = Toegangssleutel toegevoegd aan uw account bij { $organisation }
letter-passkey-added =
    Goedendag,

    Aan uw account bij { $organisation } is een toegangssleutel toegevoegd. Was u het, dan hoeft u niets te doen. In uw account staan ze allemaal:

    { $link }

    Was u het niet, verwijder hem daar dan en log overal uit.
letter-passkey-removed-subject = Toegangssleutel verwijderd uit uw account bij { $organisation }
letter-passkey-removed =
    Goedendag,

    Uit uw account bij { $organisation } is een toegangssleutel verwijderd. Hij opent niets meer. Uw account:

    { $link }

    Was u het niet, log daar dan overal uit en zeg het tegen wie de teamleden van { $organisation } beheert.
letter-factor-set-subject = Tweede factor ingesteld bij { $organisation }
letter-factor-set =
    Goedendag,

    Uw account bij { $organisation } heeft nu een tweede factor: een link per e-mail vraagt om een code. Uw account:

    { $link }

    Was u het niet, verwijder hem daar dan en log overal uit.
letter-factor-removed-subject = Uw tweede factor bij { $organisation } is verwijderd
letter-factor-removed =
    Goedendag,

    Uw account bij { $organisation } heeft geen tweede factor meer: een link per e-mail is genoeg om in te loggen. Uw account:

    { $link }

    Was u het niet, log daar dan overal uit en zeg het tegen wie de teamleden van { $organisation } beheert.
letter-recovery-subject = Een tweede factor bij { $organisation } is als verloren gemeld
letter-recovery =
    Goedendag,

    Iemand die de e-mail van een teamlid leest, heeft gemeld dat de tweede factor van dat teamlid kwijt is. Na drie volle dagen is een link per e-mail genoeg om in te loggen. Om wie het gaat, en de knop die het stopt:

    { $link }

    Vraag het teamlid, niet per e-mail, of de melding van hem of haar kwam. Zo niet, stop het dan.
kept-1-day = 1 dag
kept-7-days = 7 dagen
kept-14-days = 14 dagen
kept-1-month = 1 maand
kept-3-months = 3 maanden
call-own-label = U

# Days and amounts.
date = { $day } { $month } { $year }
date-weekday = { $weekday } { $moment }
month-of = { $month } { $year }
euros = { $whole },{ $cents } €
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
weekday-1 = maandag
weekday-2 = dinsdag
weekday-3 = woensdag
weekday-4 = donderdag
weekday-5 = vrijdag
weekday-6 = zaterdag
weekday-7 = zondag
letter-ending-subject = { $organisation } eindigt op { $on }
letter-ending =
    Goedendag,

    De eigenaar van { $organisation } heeft besloten de organisatie bij Anteroom te beëindigen op { $on }. Tot dan gaat alles door en kan de eigenaar het herroepen.

    Op die dag worden alle bezoeken gewist en kan niemand meer inloggen. Wat er van uw account wordt bewaard, wordt 60 dagen later gewist, uw e-mailadres 90 dagen later. Uw account:

    { $link }

    Bent u de eigenaar en was u het niet, log dan nu in en herroep het onder „Instellingen, De organisatie beëindigen”.
letter-ending-revoked-subject = { $organisation } gaat door
letter-ending-revoked =
    Goedendag,

    Het aangekondigde einde van { $organisation } is herroepen: alles gaat door. Uw account:

    { $link }
letter-trial-ends-subject = De proefperiode van { $organisation } loopt tot en met { $last }
letter-trial-ends =
    Goedendag,

    De proefperiode van { $organisation } bij Anteroom loopt tot en met { $last }.

    Daarna kan er niemand meer binnenkomen of worden uitgenodigd. Bezoeken en gesprekken die al lopen, gaan door, en alles kan nog worden gelezen, geëxporteerd en gewist. Wie deze dienst beheert, laat uw organisatie doorgaan; naar wie u schrijft, staat op uw pagina met instellingen:

    { $link }
