# Settings: the index, what each of them does to people's data, and the language of letters.

settings-all = Alle instellingen
settings-on-data = Wat dit met gegevens van mensen doet:

settings-retention-what = U bepaalt hoelang u kunt opzoeken wie hier was en wanneer.
settings-retention-data = Naam, telefoonnummer, tijden en technische gegevens van een bezoek worden na afloop zo lang bewaard. Daarna worden ze vanzelf gewist doordat hun sleutel wordt vernietigd.

settings-notice-data = Ze vraagt bezoekers niets. Wat u hier schrijft, staat voor iedereen op uw pagina; noem dus alleen mensen die daarmee instemmen. Eerdere versies worden bij uw organisatie bewaard en met haar gewist.
settings-notice-published = Gepubliceerd
settings-notice-missing = Nog niet gepubliceerd

settings-language = Taal van brieven
settings-language-what = E-mails en sms-berichten worden in deze taal geschreven wanneer niets beters bekend is: een bezoeker die gekomen is, krijgt bericht in de taal van de eigen pagina, wie is uitgenodigd in de taal die bij de uitnodiging is gekozen, en leden in hun eigen taal.
settings-language-data = In welke taal een bezoeker leest, wordt verzegeld bij het bezoek bewaard en daarmee gewist. De taal van een lid wordt bij het account bewaard. De taal van uw organisatie zegt over niemand iets.
settings-language-question = Wanneer niets anders bekend is, schrijf in het
settings-language-button = Taal opslaan

settings-agreement-what = Ze leggen vast wat u en de aanbieder van deze dienst elkaar verschuldigd zijn; vooral wat de aanbieder met de gegevens van uw bezoekers mag doen: alleen wat u opdraagt.
settings-agreement-data = De naam van wie ondertekent of aanvaardt, en wanneer, wordt verzegeld bij uw organisatie bewaard en met haar gewist. Dat u hebt ingestemd, met welke versie, en de dag blijven in het logboek staan, en de teksten zelf ook.
settings-agreement-signed = Ondertekend
settings-agreement-missing = Nog niet ondertekend
settings-agreement-none = Niets te ondertekenen

done-language = De taal is opgeslagen.
done-own-language = Brieven aan u worden voortaan in deze taal geschreven.

account-language = Brieven aan u worden geschreven in het
account-language-hint = Als u onder aan een pagina een taal kiest terwijl u bent aangemeld, geldt die ook hier.
account-language-button = Taal opslaan

invite-language = Taal van het bericht

settings-branding = Wat bezoekers zien
settings-branding-what = Uw woorden, uw logo en uw kleur op de pagina’s van uw bezoekers. U ziet een voorbeeld voordat er iets wordt gepubliceerd. E-mails blijven platte tekst.
settings-branding-data = Het is openbaar: iedereen die uw pagina opent, ziet het. Afbeeldingen worden bij het uploaden opnieuw geschreven, zonder iets van wat ze bevatten, zoals waar ze zijn gemaakt. Alles is verzegeld bij uw organisatie en wordt met haar gewist. Wat u vervangt, wordt niet meer getoond, en de verzegelde kopie gaat met de rest mee.
settings-branding-own = Van uzelf
settings-branding-house = Niet gewijzigd

branding-logo = Logo
branding-logo-alt = Het logo dat het laatst is geüpload
branding-logo-file = Een afbeeldingsbestand
branding-logo-button = Logo uploaden
branding-words = Woorden en kleur
branding-welcome = Welkom
branding-welcome-hint = Staat op de pagina waar bezoekers binnenkomen. In de taal van uw bezoekers: het wordt niet vertaald.
branding-waiting = Aan wie wacht
branding-waiting-hint = Staat in de wachtkamer, bijvoorbeeld waarheen men kan bellen als er niemand komt.
branding-own-colour = Een eigen kleur gebruiken
branding-colour = Kleur van knoppen en links
branding-colour-hint = Ze wordt donkerder of lichter gemaakt waar ze anders niet leesbaar zou zijn.
branding-adjusted = Zoals u ze koos, zou deze kleur op lichte pagina’s niet leesbaar zijn. Daar wordt ze getoond als { $colour }, met een contrast van minstens 4,5 op 1.
branding-show-logo = Het logo tonen
branding-preview = Het voorbeeld bekijken
preview-title = Voorbeeld.
preview-what = Dit zouden bezoekers zien. Er is nog niets gepubliceerd.
preview-publish = Publiceren
preview-change = Iets wijzigen
picture-hint = JPEG, PNG of WebP, hoogstens 8 megabyte. De afbeelding wordt klein gemaakt, en niets van wat ze bevatte wordt bewaard.
invalid-picture = Dit bestand kan niet als afbeelding worden gelezen. Kies een JPEG, PNG of WebP.
invalid-accent = Kies een kleur.
done-branding = Het is gepubliceerd. Bezoekers zien het vanaf nu.
done-logo = Het logo is geüpload. Bezoekers zien het zodra u het hieronder publiceert.
done-picture = Uw foto is opgeslagen.
done-picture-removed = Uw foto wordt niet meer getoond.
account-picture = Uw foto
account-picture-what = Als u bezoekers ontvangt, ziet iedereen haar waar men kiest bij wie men terechtkomt. Ze is verzegeld bij uw account en wordt daarmee gewist.
account-picture-alt = Uw foto
account-picture-file = Een afbeeldingsbestand
account-picture-button = Foto opslaan
account-picture-remove = Foto verwijderen

settings-calls = Hoe gesprekken worden verbonden
settings-calls-what = Beeld en geluid zijn van begin tot eind versleuteld, welke weg ze ook nemen. Bij een rechtstreekse verbinding leert het apparaat aan elke kant het internetadres van de ander, waaruit de provider en ongeveer de plaats blijken.
settings-calls-data = Via de tussenserver leert geen van beiden het adres van de ander, zodat een professional die thuis werkt zijn adres niet prijsgeeft. De tussenserver geeft alleen door wat hij niet kan lezen en bewaart er niets van.
settings-calls-question = Gesprekken gaan
settings-calls-any = rechtstreeks waar dat kan, anders via de tussenserver
settings-calls-relay = altijd via de tussenserver
settings-calls-hint = Altijd via de tussenserver kan een gesprek iets later beginnen, en de tussenserver moet bereikbaar zijn. Lopende gesprekken blijven zoals ze zijn.
settings-calls-none = Deze installatie heeft geen tussenserver. Gesprekken gaan rechtstreeks of komen niet tot stand.
settings-calls-button = Opslaan
done-calls = Opgeslagen. Het geldt vanaf nu voor elk gesprek.

ending-title = De organisatie beëindigen
ending-what = Hier beëindigt de eigenaar de organisatie. Ze eindigt dertig dagen later; tot dan gaat alles door en kan het worden herroepen.
ending-data = Op die dag worden alle bezoeken gewist, welke termijn u ook hebt gekozen, en kan niemand meer inloggen. Namen en instellingen worden 60 dagen daarna gewist, e-mailadressen 90 dagen daarna.
ending-not = Niet gepland
ending-state = Eindigt op { $on }
ending-on = { $organisation } eindigt op { $on }.
ending-happens = Wat er gebeurt
ending-told = Vandaag hoort iedereen die hier een account heeft per e-mail op welke dag het eindigt.
ending-grace = Dertig dagen lang gaat alles door zoals voorheen, en kunt u het op deze pagina herroepen.
ending-visits = Op die dag is uw pagina weg, wordt niemand meer binnengelaten en wordt elk bezoek gewist. Bezoeken van wie nog wacht, eindigen, en afspraken worden afgezegd: uw bezoekers horen het in een bericht. Een gesprek dat loopt, gaat door tot het einde.
ending-people = Niemand kan meer inloggen. Wat er van uw organisatie en haar mensen wordt bewaard, wordt 60 dagen later gewist, hun e-mailadressen 90 dagen later. Na deze 60 dagen kan iemand anders het adres van uw pagina nemen.
ending-kept = Wat een wissingsstop vasthoudt, blijft tot die voorbij is. Wie wiens gegevens heeft ingezien, blijft verzegeld tot de eigen termijn om is. Bewaar zelf wat u volgens de wet moet bewaren.
ending-stale = Hiervoor willen we zeker weten dat u het bent. Log nog eens in met uw toegangssleutel, en kom binnen tien minuten terug op deze pagina.
ending-stale-button = Inloggen met een toegangssleutel
ending-stale-link = Hiervoor willen we zeker weten dat u het bent. Vraag een nieuwe link om in te loggen, en kom binnen tien minuten terug op deze pagina.
ending-no-passkey = Dit bevestigt u met een toegangssleutel, en uw account heeft er nog geen. Voeg er een toe; hij telt vanaf overmorgen. Log er dan mee in, en kom binnen tien minuten terug op deze pagina.
ending-too-new = De afgelopen dagen is een toegangssleutel aan uw account toegevoegd. Hiervoor tellen toegangssleutels vanaf { $from }. Was u het niet, verwijder hem dan en log overal uit.
ending-no-passkey-button = Naar mijn account
ending-agree = Ik heb gelezen wat er gebeurt
ending-button = { $organisation } over dertig dagen beëindigen
ending-revoke = Herroepen: { $organisation } gaat door
done-ending = Het is aangekondigd. Tot die dag kunt u het hier herroepen.
done-ending-revoked = Het is herroepen. Alles gaat door.

# De proefperiode.
trial-runs = Uw proefperiode loopt tot en met { $last }.
trial-runs-then = Daarna kan er niemand meer binnenkomen of worden uitgenodigd; bezoeken en gesprekken die al lopen, gaan door. Wilt u daarna verder, schrijf dan naar { $operator }: { $email }.
trial-over = Uw proefperiode liep tot en met { $last }.
trial-over-then = Er kan niemand meer binnenkomen of worden uitgenodigd. Bezoeken en gesprekken die al lopen, gaan door, en alles kan nog worden gelezen, geëxporteerd en gewist. Wilt u verder, schrijf dan naar { $operator }: { $email }.
