# What the command line prints for people; with --json it prints no sentences.

cli-no-session = Om iets in te zien is een persoon nodig: geef in ANTEROOM_SESSION het token van de sessie van een compliance-officer of een auditor.
cli-session-over = Deze sessie is afgelopen, of er is er geen met dit token. Log opnieuw in en neem het token van die sessie.
cli-other-session = Deze sessie is van iemand anders, of van een andere organisatie.
cli-several = Meerdere bezoeken hebben dit kenmerk. Noem er één met --visit: { $visits }

cli-replay-empty = Niemand heeft iets ingezien waarnaar u vroeg.
cli-replay-line = { $position }  { $when }  { $who }, { $role }. { $why }. Van wie: { $whose }

cli-verify-log = { $origin }: { $records } records gelezen.
cli-verify-root = De wortel over de eerste { $size }: { $root }
cli-verify-parts = { $parts } verzegelde delen zijn aanwezig en kloppen; { $destroyed } zijn weg, elk door een vernietiging die het logboek vermeldt.
cli-verify-unproved = { $count } records zijn nieuwer dan het controlepunt: niets bewijst ze nog.
cli-verify-from = Vergeleken vanaf positie { $from }; de records daarvóór zijn hier niet, en de boom staat ervoor in.
cli-verify-left-out = { $count } versleutelde teksten zijn uit de export weggelaten: daarover wordt niets gezegd.
cli-verify-witnessed = { $witness } heeft de eerste { $size } records medeondertekend, op { $when }.
cli-verify-unwitnessed = { $witness } heeft niet medeondertekend.
cli-verify-declared = positie { $position }: een aangegeven verlies: het logboek is hier teruggezet, en de records { $first } tot en met { $last } van { $origin } zijn weg.
cli-verify-stopped = De boom groeit niet: { $why }
cli-verify-unreadable = positie { $position }: vanaf hier is het logboek niet verder te lezen: { $why }
cli-verify-proved = Bewezen: dit zijn de records die zijn ondertekend.
cli-verify-proved-since = Bewezen: dit zijn de records die zijn ondertekend, en ze zijn voortgekomen uit de { $size } van uw controlepunt.
cli-verify-proved-with-loss = Bewezen, met een aangegeven verlies: uw controlepunt staat in voor records waarvan het logboek zegt dat ze verloren zijn. Vraag waarom.
cli-verify-alone = Wie deze map heeft, heeft ook de ondertekeningssleutel ervan. Bewaar ergens anders een controlepunt (anteroom audit checkpoint) en geef dat hier de volgende keer op.
cli-verify-key-of-export = De sleutel kwam met de export mee; hij bewijst niet wie heeft ondertekend. Geef de sleutel op die u zelf bewaart (--key), en het controlepunt van de vorige keer (--checkpoint).
cli-verify-first-time = Wie de ondertekeningssleutel heeft, kan eerder een ander logboek hebben ondertekend. Bewaar het controlepunt van de export en geef dat hier de volgende keer op (--checkpoint).
cli-verify-not-proved = Niet bewezen.

cli-export-done = De records { $from } tot en met { $to } staan in { $out }, met wat ze bewijst.
cli-export-lacks = { $path } ontbreekt of is beschadigd in de gegevensmap: een verschil wordt dan wel gevonden, maar niet de plaats ervan.
cli-export-next = Op een andere machine: anteroom audit verify { $out } --key KEY --checkpoint YOUR-LAST-ONE

cli-inclusion-proved = Bewezen: dit is record { $position } van { $origin }, zoals het controlepunt over { $size } records is ondertekend.
cli-consistent = Bewezen: het logboek van { $new } records zet dat van { $old } voort.
cli-rotate-begun = Twee sleutels ondertekenen nu de controlepunten, de oude en de nieuwe. Geef de nieuwe aan auditors en getuigen, en beëindig daarna de oude: anteroom audit rotate-key --finish
cli-rotate-finished = De oude sleutel ondertekent niet meer en is uit de gegevensmap verdwenen. Deze ondertekent:

cli-found = { $reference }  { $day }  { $name }, { $phone }; met { $professional }. Bewaard: { $state }. Bezoek { $visit }
cli-found-appointment = { $reference }  afspraak { $when }  { $name }, { $reach }; met { $professional }. Bewaard: { $state }. Bezoek { $visit }
cli-found-gone = { $reference }  { $day }  { $state } Bezoek { $visit }
cli-found-until = tot { $when }
cli-found-erased = Gewist op opdracht. De verklaring: anteroom subject statement { $erasure }

cli-agreement = { $kind } { $version }, gepubliceerd { $day } ({ $digest }): akkoord { $agreed }, ingelicht { $told }, brief niet verzonden { $waiting }, overige { $others }

cli-model = { $name } (versie { $version }, generatie { $generation }) op positie { $position }: { $state }
cli-model-follows = { $lag ->
    [0] bij
    [one] één gebeurtenis achter
   *[other] { $lag } gebeurtenissen achter
  }
cli-model-rebuilding = de volgende generatie is op positie { $position }
cli-model-stopped = gestopt: { $why }

cli-certificate = Certificaat van { $issued } over { $subject }, onder het controlepunt van { $origin } over { $size } records.
cli-certificate-held = Geblokkeerd: er is niets vernietigd, omdat een wissingsstop het tegenhoudt.
cli-certificate-pending = In behandeling: de sleutels zijn vernietigd, maar met oudere kopieën van de sleuteltabel zou nog te openen zijn wat ze hebben verzegeld.
cli-certificate-done = Gereed: de sleutels zijn vernietigd, en ook het tijdvak waarin ze stonden. Waarop dat berust, staat in het certificaat.
cli-certificate-parts = { $keys } sleutels zijn vernietigd; ze hadden { $parts } delen verzegeld.
cli-certificate-hold = Bewaard onder de wissingsstop { $hold } op grond van { $ground } tot { $until }.
cli-certificate-valid = Geldig: het is zo ondertekend, en de gebeurtenissen die het noemt, vallen onder zijn controlepunt. Of het iets weglaat, is alleen met een export te zien (--export).
cli-certificate-valid-compared = Geldig: het is zo ondertekend, en de records van het logboek zeggen hetzelfde en niets meer.
cli-certificate-invalid = Niet geldig.
cli-certificate-written = Het certificaat staat in { $out }. Iedereen kan het controleren: anteroom audit verify-certificate FILE --key KEY

cli-organisation = { $organisation }  { $country }  aangemeld { $since }: { $standing }
cli-organisation-unconfirmed = niet bevestigd door de eigenaar
cli-organisation-trial = op proef tot en met { $day }
cli-organisation-trial-over = de proefperiode liep tot en met { $day }, en er wordt niemand meer ontvangen
cli-organisation-in-use = in gebruik
cli-organisation-ending = eindigt op { $day }
cli-organisation-ended = beëindigd
