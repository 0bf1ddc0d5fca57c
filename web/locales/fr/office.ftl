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

settings-retention = Conservation
settings-notice = Politique de confidentialité
settings-agreement = Accord

retention-title = Durée de conservation des visites
retention-what = Le nom, le téléphone, les heures et les données techniques d’une visite sont conservés pendant cette durée après sa fin. Ils sont ensuite effacés automatiquement, par la destruction de leur clé.
retention-question = Conserver les données d’une visite pendant
retention-shorter = Une durée plus courte s’applique tout de suite, y compris aux visites passées.
retention-longer = Une durée plus longue ne s’applique qu’aux nouvelles visites, car les visiteurs précédents ont accepté la plus courte.
retention-button = Enregistrer la durée

notice-settings-what = Les visiteurs voient cette politique là où ils donnent leur consentement. Ce qui est demandé, pourquoi, et combien de temps c’est conservé y figure déjà ; voici les parties que vous seul connaissez.
notice-field-controller = Qui est responsable
notice-field-controller-hint = Le nom légal de votre organisation.
notice-field-address = Adresse postale
notice-field-address-hint = Telle qu’elle figure sur vos lettres.
notice-field-officer = Délégué à la protection des données
notice-field-officer-hint = Un nom. S’il n’y a pas de délégué, indiquez à qui les visiteurs peuvent s’adresser.
notice-field-email-hint = Où les visiteurs écrivent au sujet de leurs données.
notice-settings-button = Publier la politique
notice-settings-see = La voir comme les visiteurs
notice-settings-not-yet = Aucune politique n’est encore publiée. Une fois publiée, les visiteurs pourront la lire, et vous pourrez la voir comme eux.

agreement-title = Accord de sous-traitance des données
agreement-version = Version { $version }
agreement-template = Ceci est un modèle. Faites-le lire par quelqu’un qui connaît le droit de votre pays avant de vous y fier.
agreement-unsigned = Pas encore signé. Les visiteurs pourront venir une fois qu’il le sera et que votre politique de confidentialité sera publiée.
agreement-signed-by = Signé par
agreement-download = Télécharger en PDF
agreement-download-unsigned = Télécharger pour lire (PDF)
agreement-sign = Signer
agreement-name-hint = Prénom et nom. Ils valent signature.
agreement-consent = Je signe cet accord pour { $organisation } et j’en ai le droit.
agreement-button = Signer l’accord

account-passkeys = Clés d’accès
account-passkeys-what = Une clé d’accès vous connecte avec votre empreinte, votre visage ou le code de votre appareil. Elle ne peut être ni devinée ni donnée par erreur.
account-passkeys-none = Vous n’avez pas encore de clé d’accès. D’ici là, vous vous connectez avec un lien par e-mail.
account-passkey-since = Ajoutée le
account-passkey-label = Un nom pour elle, comme « Téléphone »
account-passkey-add = Ajouter une clé d’accès
account-sign-out = Se déconnecter
