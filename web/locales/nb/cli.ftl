# What the command line prints for people; with --json it prints no sentences.

cli-no-session = Det må en person til for å åpne noe: Oppgi tokenet fra en økt som tilhører en etterlevelsesansvarlig eller en revisor, i ANTEROOM_SESSION.
cli-session-over = Denne økten er avsluttet, eller det finnes ingen med dette tokenet. Logg inn på nytt og bruk det nye tokenet.
cli-other-session = Denne økten tilhører noen andre, eller en annen virksomhet.
cli-several = Flere besøk har denne referansen. Oppgi ett av dem med --visit: { $visits }

cli-replay-empty = Ingen har åpnet noe av det du spurte om.
cli-replay-line = { $position }  { $when }  { $who }, { $role }. { $why }. Hvem det gjelder: { $whose }

cli-verify-log = { $origin }: { $records } poster lest.
cli-verify-root = Roten over de første { $size }: { $root }
cli-verify-parts = { $parts } forseglede deler er på plass og riktige; { $destroyed } er borte, hver av dem ved en destruksjon som loggen forteller om.
cli-verify-unproved = { $count } poster er nyere enn kontrollpunktet: Ingenting beviser dem ennå.
cli-verify-from = Sammenlignet fra posisjon { $from }; postene før den er ikke her, og treet står i stedet for dem.
cli-verify-left-out = { $count } chiffertekster er utelatt fra eksporten: Ingenting sies om dem.
cli-verify-witnessed = { $witness } har medsignert de første { $size } postene, { $when }.
cli-verify-unwitnessed = { $witness } har ikke medsignert.
cli-verify-declared = posisjon { $position }: et meldt tap: Loggen ble gjenopprettet her, og post { $first } til { $last } av { $origin } er borte.
cli-verify-stopped = Treet vokser ikke: { $why }
cli-verify-unreadable = posisjon { $position }: Loggen kan ikke leses videre herfra: { $why }
cli-verify-proved = Bevist: Dette er postene som ble signert.
cli-verify-proved-since = Bevist: Dette er postene som ble signert, og de har vokst ut av de { $size } i kontrollpunktet ditt.
cli-verify-proved-with-loss = Bevist, med et meldt tap: Kontrollpunktet ditt går god for poster som loggen sier den har mistet. Spør hvorfor.
cli-verify-alone = Den som har denne mappen, har også signeringsnøkkelen dens. Oppbevar et kontrollpunkt et annet sted (anteroom audit checkpoint), og oppgi det her neste gang.
cli-verify-key-of-export = Nøkkelen fulgte med eksporten; den beviser ingenting om hvem som har signert. Oppgi nøkkelen du selv oppbevarer (--key), og kontrollpunktet fra forrige gang (--checkpoint).
cli-verify-first-time = Den som har signeringsnøkkelen, kan ha signert en annen logg tidligere. Ta vare på kontrollpunktet fra eksporten, og oppgi det her neste gang (--checkpoint).
cli-verify-not-proved = Ikke bevist.

cli-export-done = Post { $from } til { $to } ligger i { $out }, sammen med det som beviser dem.
cli-export-lacks = { $path } mangler eller er skadet i datamappen: Et avvik blir da funnet, men ikke hvor det er.
cli-export-next = På en annen maskin: anteroom audit verify { $out } --key KEY --checkpoint DITT-FORRIGE

cli-inclusion-proved = Bevist: Dette er post { $position } av { $origin }, slik kontrollpunktet over { $size } poster ble signert.
cli-consistent = Bevist: Loggen med { $new } poster er en fortsettelse av den med { $old }.
cli-rotate-begun = To nøkler signerer kontrollpunkter nå, den gamle og den nye. Gi den nye til revisorer og vitner, og avslutt deretter den gamle: anteroom audit rotate-key --finish
cli-rotate-finished = Den gamle nøkkelen signerer ikke lenger, og er borte fra datamappen. Denne signerer:

cli-found = { $reference }  { $day }  { $name }, { $phone }; med { $professional }. Oppbevares: { $state }. Besøk { $visit }
cli-found-appointment = { $reference }  timeavtale { $when }  { $name }, { $reach }; med { $professional }. Oppbevares: { $state }. Besøk { $visit }
cli-found-gone = { $reference }  { $day }  { $state } Besøk { $visit }
cli-found-until = til { $when }
cli-found-erased = Slettet etter beslutning. Erklæringen: anteroom subject statement { $erasure }

cli-agreement = { $kind } { $version }, publisert { $day } ({ $digest }): samtykket { $agreed }, underrettet { $told }, brev ikke sendt { $waiting }, andre { $others }

cli-model = { $name } (versjon { $version }, generasjon { $generation }) i posisjon { $position }: { $state }
cli-model-follows = { $lag ->
    [0] oppdatert
    [one] én hendelse bak
   *[other] { $lag } hendelser bak
  }
cli-model-rebuilding = neste generasjon er i posisjon { $position }
cli-model-stopped = stanset: { $why }

cli-certificate = Sertifikat fra { $issued } om { $subject }, under kontrollpunktet til { $origin } over { $size } poster.
cli-certificate-held = Sperret: Ingenting er destruert, siden en slettesperre holder på det.
cli-certificate-pending = Venter: Nøklene er destruert, men eldre kopier av nøkkeltabellen kan fortsatt åpne det de forseglet.
cli-certificate-done = Fullført: Nøklene er destruert, og det er også epoken de lå i. Hva det bygger på, står i sertifikatet.
cli-certificate-parts = { $keys } nøkler er destruert; de hadde forseglet { $parts } deler.
cli-certificate-hold = Oppbevares under slettesperren { $hold } på grunnlag av { $ground } til { $until }.
cli-certificate-valid = Gyldig: Det ble signert slik, og hendelsene det nevner, ligger under kontrollpunktet. Om det utelater noe, kan bare en eksport vise (--export).
cli-certificate-valid-compared = Gyldig: Det ble signert slik, og postene i loggen sier det samme og ikke noe mer.
cli-certificate-invalid = Ikke gyldig.
cli-certificate-written = Sertifikatet ligger i { $out }. Alle kan kontrollere det: anteroom audit verify-certificate FILE --key KEY

cli-organisation = { $organisation }  { $country }  registrert { $since }: { $standing }
cli-organisation-unconfirmed = ikke bekreftet av eieren
cli-organisation-trial = på prøve til og med { $day }
cli-organisation-trial-over = prøveperioden varte til og med { $day }, og ingen nye tas imot
cli-organisation-in-use = i bruk
cli-organisation-ending = avsluttes { $day }
cli-organisation-ended = avsluttet
