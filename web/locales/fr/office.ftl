# What owners read: bill, team, settings, agreement; and everybody's account.

bill-title = Facture – { $month }
bill-plan = Formule { $plan }, { $price } par membre actif et par mois.
bill-running = Jusqu’à présent. Le mois n’est pas terminé.
bill-closed = Ce mois est clos.
bill-caption = Qui est facturé
bill-member = Membre
bill-why = Pourquoi
bill-amount = Montant
bill-active = A participé à un appel ce mois-ci
bill-owner = Propriétaire, toujours facturé
bill-active-owner = Propriétaire, et a participé à un appel ce mois-ci
bill-net = Total hors taxes
bill-total = Total
bill-rule = Un membre est actif après au moins un appel que les deux côtés ont rejoint. Effacer une visite ne change aucune facture.
bill-months = Autres mois

team-members = Membres
team-roles = Rôles
team-save = Enregistrer les rôles
team-invite = Inviter quelqu’un
team-invite-hint = Cette personne reçoit un lien qui fonctionne une seule fois.
team-invite-button = Envoyer l’invitation

team-remove = Retirer
team-hand-over = Transmettre la propriété
team-withdraw = Retirer l’invitation
team-offered = Vous avez proposé la propriété à { $name }. Vous restez propriétaire jusqu’à son acceptation.
team-offer-withdraw = Retirer la proposition

removal-title = Retirer un membre
removal-question = Retirer { $name }
removal-own-title = Quitter cette organisation
removal-sessions = Toutes les sessions prennent fin aussitôt, de même qu’un appel en cours. Les liens et les clés d’accès n’ouvrent plus rien.
removal-address = L’adresse e-mail est libre : elle peut être invitée de nouveau, ici ou ailleurs.
removal-visitors = Les visiteurs qui ont demandé ce membre et attendent en ce moment peuvent être reçus par les autres.
removal-kept = Les visites passées et le journal des accès montrent le nom jusqu’au { $name }. L’adresse e-mail est conservée jusqu’au { $contact }. Ensuite, les deux sont effacés par la destruction de leur clé.
removal-bill = Le mois est facturé si un appel y a eu lieu.
removal-own-button = Quitter cette organisation
removal-keep = Ne rien changer

offer-title = Transmettre la propriété
offer-question = Transmettre la propriété à { $name }
offer-owner = Le propriétaire est lié par contrat à l’opérateur, signe les accords et est facturé chaque mois. L’adresse de l’organisation reste la même.
offer-letter = Cette personne reçoit un e-mail et accepte sur sa propre page. D’ici là, vous pouvez retirer la proposition.
offer-until = Jusqu’à son acceptation, vous êtes propriétaire, et rien ne change.
offer-after = Ensuite, vous êtes administrateur, avec vos autres rôles actuels. Seul le nouveau propriétaire peut vous rendre la propriété.
offer-button = Proposer la propriété à { $name }
offer-keep = Ne rien changer

ownership-title = La propriété vous est proposée
ownership-from = La proposition vient de { $owner }.
ownership-contract = Vous seriez lié par contrat à l’opérateur pour { $organisation } et signeriez ses accords.
ownership-bill = Le propriétaire est facturé chaque mois, qu’il y ait des appels ou non.
ownership-roles = Vous gardez vos rôles. Le propriétaire actuel devient administrateur.
ownership-accept = Accepter la propriété
ownership-decline = Refuser

settings-notice = Politique de confidentialité

retention-title = Durée de conservation des visites
retention-question = Conserver les données d’une visite pendant
retention-shorter = Une durée plus courte s’applique tout de suite, y compris aux visites passées.
retention-longer = Une durée plus longue ne s’applique qu’aux nouvelles visites, car les visiteurs précédents ont accepté la plus courte.
retention-button = Enregistrer la durée
retention-ending = { $count ->
    [one] Si vous ne conservez les visites que pendant { $retention }, { $count } visite passée prend fin aussitôt : ses données sont effacées par la destruction de leur clé, et personne ne peut les faire revenir.
   *[other] Si vous ne conservez les visites que pendant { $retention }, { $count } visites passées prennent fin aussitôt : leurs données sont effacées par la destruction de leurs clés, et personne ne peut les faire revenir.
  }
retention-end = { $count ->
    [one] Effacer { $count } visite et enregistrer
   *[other] Effacer { $count } visites et enregistrer
  }

notice-settings-what = Les visiteurs voient cette politique là où ils donnent leur consentement. Ce qui est demandé, pourquoi, et combien de temps c’est conservé y figure déjà ; voici les parties que vous seul connaissez.
notice-field-controller = Qui est responsable
notice-field-controller-hint = Le nom légal de votre organisation.
notice-field-address = Adresse postale
notice-field-address-hint = Telle qu’elle figure sur vos lettres.
notice-field-officer = Délégué à la protection des données
notice-officer-gdpr = Un nom. La loi vous demande de désigner un délégué si vous êtes un organisme public ou si vous traitez des données de santé à grande échelle (article 37). S’il ne vous en faut pas, indiquez à qui les visiteurs peuvent s’adresser.
notice-officer-fadp = Un nom. En Suisse, les organes fédéraux doivent désigner un conseiller à la protection des données ; les organisations privées le peuvent. S’il n’y en a pas, indiquez à qui les visiteurs peuvent s’adresser.
notice-officer-hipaa = Un nom. La loi HIPAA demande à chaque « covered entity » de désigner un responsable de la vie privée (« privacy official », 45 CFR 164.530).
notice-officer-agreed = Un nom : à qui les visiteurs peuvent s’adresser au sujet de leurs données.
notice-field-email-hint = Où les visiteurs écrivent au sujet de leurs données.
notice-settings-words = Ce qui y figure déjà, dans les cinq langues :
notice-settings-button = Publier la politique
notice-settings-see = La voir comme les visiteurs
notice-settings-not-yet = Aucune politique n’est encore publiée. Une fois publiée, les visiteurs pourront la lire, et vous pourrez la voir comme eux.

agreement-version = Version { $version }
agreement-unsigned = Pas encore signé. Les visiteurs pourront venir une fois qu’il le sera et que votre politique de confidentialité sera publiée.
agreement-signed-by = Signé par
agreement-download = Télécharger en PDF
agreement-sign = Signer
agreement-name-hint = Prénom et nom. Ils valent signature.
agreement-consent = Je signe cet accord pour { $organisation } et j’en ai le droit.
agreement-button = Signer l’accord

account-offered = La propriété de cette organisation vous est proposée.
account-offered-see = Lire et décider

account-passkeys = Clés d’accès
account-passkeys-what = Une clé d’accès vous connecte avec votre empreinte, votre visage ou le code de votre appareil. Elle ne peut être ni devinée ni donnée par erreur.
account-passkeys-none = Vous n’avez pas encore de clé d’accès. D’ici là, vous vous connectez avec un lien par e-mail.
account-passkey-since = Ajoutée le
account-passkey-label = Un nom pour elle, comme « Téléphone »
account-passkey-add = Ajouter une clé d’accès
account-passkey-used = Dernière utilisation le { $day }.
account-passkey-unused = Pas encore utilisée.
account-passkey-unnamed = Une clé d’accès sans nom
account-passkey-remove = Retirer
account-sign-out = Se déconnecter
account-factor = Second facteur
account-factor-what = Quand vous n’avez pas de clé d’accès sous la main, vous vous connectez par un lien. Avec un second facteur, le lien seul ne suffit pas : il demande un code de votre téléphone, afin que quelqu’un qui lit vos e-mails n’entre pas.
account-factor-set = Définir un second facteur
account-factor-is-set = Il est défini. { $left ->
    [0] Il ne reste aucun code de secours : définissez-le de nouveau pour en obtenir.
    [one] Il reste { $left } code de secours.
   *[other] Il reste { $left } codes de secours.
  }
account-factor-replace = Le définir de nouveau
account-factor-remove = S’en passer
account-sessions = Où vous êtes connecté
account-sessions-what = Une session prend fin d’elle-même après douze heures. Si vous n’en reconnaissez pas une, mettez-y fin et vérifiez que toutes les clés d’accès sont les vôtres.
account-sign-out-everywhere = Se déconnecter partout
account-recovery = Quelqu’un qui lit vos e-mails a signalé la perte de votre second facteur. À partir du { $from }, un lien seul suffirait pour se connecter. Si ce n’était pas vous, arrêtez-le.
account-recovery-stop = Arrêter
session-here = celle-ci
session-end = Mettre fin à cette session
session-browser-unknown = Un navigateur qui n’a pas dit son nom
session-by-passkey = Connexion avec une clé d’accès le { $at }
session-by-link = Connexion par un lien le { $at }
session-by-demo = Connexion par la démo le { $at }

passkey-removal-title = Retirer une clé d’accès
passkey-removal-what = Elle ne connecte plus personne ici. Elle figure peut-être encore dans la liste de votre appareil : supprimez-la là aussi.
passkey-removal-last = Vous n’avez pas d’autre clé d’accès. Ensuite, vous vous connectez par un lien envoyé à { $email }.
passkey-removal-button = Retirer cette clé d’accès

factor-title = Définir un second facteur
factor-what = Il vous faut une application qui crée des codes, sur votre téléphone ou dans votre gestionnaire de mots de passe.
factor-replaces = Votre second facteur actuel prend fin avec cela, de même que ses codes de secours.
factor-scan = Lisez cette image avec l’application.
factor-picture = Une image que l’application lit. La clé ci-dessous dit la même chose.
factor-key = Ou saisissez cette clé :
factor-open = Ouvrir l’application sur cet appareil
factor-code = Le code que l’application affiche
factor-button = Définir le second facteur

codes-title = Vos codes de secours
codes-what = Le second facteur est défini. Si vous perdez votre téléphone, chacun de ces codes vous fait entrer une seule fois, à la place du code de l’application.
codes-once = Ils ne sont affichés que cette fois. Imprimez-les, ou gardez-les dans votre gestionnaire de mots de passe, à part de vos e-mails.
codes-kept = Je les ai conservés

team-recovery = Quelqu’un qui lit les e-mails de ce membre a signalé la perte du second facteur. À partir du { $from }, un lien par e-mail suffit pour se connecter. Demandez à ce membre, mais pas par e-mail, si c’était bien lui. Sinon, arrêtez-le.
team-recovery-stop = Arrêter
