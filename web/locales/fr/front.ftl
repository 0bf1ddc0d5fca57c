# Before anybody is signed in, and what went wrong.

sign-in = Se connecter

front-title = Une salle d’attente pour des conversations qui restent privées
front-lead = Vos visiteurs entrent avec un seul lien. Vous voyez qui attend, vous les faites entrer et vous parlez face à face. Pas de compte pour eux, rien à installer.
front-sign-up = Ouvrir votre salle d’attente
front-link-title = Un seul lien suffit
front-link = Mettez-le dans une lettre, un SMS ou sur votre site. Il fonctionne dans le navigateur de tout téléphone ou ordinateur.
front-private-title = Personne entre vous
front-private = Les appels sont chiffrés de bout en bout, vont de personne à personne et ne sont jamais enregistrés. Ce qu’un visiteur vous confie est scellé, puis effacé le jour que vous choisissez.
front-open-title = Chacun peut vérifier
front-open = Chaque consultation des données d’une personne est consignée avec son motif : pour le visiteur, pour votre délégué à la protection des données, pour un auditeur.

sign-up-title = Ouvrir votre salle d’attente
sign-up-how = Cela prend deux minutes. Ensuite, vous confirmez votre adresse e-mail et vous signez le contrat que demande la loi de votre pays : un accord de sous-traitance des données ou, pour les soins de santé aux États-Unis, un « business associate agreement ».
sign-up-trial = Vous commencez par une période d’essai. Elle dure { $period }, ne coûte rien, et rien ne continue tout seul ensuite.
sign-up-organisation = Nom de votre cabinet ou organisation
sign-up-slug = Votre adresse
sign-up-slug-hint = Lettres minuscules, chiffres et traits d’union. C’est le lien que vos visiteurs utilisent.
sign-up-country = Pays
sign-up-country-hint = Il détermine le numéro d’urgence et l’autorité que voient vos visiteurs, et le contrat que vous signez.
sector-question = Aux États-Unis : êtes-vous dans le secteur de la santé ?
sector-hint = La loi HIPAA demande à une « covered entity » de signer avec nous un « business associate agreement ». Les autres ne signent rien de plus ; pour eux, les conditions d’utilisation disent ce que nous pouvons faire des données des visiteurs.
sector-health-care = Oui : nous sommes une « covered entity » au sens de la loi HIPAA
sector-other = Non : nous faisons autre chose, par exemple du droit
sector-button = Enregistrer
done-sector = C’est enregistré. Ce qui est à signer en découle.
sign-up-email-hint = Nous vous envoyons un lien pour la confirmer.
sign-up-button = S’inscrire
sign-up-have = Vous avez déjà un compte ?

mail-title = Regardez vos e-mails
mail-confirmation = Nous avons envoyé un lien à { $email }. Ouvrez-le pour confirmer votre adresse.
mail-sign-in = Si { $email } a un compte ici, un lien est en route.
mail-once-confirmation = Le lien fonctionne une seule fois, pendant deux jours.
mail-once-sign-in = Le lien fonctionne une seule fois ; l’e-mail indique pendant combien de temps.
mail-advice = Si rien n’arrive dans les prochaines minutes, regardez parmi les messages indésirables ou réessayez.
mail-demo = Ouvrir la boîte de la démo

confirm-title = Confirmez votre adresse
confirm-how = Encore une étape, et la salle d’attente de { $organisation } est à vous.
confirm-button = Confirmer et continuer
enter-title = Entrez
enter-how = Ceci vous connecte à { $organisation }.
enter-button = Se connecter
enter-once = Ce lien fonctionne une seule fois.
enter-code = Code de votre second facteur
enter-code-hint = Les six chiffres que votre application affiche, ou l’un de vos codes de secours.
enter-lost = J’ai perdu tout cela
enter-lost-how = Si vous avez une clé d’accès sur un appareil, connectez-vous plutôt avec elle. Sinon, dites ici que tout est perdu : tous les administrateurs de votre organisation en sont informés et peuvent l’arrêter. Après trois jours entiers, un nouveau lien vous connecte sans code.
enter-lost-button = Dire que c’est perdu
enter-lost-waits = La perte a été signalée. À partir du { $from }, demandez un nouveau lien : il vous connectera sans code. D’ici là, un administrateur peut l’arrêter.
enter-lost-over = Trois jours entiers ont passé, et personne ne l’a arrêté. Vous pouvez vous connecter sans code. Votre second facteur est retiré en même temps.
enter-lost-over-button = Se connecter sans code

announced-title = C’est annoncé
announced-from = À partir du { $from }, demandez un nouveau lien pour vous connecter. Il vous fera entrer sans code.
announced-who = Toutes les personnes qui gèrent les membres de { $organisation } ont été prévenues par e-mail, et vous aussi. D’ici là, elles peuvent l’arrêter.
announced-not-you = Si vous retrouvez avant votre téléphone ou un code de secours, utilisez-le pour vous connecter : cela l’arrête aussi.

invitation-title = Invitation à rejoindre { $organisation }
invitation-by = { $owner } vous invite.
invitation-roles = Vous aurez pour rôle :
invitation-name-hint = Les visiteurs et vos collègues le voient.
invitation-button = Accepter et entrer

sign-in-passkey = Utiliser une clé d’accès
sign-in-link = Recevoir un lien
sign-in-advice = Première fois ici, ou nouvel appareil ? Utilisez le lien. Vous pourrez ensuite ajouter une clé d’accès, plus rapide et plus sûre.
sign-in-new = Vous n’avez pas encore de compte ?

passkey-cancelled = Rien n’a changé : la demande a été fermée avant la fin. Vous pouvez réessayer.
passkey-already = Cet appareil a déjà une clé d’accès pour votre compte.
passkey-unsupported = Les clés d’accès ne fonctionnent pas dans ce navigateur ou à cette adresse. Utilisez plutôt un lien par e-mail.
passkey-failed = Cela n’a pas fonctionné. Réessayez, ou utilisez un lien par e-mail.

error-not-yours = Cette page ne vous est pas ouverte
error-not-here = Il n’y a rien ici
error-meanwhile = Quelque chose a changé entre-temps
error-spent = Ce lien ne fonctionne plus
error-too-much = Un instant, s’il vous plaît
error-not-understood = Cela n’a pas pu être compris
error-ours = Un problème est survenu de notre côté
error-trace = Si vous demandez de l’aide, donnez ce numéro :
error-sentence-sign-in = Veuillez d’abord vous connecter.
error-sentence-not-yours = Votre rôle ne le prévoit pas. Si vous en avez besoin, demandez au propriétaire de votre organisation.
error-sentence-visit = Une visite ne s’ouvre que dans le navigateur où elle a commencé. Si c’en était un autre, veuillez y retourner. Sinon, entrez de nouveau avec le lien de l’organisation que vous voulez voir.
error-sentence-not-here = L’adresse contient peut-être une faute de frappe, ou ce qui était ici n’y est plus.
error-sentence-meanwhile = Quelqu’un d’autre vous a devancé. Revenez en arrière, regardez de nouveau et recommencez ce que vous vouliez faire.
error-sentence-spent = Il a déjà servi, ou sa durée est écoulée. Demandez-en un nouveau.
error-sentence-too-much = Cela faisait trop à la fois. Attendez une minute et réessayez.
error-sentence-not-understood = Revenez en arrière et vérifiez ce que vous avez saisi.
error-sentence-ours = Vous n’y êtes pour rien. Veuillez réessayer dans un instant.
