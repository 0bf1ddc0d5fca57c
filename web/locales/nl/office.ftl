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

settings-retention = Bewaartermijn
settings-notice = Privacyverklaring
settings-agreement = Overeenkomst

retention-title = Hoelang bezoeken worden bewaard
retention-what = Naam, telefoonnummer, tijden en technische gegevens van een bezoek worden na afloop zo lang bewaard. Daarna worden ze vanzelf gewist doordat hun sleutel wordt vernietigd.
retention-question = Bewaar de gegevens van een bezoek gedurende
retention-shorter = Een kortere termijn geldt meteen, ook voor eerdere bezoeken.
retention-longer = Een langere geldt alleen voor nieuwe bezoeken, omdat eerdere bezoekers met de kortere hebben ingestemd.
retention-button = Bewaartermijn opslaan

notice-settings-what = Bezoekers zien deze verklaring waar ze hun toestemming geven. Wat er wordt gevraagd, waarom en hoelang het wordt bewaard, staat er al in; dit zijn de delen die alleen u weet.
notice-field-controller = Wie verantwoordelijk is
notice-field-controller-hint = De officiële naam van uw organisatie.
notice-field-address = Postadres
notice-field-address-hint = Zoals het op uw brieven staat.
notice-field-officer = Functionaris voor gegevensbescherming
notice-field-officer-hint = Een naam. Is er geen functionaris, vul dan in aan wie bezoekers vragen kunnen stellen.
notice-field-email-hint = Waar bezoekers naartoe schrijven over hun gegevens.
notice-settings-button = Privacyverklaring publiceren
notice-settings-see = Bekijken zoals bezoekers
notice-settings-not-yet = Er is nog geen verklaring gepubliceerd. Zodra u dat doet, kunnen bezoekers haar lezen en kunt u haar bekijken zoals zij.

agreement-title = Verwerkersovereenkomst
agreement-version = Versie { $version }
agreement-template = Dit is een model. Laat het lezen door iemand die het recht van uw land kent voordat u erop vertrouwt.
agreement-unsigned = Nog niet ondertekend. Bezoekers kunnen komen zodra dat is gebeurd en uw privacyverklaring is gepubliceerd.
agreement-signed-by = Ondertekend door
agreement-download = Downloaden als pdf
agreement-download-unsigned = Downloaden om te lezen (pdf)
agreement-sign = Ondertekenen
agreement-name-hint = Voor- en achternaam. Dit geldt als uw handtekening.
agreement-consent = Ik onderteken deze overeenkomst namens { $organisation } en ben daartoe bevoegd.
agreement-button = Overeenkomst ondertekenen

account-passkeys = Toegangssleutels
account-passkeys-what = Met een toegangssleutel logt u in met uw vingerafdruk, uw gezicht of de code van uw apparaat. Hij is niet te raden en u kunt hem niet per ongeluk weggeven.
account-passkeys-none = U hebt nog geen toegangssleutel. Tot u er een toevoegt, logt u in met een link per e-mail.
account-passkey-since = Toegevoegd op
account-passkey-label = Een naam ervoor, zoals ‘Telefoon’
account-passkey-add = Toegangssleutel toevoegen
account-sign-out = Uitloggen
