# Before anybody is signed in, and what went wrong.

sign-in = Inloggen

front-title = Een wachtkamer voor gesprekken die privé blijven
front-lead = Uw bezoekers komen binnen met één link. U ziet wie er wacht, laat hen binnen en spreekt hen van gezicht tot gezicht. Zij hebben geen account nodig en hoeven niets te installeren.
front-sign-up = Open uw wachtkamer
front-link-title = Eén link is genoeg
front-link = Zet hem in een brief, in een sms of op uw website. Hij werkt in de browser van elke telefoon of computer.
front-private-title = Niemand ertussen
front-private = Gesprekken zijn end-to-end versleuteld, gaan van persoon tot persoon en worden nooit opgenomen. Wat een bezoeker u opgeeft, wordt verzegeld en gewist op de dag die u kiest.
front-open-title = Iedereen kan het nagaan
front-open = Telkens als iemands gegevens worden ingezien, wordt dat met de reden vastgelegd: voor de bezoeker, voor uw functionaris voor gegevensbescherming, voor een auditor.

sign-up-title = Open uw wachtkamer
sign-up-how = Het duurt twee minuten. Daarna bevestigt u uw e-mailadres en ondertekent u de overeenkomst die de wet van uw land vraagt: een verwerkersovereenkomst of, voor de zorg in de Verenigde Staten, een business associate agreement.
sign-up-trial = U begint met een proefperiode. Die duurt { $period }, kost niets, en daarna loopt er niets vanzelf door.
sign-up-organisation = Naam van uw praktijk of organisatie
sign-up-slug = Uw adres
sign-up-slug-hint = Kleine letters, cijfers en koppeltekens. Dit is de link die uw bezoekers gebruiken.
sign-up-country = Land
sign-up-country-hint = Dit bepaalt welk alarmnummer en welke toezichthouder uw bezoekers zien, en welke overeenkomst u ondertekent.
sector-question = In de Verenigde Staten: werkt u in de zorg?
sector-hint = HIPAA vraagt van een covered entity een business associate agreement met ons. Anderen ondertekenen verder niets; voor hen zeggen de gebruiksvoorwaarden wat wij met de gegevens van bezoekers mogen doen.
sector-health-care = Ja: wij zijn een covered entity onder HIPAA
sector-other = Nee: wij doen iets anders, bijvoorbeeld rechtshulp
sector-button = Opslaan
done-sector = Opgeslagen. Wat er te ondertekenen is, volgt daaruit.
sign-up-email-hint = We sturen u een link om het te bevestigen.
sign-up-button = Registreren
sign-up-have = Hebt u al een account?

mail-title = Kijk in uw mail
mail-confirmation = We hebben een link naar { $email } gestuurd. Open die om uw adres te bevestigen.
mail-sign-in = Als { $email } hier een account heeft, is er een link onderweg.
mail-once-confirmation = De link werkt één keer en is twee dagen geldig.
mail-once-sign-in = De link werkt één keer; hoelang, staat in de e-mail.
mail-advice = Komt er binnen een paar minuten niets, kijk dan bij de ongewenste berichten of probeer het opnieuw.
mail-demo = Mailbox van de demo openen

confirm-title = Bevestig uw adres
confirm-how = Nog één stap en de wachtkamer van { $organisation } is van u.
confirm-button = Bevestigen en doorgaan
enter-title = Kom binnen
enter-how = Hiermee logt u in bij { $organisation }.
enter-button = Inloggen
enter-once = Deze link werkt één keer.
enter-code = Code van uw tweede factor
enter-code-hint = De zes cijfers die uw app toont, of een van uw herstelcodes.
enter-lost = Ik ben dat allemaal kwijt
enter-lost-how = Hebt u op een apparaat een toegangssleutel, log dan daarmee in. Meld anders hier dat alles kwijt is: elke beheerder van uw organisatie krijgt dat te horen en kan het stoppen. Na drie volle dagen logt een nieuwe link u in zonder code.
enter-lost-button = Melden dat het kwijt is
enter-lost-waits = Er is gemeld dat het kwijt is. Vraag vanaf { $from } een nieuwe link aan: die logt u in zonder code. Tot die tijd kan een beheerder het stoppen.
enter-lost-over = Er zijn drie volle dagen voorbij, en niemand heeft het gestopt. U kunt inloggen zonder code. Uw tweede factor wordt daarbij verwijderd.
enter-lost-over-button = Inloggen zonder code

announced-title = Het is gemeld
announced-from = Vraag vanaf { $from } een nieuwe link aan om in te loggen. Die laat u binnen zonder code.
announced-who = Iedereen die de teamleden van { $organisation } beheert, heeft per e-mail bericht gekregen, en u ook. Tot die tijd kunnen zij het stoppen.
announced-not-you = Vindt u uw telefoon of een herstelcode eerder terug, log dan daarmee in: ook dat stopt het.

invitation-title = U bent uitgenodigd door { $organisation }
invitation-by = { $owner } nodigt u uit.
invitation-roles = U wordt:
invitation-name-hint = Bezoekers en collega’s zien deze naam.
invitation-button = Aannemen en binnenkomen

sign-in-passkey = Inloggen met toegangssleutel
sign-in-link = Stuur mij een link
sign-in-advice = Voor het eerst hier, of een nieuw apparaat? Gebruik de link. Daarna kunt u een toegangssleutel toevoegen; dat is sneller en veiliger.
sign-in-new = Hebt u nog geen account?

passkey-cancelled = Er is niets veranderd: het verzoek is gesloten voordat het klaar was. U kunt het opnieuw proberen.
passkey-already = Dit apparaat heeft al een toegangssleutel voor uw account.
passkey-unsupported = Toegangssleutels werken niet in deze browser of op dit adres. Gebruik in plaats daarvan een link per e-mail.
passkey-failed = Dat is niet gelukt. Probeer het opnieuw of gebruik een link per e-mail.

error-not-yours = Deze pagina is niet voor u toegankelijk
error-not-here = Hier is niets
error-meanwhile = Er is intussen iets veranderd
error-spent = Deze link werkt niet meer
error-too-much = Een ogenblik alstublieft
error-not-understood = Dat was niet te begrijpen
error-ours = Er ging bij ons iets mis
error-trace = Als u om hulp vraagt, geef dan dit nummer door:
error-sentence-sign-in = Log alstublieft eerst in.
error-sentence-not-yours = Het hoort niet bij uw rol. Hebt u het nodig, vraag het dan aan de eigenaar van uw organisatie.
error-sentence-visit = Een bezoek gaat alleen open in de browser waarin het is begonnen. Was dat een andere, ga dan alstublieft daarheen terug. Kom anders opnieuw binnen met de link van de organisatie die u wilt bezoeken.
error-sentence-not-here = Misschien staat er een tikfout in het adres, of wat hier was, is weg.
error-sentence-meanwhile = Iemand anders was u voor. Ga terug, kijk nog een keer en herhaal wat u wilde doen.
error-sentence-spent = Hij is al gebruikt, of hij is niet meer geldig. Vraag een nieuwe aan.
error-sentence-too-much = Dat was te veel ineens. Wacht een minuut en probeer het opnieuw.
error-sentence-not-understood = Ga terug en controleer wat u hebt ingevuld.
error-sentence-ours = Het lag niet aan u. Probeer het over een ogenblik opnieuw.
