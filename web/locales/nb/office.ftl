# What owners read: bill, team, settings, agreement; and everybody's account.

bill-title = Faktura for { $month }
bill-plan = Abonnement { $plan }, { $price } per aktivt medlem og måned.
bill-running = Så langt. Måneden er ikke over.
bill-closed = Denne måneden er avsluttet.
bill-caption = Hvem det faktureres for
bill-member = Medlem
bill-why = Hvorfor
bill-amount = Beløp
bill-active = Deltok i en samtale denne måneden
bill-owner = Eier, faktureres alltid
bill-active-owner = Eier, og deltok i en samtale denne måneden
bill-net = Sum før avgift
bill-total = Totalt
bill-rule = Et medlem er aktivt etter minst én samtale der begge parter deltok. Å slette et besøk endrer ingen faktura.
bill-months = Andre måneder

team-members = Medlemmer
team-roles = Roller
team-save = Lagre roller
team-invite = Inviter noen
team-invite-hint = De får en lenke som virker én gang.
team-invite-button = Send invitasjonen

settings-retention = Oppbevaring
settings-notice = Personvernerklæring
settings-agreement = Avtale

retention-title = Hvor lenge besøk oppbevares
retention-what = Navn, telefon, tidspunkter og tekniske data om et besøk oppbevares så lenge etter at det er slutt. Deretter slettes de av seg selv, ved at nøkkelen deres destrueres.
retention-question = Oppbevar opplysningene om et besøk i
retention-shorter = En kortere frist gjelder med en gang, også for tidligere besøk.
retention-longer = En lengre gjelder bare for nye besøk, fordi tidligere besøkende samtykket til den kortere.
retention-button = Lagre fristen

notice-settings-what = Besøkende ser denne erklæringen der de gir sitt samtykke. Hva det spørres om, hvorfor, og hvor lenge det oppbevares, er allerede skrevet; dette er delene som bare du kjenner.
notice-field-controller = Behandlingsansvarlig
notice-field-controller-hint = Virksomhetens juridiske navn.
notice-field-address = Postadresse
notice-field-address-hint = Slik den står på brevene dine.
notice-field-officer = Personvernombud
notice-field-officer-hint = Et navn. Hvis det ikke finnes et ombud, skriver du hvem besøkende kan spørre.
notice-field-email-hint = Hvor besøkende kan skrive om opplysningene sine.
notice-settings-button = Publiser personvernerklæringen
notice-settings-see = Se den slik besøkende ser den
notice-settings-not-yet = Ingen erklæring er publisert ennå. Når du publiserer den, kan besøkende lese den, og du kan se den slik de gjør.

agreement-title = Databehandleravtale
agreement-version = Versjon { $version }
agreement-template = Dette er en mal. La noen som kjenner retten i landet ditt, lese den før du stoler på den.
agreement-unsigned = Ikke signert ennå. Besøkende kan komme når den er det, og personvernerklæringen din er publisert.
agreement-signed-by = Signert av
agreement-download = Last ned som PDF
agreement-download-unsigned = Last ned for å lese (PDF)
agreement-sign = Signer
agreement-name-hint = Fornavn og etternavn. Det står som signaturen din.
agreement-consent = Jeg signerer denne avtalen for { $organisation } og har rett til det.
agreement-button = Signer avtalen

account-passkeys = Passnøkler
account-passkeys-what = En passnøkkel logger deg inn med fingeravtrykket, ansiktet eller koden på enheten din. Den kan ikke gjettes eller gis bort ved en feil.
account-passkeys-none = Du har ingen passnøkkel ennå. Til du legger til en, logger du inn med en lenke på e-post.
account-passkey-since = Lagt til
account-passkey-label = Et navn på den, for eksempel «Telefon»
account-passkey-add = Legg til en passnøkkel
account-sign-out = Logg ut
