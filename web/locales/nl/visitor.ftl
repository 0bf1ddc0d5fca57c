# What a visitor reads, from the organisation's page to the receipt.

arrive-title = Welkom bij { $organisation }
arrive-emergency = Niet voor noodgevallen.
arrive-emergency-call = Is het dringend, bel dan
arrive-how = Zeg wie u bent, en { $organisation } ziet meteen dat u er bent. U hebt geen account nodig en hoeft niets te installeren.
arrive-nobody-in = Bij { $organisation } is op dit moment niemand ingelogd.
arrive-nobody-in-advice = Hebt u een afspraak, kom dan binnen en wacht: wie als eerste inlogt, ziet meteen dat u er bent.
arrive-not-yet = { $organisation } is de wachtkamer nog aan het inrichten.
arrive-not-yet-advice = U bent aan het juiste adres, maar er kan hier nog niemand worden ontvangen. Hebt u vandaag een afspraak, bel of schrijf dan zoals u gewend bent.
arrive-own = U bent ingelogd als medewerker van deze organisatie. Bezoekers lezen de woorden hierboven tot alles klaar is.
arrive-own-button = Zien wat er nog ontbreekt
arrive-name-hint = De naam waaronder u hier bekend bent.
arrive-phone-hint = Alleen voor het geval dat de videoverbinding wegvalt en u gebeld moet worden.
arrive-for-whom = Voor wie komt u?
arrive-first-free = Wie het eerst vrij is
arrive-first-free-hint = Kies dit als u met niemand in het bijzonder een afspraak hebt.
arrive-consent = Ik geef { $organisation } toestemming om te verwerken wat ik hier opgeef, zodat we met elkaar kunnen spreken. Het wordt na { $retention } gewist. Ik kan op elk moment van gedachten veranderen.
arrive-notice = Wat er met mijn gegevens gebeurt
arrive-notice-page = Openen op een eigen pagina
arrive-button = Naar de wachtkamer

privacy-title = Privacyverklaring
privacy-link = Privacyverklaring
privacy-of = Hoe { $organisation } omgaat met wat bezoekers opgeven.
privacy-since = Van kracht sinds
privacy-back = Terug naar { $organisation }

notice-controller = { $controller } is verantwoordelijk voor uw gegevens. Contact: { $contact }.
notice-officer = De functionaris voor gegevensbescherming is { $officer }.
notice-what = We vragen uw naam, en een telefoonnummer als u dat wilt geven. Als u bent uitgenodigd, bewaren we ook het adres of nummer waar de uitnodiging naartoe ging, en het tijdstip. Tijdens het bezoek noteren we ook wanneer u kwam, hoelang u hebt gesproken en of camera, microfoon en verbinding werkten. We vragen niets over uw gezondheid.
notice-why = We doen dit omdat u daarvoor toestemming geeft (artikel 6, lid 1, onder a), van de Algemene verordening gegevensbescherming). Uw gegevens worden { $retention } na uw bezoek gewist.
notice-call = Het gesprek is end-to-end versleuteld. Het gaat rechtstreeks tussen u en degene met wie u spreekt of, waar een netwerk dat niet toelaat, via een tussenserver die alleen versleutelde gegevens ziet. Het wordt niet opgenomen, en niemand daartussen kan het zien of horen.
notice-access = Telkens als iemand uw gegevens inziet, wordt vastgelegd wie dat was en waarom. Na uw bezoek kunt u dat op uw bezoekbewijs zien.
notice-rights = U kunt op elk moment uw toestemming intrekken en vragen om inzage in uw gegevens, om verbetering, om een kopie of om wissing.
notice-authority = Bent u niet tevreden over hoe we met uw gegevens omgaan, dan kunt u een klacht indienen bij { $authority }.

check-title = Camera en geluid
check-why = Een korte controle, zodat u goed te zien en te horen bent. Niemand kan u nu al zien of horen.
check-ask = Uw browser vraagt zo of hij uw camera en microfoon mag gebruiken. Kies ‘Toestaan’.
check-start = Camera en geluid controleren
check-skip = Controle overslaan en wachten
check-asking = Uw browser vraagt het nu. Kies ‘Toestaan’.
check-self-view = Uw eigen beeld
check-camera = Camera
check-camera-ok = Uw camera werkt. Ziet u uzelf?
check-camera-blocked = De camera is geblokkeerd. Tik op het symbool naast het adres van deze pagina, sta de camera toe en probeer het dan opnieuw. U kunt ook zonder beeld verdergaan.
check-camera-none = We hebben geen camera gevonden. U kunt zonder beeld verdergaan.
check-camera-busy = Een ander programma gebruikt de camera. Sluit het af en probeer het opnieuw, of ga zonder beeld verder.
check-camera-skipped = U gaat zonder beeld verder. U kunt de camera later aanzetten.
check-microphone = Microfoon
check-microphone-ok = Uw microfoon werkt.
check-microphone-blocked = De microfoon is geblokkeerd. Tik op het symbool naast het adres van deze pagina, sta de microfoon toe en probeer het dan opnieuw.
check-microphone-none = We hebben geen microfoon gevonden. Sluit een headset aan, of ga verder: u kunt de ander toch zien en horen, en u kunt worden gebeld.
check-microphone-busy = Een ander programma gebruikt de microfoon. Sluit het af en probeer het opnieuw.
check-say-something = Zeg iets. De balk beweegt als we u horen.
check-level = Hoe luid u klinkt
check-heard-you = We horen u.
check-speaker = Kunt u ons horen?
check-play-tone = Geluid afspelen
check-heard = Ik hoorde het
check-not-heard = Ik hoorde niets
check-speaker-advice = Zet het volume hoger, controleer of een koptelefoon goed is aangesloten en speel het geluid nog een keer af. U kunt ook verdergaan.
check-continue = Door naar de wachtkamer
check-try-again = Opnieuw proberen
check-without-camera = Zonder camera verdergaan
check-lost = We konden de uitkomst van de controle niet bewaren. Voor uw bezoek maakt dat niet uit: u kunt verdergaan.

wait-title = De wachtkamer
wait-place = { $before ->
    [0] U bent als volgende aan de beurt.
    [one] Er is één persoon vóór u.
   *[other] Er zijn { $before } personen vóór u.
  }
wait-known-by = { $professional } weet dat u er bent.
wait-known = { $organisation } weet dat u er bent, en wie het eerst vrij is, laat u binnen.
wait-nobody-in = Bij { $organisation } is op dit moment niemand ingelogd. Wie als eerste inlogt, ziet meteen dat u er bent.
wait-keep-open = Houd deze pagina open. U wordt vanzelf binnengelaten; u hoeft verder niets te doen. Als u de pagina opnieuw laadt, houdt u uw plaats.
wait-lost = De verbinding is weggevallen.
wait-lost-advice = We proberen het opnieuw. U houdt uw plaats.
wait-admitted = U wordt binnengelaten.
wait-go-in = Nu naar binnen
wait-no-script = Deze pagina heeft JavaScript nodig voor het videogesprek. Zet het alstublieft aan, of open de pagina in een andere browser.
wait-for = U komt voor
wait-since = U kwam om
wait-check-again = Camera en geluid opnieuw controleren

thanks-title = Dank u voor uw bezoek
thanks-call = Uw gesprek met { $organisation } is afgelopen. Er is niets van opgenomen.
thanks-closed-title = Uw bezoek is afgesloten
thanks-closed = { $organisation } heeft uw bezoek afgesloten voordat er een gesprek was. Had u dat niet verwacht, kom dan opnieuw binnen of neem contact op.
left-title = U hebt het gesprek verlaten
left-call = { $organisation } kan nog in het gesprek zijn. Hebt u per ongeluk opgehangen, ga dan weer naar binnen.
left-back = Weer naar binnen
thanks-close = U kunt deze pagina sluiten.
thanks-reference = Het kenmerk van uw bezoek
thanks-receipt = Hiermee kunt u vragen wat er over u wordt bewaard. Uw bezoekbewijs laat dat nu al zien, en ook wie uw gegevens heeft ingezien.
thanks-receipt-button = Zien wat er wordt bewaard
thanks-again = Opnieuw binnenkomen

receipt-title = Uw bezoek
receipt-print = Bewaar dit kenmerk, of druk deze pagina af, als u later misschien iets over uw bezoek wilt vragen.
receipt-kept = Uw gegevens worden { $retention } bewaard, tot
receipt-kept-then = Daarna worden ze gewist.
receipt-kept-open = Uw bezoek is nog niet afgelopen. Uw gegevens worden { $retention } na afloop gewist.
receipt-erased = Uw gegevens zijn gewist op
receipt-erased-pending = De sleutels waarmee ze te openen waren, zijn vernietigd. Met eerder gemaakte kopieën van die sleutels zouden ze nog te openen zijn; als regel worden die kopieën binnen een dag onbruikbaar gemaakt, en dan staat dat op deze pagina.
receipt-erased-done = De sleutels waarmee ze te openen waren, zijn vernietigd. Niets van wat wordt bewaard, kan ze nog openen, ook geen kopieën en back-ups van welke datum dan ook, zolang de vernietiging van de hoofdsleutel standhoudt.
receipt-erased-remains = Wat blijft, is dat er een bezoek is geweest, zonder uw naam, en hieronder wie uw gegevens heeft ingezien.
receipt-yours = Wat er over u wordt bewaard
receipt-organisation = U was bij
receipt-day = Dag
receipt-with = U sprak met
receipt-duration = Duur van het gesprek
receipt-opened = Wie mijn gegevens heeft ingezien
receipt-opened-why = Elke inzage wordt vastgelegd, met de reden. Niemand kan deze lijst veranderen. Dat u zelf hebt gekeken, staat er niet bij.
receipt-opened-nobody = Niemand heeft uw gegevens ingezien.
receipt-rights = Uw rechten
receipt-rights-how = U kunt { $organisation } vragen om inzage in uw gegevens, om verbetering, om een kopie of om wissing, en u kunt uw toestemming intrekken. Schrijf naar { $contact } en vermeld het kenmerk { $reference }. U krijgt binnen vier weken antwoord.
receipt-authority = Bent u niet tevreden over het antwoord, dan kunt u een klacht indienen bij { $authority }.
