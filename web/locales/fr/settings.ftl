# Settings: the index, what each of them does to people's data, and the language of letters.

settings-all = Tous les réglages
settings-on-data = Ce que cela fait aux données des personnes :

settings-retention-what = Vous décidez combien de temps vous pouvez retrouver qui est venu et quand.
settings-retention-data = Le nom, le téléphone, les heures et les données techniques d’une visite sont conservés pendant cette durée après sa fin. Ils sont ensuite effacés automatiquement, par la destruction de leur clé.

settings-notice-data = Elle ne demande rien aux visiteurs. Ce que vous écrivez ici figure sur votre page pour tout le monde : ne nommez que des personnes qui l’acceptent. Les versions précédentes sont conservées avec votre organisation et effacées avec elle.
settings-notice-published = Publiée
settings-notice-missing = Pas encore publiée

settings-language = Langue des courriers
settings-language-what = Les e-mails et les SMS sont rédigés dans cette langue lorsque rien de mieux n’est connu : un visiteur qui est venu est contacté dans la langue de sa page, une personne invitée dans la langue choisie avec l’invitation, et les membres dans la leur.
settings-language-data = La langue que lit un visiteur est conservée avec sa visite, scellée, et effacée avec elle. Celle d’un membre est conservée avec son compte. La langue de votre organisation ne dit rien de personne.
settings-language-question = Lorsque rien d’autre n’est connu, écrire en
settings-language-button = Enregistrer la langue

settings-agreement-what = Ils fixent ce que vous et l’exploitant de ce service vous devez l’un à l’autre ; avant tout ce que l’exploitant peut faire des données de vos visiteurs : uniquement ce que vous lui demandez.
settings-agreement-data = Le nom de la personne qui signe ou accepte, et le moment, sont conservés avec votre organisation, scellés, et effacés avec elle. Le fait que vous avez accepté, la version et le jour restent dans le journal, tout comme les textes eux-mêmes.
settings-agreement-signed = Signé
settings-agreement-missing = Pas encore signé
settings-agreement-none = Rien à signer

done-language = La langue est enregistrée.
done-own-language = Les courriers qui vous sont adressés seront désormais rédigés dans cette langue.

account-language = Les courriers qui vous sont adressés sont rédigés en
account-language-hint = Choisir une langue au bas d’une page pendant que vous êtes connecté la fixe aussi.
account-language-button = Enregistrer la langue

invite-language = Langue du message

settings-branding = Ce que voient les visiteurs
settings-branding-what = Vos mots, votre logo et votre couleur sur les pages de vos visiteurs. Vous voyez un aperçu avant toute publication. Les e-mails restent en texte simple.
settings-branding-data = C’est public : toute personne qui ouvre votre page le voit. Les images sont réécrites à l’envoi, sans rien de ce qu’elles contenaient, comme le lieu de la prise de vue. Le tout est scellé avec votre organisation et effacé avec elle. Ce que vous remplacez n’est plus montré, et sa copie scellée disparaît avec le reste.
settings-branding-own = Les vôtres
settings-branding-house = Inchangé

branding-logo = Logo
branding-logo-alt = Le dernier logo envoyé
branding-logo-file = Un fichier d’image
branding-logo-button = Envoyer le logo
branding-words = Mots et couleur
branding-welcome = Bienvenue
branding-welcome-hint = Figure sur la page par laquelle on entre. Dans la langue de vos visiteurs : ce n’est pas traduit.
branding-waiting = À ceux qui attendent
branding-waiting-hint = Figure dans la salle d’attente, par exemple où appeler si personne ne vient.
branding-own-colour = Utiliser une couleur à nous
branding-colour = Couleur des boutons et des liens
branding-colour-hint = Elle est assombrie ou éclaircie là où elle ne serait pas lisible.
branding-adjusted = Telle que vous l’avez choisie, cette couleur ne serait pas lisible sur les pages claires. Elle y est montrée en { $colour }, avec un contraste d’au moins 4,5 pour 1.
branding-show-logo = Montrer le logo
branding-preview = Voir l’aperçu
preview-title = Aperçu.
preview-what = Voici ce que verraient vos visiteurs. Rien n’est encore publié.
preview-publish = Publier
preview-change = Modifier quelque chose
picture-hint = JPEG, PNG ou WebP, 8 mégaoctets au plus. L’image est réduite, et rien de ce qu’elle contenait n’est gardé.
invalid-picture = Ce fichier ne peut pas être lu comme une image. Veuillez choisir un JPEG, un PNG ou un WebP.
invalid-accent = Veuillez choisir une couleur.
done-branding = C’est publié. Les visiteurs le voient désormais.
done-logo = Le logo est envoyé. Les visiteurs le verront une fois que vous l’aurez publié ci-dessous.
done-picture = Votre image est enregistrée.
done-picture-removed = Votre image n’est plus montrée.
account-picture = Votre image
account-picture-what = Si vous recevez des visiteurs, tout le monde la voit là où l’on choisit qui voir. Elle est scellée avec votre compte et effacée avec lui.
account-picture-alt = Votre image
account-picture-file = Un fichier d’image
account-picture-button = Enregistrer l’image
account-picture-remove = Retirer l’image

settings-calls = Connexion des appels
settings-calls-what = L’image et le son sont chiffrés d’un bout à l’autre, quel que soit leur chemin. En connexion directe, l’appareil de chaque partie apprend l’adresse Internet de l’autre, qui révèle le fournisseur d’accès et le lieu approximatif.
settings-calls-data = Par le serveur relais, aucune partie n’apprend l’adresse de l’autre : un professionnel qui travaille chez lui ne révèle donc pas la sienne. Le relais ne transporte que ce qu’il ne peut pas lire et n’en garde rien.
settings-calls-question = Les appels passent
settings-calls-any = directement si possible, sinon par le serveur relais
settings-calls-relay = toujours par le serveur relais
settings-calls-hint = Toujours par le relais, un appel peut commencer un peu plus tard, et le relais doit être joignable. Les appels en cours restent tels quels.
settings-calls-none = Cette installation n’a pas de serveur relais. Les appels passent directement ou ne peuvent pas aboutir.
settings-calls-button = Enregistrer
done-calls = C’est enregistré. Ce choix vaut désormais pour tous les appels.

ending-title = Mettre fin à l’organisation
ending-what = Ici, le propriétaire met fin à l’organisation. Elle prend fin trente jours plus tard ; d’ici là, tout continue et la décision peut être annulée.
ending-data = Ce jour-là, toutes les visites sont effacées, quelle que soit la durée que vous avez choisie, et plus personne ne peut se connecter. Les noms et les paramètres sont effacés 60 jours après, les adresses e-mail 90 jours après.
ending-not = Non prévu
ending-state = Prend fin le { $on }
ending-on = { $organisation } prend fin le { $on }.
ending-happens = Ce qui se passe
ending-told = Aujourd’hui, tous ceux qui ont un compte ici apprennent la date par e-mail.
ending-grace = Pendant trente jours, tout continue comme avant, et vous pouvez annuler sur cette page.
ending-visits = Ce jour-là, votre page disparaît, plus personne n’est admis et chaque visite est effacée. Il est mis fin à la visite des personnes qui attendent, et les rendez-vous sont annulés : vos visiteurs en sont informés par un message. Un appel en cours continue jusqu’à sa fin.
ending-people = Plus personne ne peut se connecter. Ce qui est conservé de votre organisation et de ses membres est effacé 60 jours plus tard, leurs adresses e-mail 90 jours plus tard. Après ces 60 jours, quelqu’un d’autre peut prendre l’adresse de votre page.
ending-kept = Ce que retient un gel juridique reste jusqu’à la fin de celui-ci. Qui a consulté les données de qui reste scellé jusqu’à la fin de sa propre durée. Conservez vous-même ce que la loi vous impose de garder.
ending-stale = Pour cela, nous voulons être sûrs qu’il s’agit bien de vous. Connectez-vous encore une fois avec votre clé d’accès, puis revenez sur cette page dans les dix minutes.
ending-stale-button = Se connecter avec une clé d’accès
ending-stale-link = Pour cela, nous voulons être sûrs qu’il s’agit bien de vous. Demandez un nouveau lien de connexion, puis revenez sur cette page dans les dix minutes.
ending-no-passkey = Cela se confirme avec une clé d’accès, et votre compte n’en a pas encore. Ajoutez-en une ; elle compte à partir d’après-demain. Connectez-vous alors avec elle, puis revenez sur cette page dans les dix minutes.
ending-too-new = Une clé d’accès a été ajoutée à votre compte ces derniers jours. Pour cela, les clés d’accès comptent à partir du { $from }. Si ce n’était pas vous, supprimez-la et déconnectez-vous partout.
ending-no-passkey-button = Vers mon compte
ending-agree = J’ai lu ce qui se passe
ending-button = Mettre fin à { $organisation } dans trente jours
ending-revoke = Annuler : { $organisation } continue
done-ending = C’est annoncé. Jusqu’à ce jour, vous pouvez l’annuler ici.
done-ending-revoked = C’est annulé. Tout continue.

# La période d’essai.
trial-runs = Votre période d’essai court jusqu’au { $last } inclus.
trial-runs-then = Ensuite, plus personne de nouveau ne peut entrer ni être invité ; les visites et les appels en cours continuent. Pour continuer après, écrivez à { $operator } : { $email }.
trial-over = Votre période d’essai a pris fin le { $last }.
trial-over-then = Plus personne de nouveau ne peut entrer ni être invité. Les visites et les appels en cours continuent, et tout peut encore être lu, exporté et effacé. Pour continuer, écrivez à { $operator } : { $email }.
