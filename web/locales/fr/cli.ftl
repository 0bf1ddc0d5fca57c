# What the command line prints for people; with --json it prints no sentences.

cli-no-session = Consulter quelque chose demande une personne : donnez dans ANTEROOM_SESSION le jeton de la session d’un responsable de la conformité ou d’un auditeur.
cli-session-over = Cette session est terminée, ou il n’en existe pas avec ce jeton. Connectez-vous de nouveau et prenez le jeton de la nouvelle session.
cli-other-session = Cette session appartient à quelqu’un d’autre, ou à une autre organisation.
cli-several = Plusieurs visites portent cette référence. Indiquez l’une d’elles avec --visit : { $visits }

cli-replay-empty = Personne n’a consulté quoi que ce soit de ce que vous avez demandé.
cli-replay-line = { $position }  { $when }  { $who }, { $role }. { $why }. Concerne : { $whose }

cli-verify-log = { $origin } : { $records } enregistrements lus.
cli-verify-root = La racine des { $size } premiers : { $root }
cli-verify-parts = { $parts } parties scellées sont là et intactes ; { $destroyed } ont disparu, chacune par une destruction que le journal rapporte.
cli-verify-unproved = { $count } enregistrements sont plus récents que le point de contrôle : rien ne les prouve encore.
cli-verify-from = Comparaison à partir de la position { $from } ; les enregistrements antérieurs ne sont pas ici, et l’arbre en répond.
cli-verify-left-out = { $count } textes chiffrés ont été laissés hors de l’export : rien n’est dit à leur sujet.
cli-verify-witnessed = { $witness } a cosigné les { $size } premiers enregistrements, le { $when }.
cli-verify-unwitnessed = { $witness } n’a pas cosigné.
cli-verify-declared = position { $position } : une perte déclarée : le journal a été restauré ici, et les enregistrements { $first } à { $last } de { $origin } ont disparu.
cli-verify-stopped = L’arbre ne grandit pas : { $why }
cli-verify-unreadable = position { $position } : à partir d’ici, le journal ne peut plus être lu : { $why }
cli-verify-proved = Prouvé : ce sont les enregistrements qui ont été signés.
cli-verify-proved-since = Prouvé : ce sont les enregistrements qui ont été signés, et ils prolongent les { $size } de votre point de contrôle.
cli-verify-proved-with-loss = Prouvé, avec une perte déclarée : votre point de contrôle répond d’enregistrements que le journal dit avoir perdus. Demandez pourquoi.
cli-verify-alone = Qui détient ce dossier détient aussi sa clé de signature. Gardez ailleurs un point de contrôle (anteroom audit checkpoint) et donnez-le ici la prochaine fois.
cli-verify-key-of-export = La clé est venue avec l’export ; elle ne prouve rien sur l’auteur de la signature. Donnez la clé que vous conservez (--key) et le point de contrôle de la dernière fois (--checkpoint).
cli-verify-first-time = Qui détient la clé de signature a pu signer un autre journal auparavant. Gardez le point de contrôle de l’export et donnez-le ici la prochaine fois (--checkpoint).
cli-verify-not-proved = Non prouvé.

cli-export-done = Les enregistrements { $from } à { $to } sont dans { $out }, avec ce qui les prouve.
cli-export-lacks = { $path } manque ou est endommagé dans le dossier de données : une différence est alors trouvée, mais pas son emplacement.
cli-export-next = Sur une autre machine : anteroom audit verify { $out } --key KEY --checkpoint YOUR-LAST-ONE

cli-inclusion-proved = Prouvé : c’est l’enregistrement { $position } de { $origin }, tel que le point de contrôle sur { $size } enregistrements a été signé.
cli-consistent = Prouvé : le journal de { $new } enregistrements prolonge celui de { $old }.
cli-rotate-begun = Deux clés signent maintenant les points de contrôle, l’ancienne et la nouvelle. Donnez la nouvelle aux auditeurs et aux témoins, puis mettez fin à l’ancienne : anteroom audit rotate-key --finish
cli-rotate-finished = L’ancienne clé ne signe plus et a disparu du dossier de données. Voici celle qui signe :

cli-found = { $reference }  { $day }  { $name }, { $phone } ; avec { $professional }. Conservée : { $state }. Visite { $visit }
cli-found-appointment = { $reference }  rendez-vous { $when }  { $name }, { $reach } ; avec { $professional }. Conservé : { $state }. Visite { $visit }
cli-found-gone = { $reference }  { $day }  { $state } Visite { $visit }
cli-found-until = jusqu’au { $when }
cli-found-erased = Effacée sur ordre. Son attestation : anteroom subject statement { $erasure }

cli-agreement = { $kind } { $version }, publié { $day } ({ $digest }) : accepté { $agreed }, prévenu { $told }, lettre non envoyée { $waiting }, autres { $others }

cli-model = { $name } (version { $version }, génération { $generation }) à la position { $position } : { $state }
cli-model-follows = { $lag ->
    [0] à jour
    [one] un événement de retard
   *[other] { $lag } événements de retard
  }
cli-model-rebuilding = la génération suivante est à la position { $position }
cli-model-stopped = arrêté : { $why }

cli-certificate = Certificat du { $issued } sur { $subject }, sous le point de contrôle de { $origin } sur { $size } enregistrements.
cli-certificate-held = Gelé : rien n’est détruit, car un gel juridique s’y oppose.
cli-certificate-pending = En cours : les clés sont détruites, mais des copies plus anciennes de la table de clés pourraient encore ouvrir ce qu’elles ont scellé.
cli-certificate-done = Terminé : les clés sont détruites, et l’époque qui les contenait aussi. Ce sur quoi cela repose figure dans le certificat.
cli-certificate-parts = { $keys } clés sont détruites ; elles avaient scellé { $parts } parties.
cli-certificate-hold = Conservé sous le gel juridique { $hold } au titre de { $ground } jusqu’au { $until }.
cli-certificate-valid = Valable : il a été signé ainsi, et les événements qu’il nomme sont sous son point de contrôle. Seul un export permet de savoir s’il omet quelque chose (--export).
cli-certificate-valid-compared = Valable : il a été signé ainsi, et les enregistrements du journal disent la même chose et rien de plus.
cli-certificate-invalid = Non valable.
cli-certificate-written = Le certificat est dans { $out }. Chacun peut le vérifier : anteroom audit verify-certificate FILE --key KEY

cli-organisation = { $organisation }  { $country }  inscrite le { $since } : { $standing }
cli-organisation-unconfirmed = non confirmée par son propriétaire
cli-organisation-trial = à l’essai jusqu’au { $day } inclus
cli-organisation-trial-over = son essai a pris fin le { $day } ; personne de nouveau n’est reçu
cli-organisation-in-use = en service
cli-organisation-ending = prend fin le { $day }
cli-organisation-ended = a pris fin
