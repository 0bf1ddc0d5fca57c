# What owners read: bill, team, settings, agreement; and everybody's account.

bill-title = Factuur van { $month }
bill-plan = Abonnement { $plan }, { $price } per actief teamlid per maand.
bill-running = Tot nu toe. De maand is nog niet voorbij.
bill-closed = Deze maand is afgesloten.
bill-caption = Voor wie wordt betaald
bill-member = Teamlid
bill-why = Waarom
bill-amount = Bedrag
bill-active = Nam deze maand deel aan een gesprek
bill-owner = Eigenaar, telt altijd mee
bill-active-owner = Eigenaar, en nam deze maand deel aan een gesprek
bill-net = Bedrag exclusief btw
bill-total = Totaal
bill-rule = Een teamlid is actief na ten minste één gesprek waaraan beide kanten hebben deelgenomen. Het wissen van een bezoek verandert geen factuur.
bill-months = Andere maanden

team-members = Teamleden
team-roles = Rollen
team-save = Rollen opslaan
team-invite = Iemand uitnodigen
team-invite-hint = De genodigde krijgt een link die één keer werkt.
team-invite-button = Uitnodiging versturen

team-remove = Verwijderen
team-hand-over = Eigenaarschap overdragen
team-withdraw = Uitnodiging intrekken
team-offered = U hebt het eigenaarschap aangeboden aan { $name }. U blijft eigenaar tot het is aangenomen.
team-offer-withdraw = Aanbod intrekken

removal-title = Teamlid verwijderen
removal-question = { $name } verwijderen
removal-own-title = Deze organisatie verlaten
removal-sessions = Elke sessie eindigt meteen, en ook een gesprek dat bezig is. Links en toegangssleutels openen niets meer.
removal-address = Het e-mailadres komt vrij: het kan opnieuw worden uitgenodigd, hier of ergens anders.
removal-visitors = Bezoekers die voor dit teamlid komen en nu wachten, kunnen door de anderen worden binnengelaten.
removal-kept = Eerdere bezoeken en het inzagelogboek tonen de naam tot { $name }. Het e-mailadres wordt bewaard tot { $contact }. Daarna worden beide gewist doordat hun sleutel wordt vernietigd.
removal-bill = De maand wordt in rekening gebracht als er een gesprek in is gevoerd.
removal-own-button = Deze organisatie verlaten
removal-keep = Niets veranderen

offer-title = Eigenaarschap overdragen
offer-question = Eigenaarschap overdragen aan { $name }
offer-owner = De eigenaar heeft het contract met de operator, ondertekent overeenkomsten en krijgt elke maand de factuur. Het adres van de organisatie blijft hetzelfde.
offer-letter = De ander krijgt een e-mail en neemt het aan op een eigen pagina. Tot die tijd kunt u het aanbod intrekken.
offer-until = Tot het is aangenomen bent u de eigenaar, en verandert er niets.
offer-after = Daarna bent u beheerder, met de andere rollen die u nu hebt. Alleen de nieuwe eigenaar kan het eigenaarschap teruggeven.
offer-button = Eigenaarschap aanbieden aan { $name }
offer-keep = Niets veranderen

ownership-title = Het eigenaarschap wordt u aangeboden
ownership-from = Het aanbod komt van { $owner }.
ownership-contract = U zou het contract van { $organisation } met de operator krijgen en de overeenkomsten ondertekenen.
ownership-bill = De eigenaar wordt elke maand in rekening gebracht, of er nu gesprekken zijn of niet.
ownership-roles = U houdt de rollen die u hebt. De huidige eigenaar wordt beheerder.
ownership-accept = Eigenaarschap aannemen
ownership-decline = Afwijzen

settings-notice = Privacyverklaring

retention-title = Hoelang bezoeken worden bewaard
retention-question = Bewaar de gegevens van een bezoek gedurende
retention-shorter = Een kortere termijn geldt meteen, ook voor eerdere bezoeken.
retention-longer = Een langere geldt alleen voor nieuwe bezoeken, omdat eerdere bezoekers met de kortere hebben ingestemd.
retention-button = Bewaartermijn opslaan
retention-ending = { $count ->
    [one] Als u bezoeken maar { $retention } bewaart, eindigt 1 eerder bezoek meteen: de gegevens ervan worden gewist doordat hun sleutel wordt vernietigd, en niemand kan ze terughalen.
   *[other] Als u bezoeken maar { $retention } bewaart, eindigen { $count } eerdere bezoeken meteen: de gegevens ervan worden gewist doordat hun sleutels worden vernietigd, en niemand kan ze terughalen.
  }
retention-end = { $count ->
    [one] 1 bezoek wissen en opslaan
   *[other] { $count } bezoeken wissen en opslaan
  }

notice-settings-what = Bezoekers zien deze verklaring waar ze hun toestemming geven. Wat er wordt gevraagd, waarom en hoelang het wordt bewaard, staat er al in; dit zijn de delen die alleen u weet.
notice-field-controller = Wie verantwoordelijk is
notice-field-controller-hint = De officiële naam van uw organisatie.
notice-field-address = Postadres
notice-field-address-hint = Zoals het op uw brieven staat.
notice-field-officer = Functionaris voor gegevensbescherming
notice-officer-gdpr = Een naam. De wet vraagt een functionaris als u een overheidsinstantie bent of op grote schaal gezondheidsgegevens verwerkt (artikel 37). Hebt u er geen nodig, vul dan in aan wie bezoekers vragen kunnen stellen.
notice-officer-fadp = Een naam. In Zwitserland moeten federale organen een adviseur voor gegevensbescherming aanstellen; particuliere organisaties mogen dat. Is er geen, vul dan in aan wie bezoekers vragen kunnen stellen.
notice-officer-hipaa = Een naam. HIPAA vraagt van elke covered entity een verantwoordelijke voor privacy („privacy official”, 45 CFR 164.530).
notice-officer-agreed = Een naam: aan wie bezoekers vragen over hun gegevens kunnen stellen.
notice-field-email-hint = Waar bezoekers naartoe schrijven over hun gegevens.
notice-settings-words = De woorden die er al staan, in alle vijf talen:
notice-settings-button = Privacyverklaring publiceren
notice-settings-see = Bekijken zoals bezoekers
notice-settings-not-yet = Er is nog geen verklaring gepubliceerd. Zodra u dat doet, kunnen bezoekers haar lezen en kunt u haar bekijken zoals zij.

agreement-version = Versie { $version }
agreement-unsigned = Nog niet ondertekend. Bezoekers kunnen komen zodra dat is gebeurd en uw privacyverklaring is gepubliceerd.
agreement-signed-by = Ondertekend door
agreement-download = Downloaden als pdf
agreement-sign = Ondertekenen
agreement-name-hint = Voor- en achternaam. Dit geldt als uw handtekening.
agreement-consent = Ik onderteken deze overeenkomst namens { $organisation } en ben daartoe bevoegd.
agreement-button = Overeenkomst ondertekenen

account-offered = Het eigenaarschap van deze organisatie wordt u aangeboden.
account-offered-see = Lezen en beslissen

account-passkeys = Toegangssleutels
account-passkeys-what = Met een toegangssleutel logt u in met uw vingerafdruk, uw gezicht of de code van uw apparaat. Hij is niet te raden en u kunt hem niet per ongeluk weggeven.
account-passkeys-none = U hebt nog geen toegangssleutel. Tot u er een toevoegt, logt u in met een link per e-mail.
account-passkey-since = Toegevoegd op
account-passkey-label = Een naam ervoor, zoals ‘Telefoon’
account-passkey-add = Toegangssleutel toevoegen
account-passkey-used = Laatst gebruikt op { $day }.
account-passkey-unused = Nog niet gebruikt.
account-passkey-unnamed = Een toegangssleutel zonder naam
account-passkey-remove = Verwijderen
account-sign-out = Uitloggen
account-factor = Tweede factor
account-factor-what = Als u geen toegangssleutel bij de hand hebt, logt u in met een link. Met een tweede factor is de link alleen niet genoeg: er wordt om een code van uw telefoon gevraagd, zodat iemand die uw e-mail leest, niet binnenkomt.
account-factor-set = Tweede factor instellen
account-factor-is-set = Hij is ingesteld. { $left ->
    [0] Er is geen herstelcode meer over: stel hem opnieuw in om er te krijgen.
    [one] Er is 1 herstelcode over.
   *[other] Er zijn { $left } herstelcodes over.
  }
account-factor-replace = Opnieuw instellen
account-factor-remove = Zonder verdergaan
account-sessions = Waar u bent ingelogd
account-sessions-what = Een sessie eindigt vanzelf na twaalf uur. Kent u er een niet, beëindig die dan en kijk of alle toegangssleutels van u zijn.
account-sign-out-everywhere = Overal uitloggen
account-recovery = Iemand die uw e-mail leest, heeft gemeld dat uw tweede factor kwijt is. Vanaf { $from } zou een link alleen genoeg zijn om in te loggen. Was u het niet, stop het dan.
account-recovery-stop = Stoppen
session-here = deze
session-end = Deze sessie beëindigen
session-browser-unknown = Een browser die zijn naam niet noemde
session-by-passkey = Ingelogd met een toegangssleutel op { $at }
session-by-link = Ingelogd met een link op { $at }
session-by-demo = Ingelogd door de demo op { $at }

passkey-removal-title = Toegangssleutel verwijderen
passkey-removal-what = Hiermee kan hier niemand meer inloggen. Op uw apparaat staat hij misschien nog in de lijst: verwijder hem ook daar.
passkey-removal-last = U hebt geen andere toegangssleutel. Daarna logt u in met een link die naar { $email } wordt gestuurd.
passkey-removal-button = Toegangssleutel verwijderen

factor-title = Tweede factor instellen
factor-what = U hebt een app nodig die codes maakt, op uw telefoon of in uw wachtwoordbeheerder.
factor-replaces = De tweede factor die u nu hebt, eindigt daarmee, en de herstelcodes ervan ook.
factor-scan = Lees deze afbeelding in met de app.
factor-picture = Een afbeelding die de app inleest. De sleutel hieronder zegt hetzelfde.
factor-key = Of typ deze sleutel:
factor-open = App op dit apparaat openen
factor-code = De code die de app toont
factor-button = Tweede factor instellen

codes-title = Uw herstelcodes
codes-what = De tweede factor is ingesteld. Raakt u uw telefoon kwijt, dan laat elk van deze codes u één keer binnen, in plaats van de code uit de app.
codes-once = Ze worden alleen deze keer getoond. Druk ze af, of bewaar ze in uw wachtwoordbeheerder, los van uw e-mail.
codes-kept = Ik heb ze bewaard

team-recovery = Iemand die de e-mail van dit teamlid leest, heeft gemeld dat de tweede factor kwijt is. Vanaf { $from } is een link per e-mail genoeg om in te loggen. Vraag het teamlid, niet per e-mail, of de melding van hem of haar kwam. Zo niet, stop het dan.
team-recovery-stop = Stoppen
