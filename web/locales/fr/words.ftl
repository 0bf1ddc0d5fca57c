letter-confirmation-subject = Confirmez votre adresse pour { $organisation }
letter-confirmation =
    Bonjour,

    Vous avez inscrit { $organisation } chez Anteroom. Veuillez confirmer que cette adresse est la vôtre :

    { $link }

    Le lien fonctionne une seule fois, pendant deux jours. Si ce n’était pas vous, ne faites rien : sans cette confirmation, rien n’est envoyé en votre nom.
letter-invitation-subject = { $organisation } vous invite à ses consultations vidéo
letter-invitation =
    Bonjour,

    { $organisation } vous invite à recevoir ses visiteurs chez Anteroom. Veuillez accepter ici :

    { $link }

    Le lien fonctionne une seule fois, pendant sept jours. Il n’est que pour vous : merci de ne pas le transmettre.
letter-sign-in-subject = Votre lien pour vous connecter à { $organisation }
letter-sign-in =
    Bonjour,

    Voici le lien que vous avez demandé :

    { $link }

    Il fonctionne une seule fois, pendant quinze minutes. Si vous ne l’avez pas demandé, quelqu’un d’autre a saisi votre adresse : ne faites rien, et personne n’entrera.
letter-reminder-subject = Vous avez déjà un compte chez Anteroom
letter-reminder =
    Bonjour,

    Quelqu’un, sans doute vous, a voulu s’inscrire chez Anteroom avec cette adresse. Elle a déjà un compte, chez { $organisation }. Connectez-vous ici :

    { $link }

    Si ce n’était pas vous, ne faites rien : rien n’a changé.
letter-removed-subject = Vous n’êtes plus membre de { $organisation }
letter-removed =
    Bonjour,

    { $organisation } vous a retiré de ses consultations vidéo. Toutes les sessions sont terminées, et vos liens et clés d’accès n’ouvrent plus rien.

    Votre nom est conservé 60 jours à côté de ce que vous avez fait, et cette adresse 90 jours ; ensuite, les deux sont effacés. Vous pouvez être invité de nouveau à tout moment. La page de { $organisation } :

    { $link }
letter-ownership-offered-subject = La propriété de { $organisation } vous est proposée
letter-ownership-offered =
    Bonjour,

    Le propriétaire de { $organisation } voudrait vous transmettre la propriété. Veuillez vous connecter pour lire ce que cela signifie, et pour accepter ou refuser :

    { $link }

    Jusqu’à votre acceptation, rien ne change.
letter-handed-over-subject = Vous avez transmis { $organisation }
letter-handed-over =
    Bonjour,

    La propriété de { $organisation } que vous avez proposée a été acceptée. Vous êtes maintenant administrateur. Votre compte :

    { $link }

    Si vous ne l’avez pas proposée, écrivez tout de suite au nouveau propriétaire et à l’opérateur.
letter-new-device-subject = Connexion à { $organisation } en votre nom
letter-new-device =
    Bonjour,

    Un navigateur que nous ne connaissions pas s’est connecté à { $organisation } en votre nom. Si c’était vous, vous n’avez rien à faire. Votre compte montre où vous êtes connecté :

    { $link }

    Si ce n’était pas vous, mettez fin à cette session, déconnectez-vous partout et vérifiez que toutes les clés d’accès sont les vôtres.
letter-passkey-added-subject = Clé d’accès ajoutée à votre compte chez { $organisation }
letter-passkey-added =
    Bonjour,

    Une clé d’accès a été ajoutée à votre compte chez { $organisation }. Si c’était vous, vous n’avez rien à faire. Votre compte les énumère :

    { $link }

    Si ce n’était pas vous, retirez-la de votre compte et déconnectez-vous partout.
letter-passkey-removed-subject = Clé d’accès retirée de votre compte chez { $organisation }
letter-passkey-removed =
    Bonjour,

    Une clé d’accès a été retirée de votre compte chez { $organisation }. Elle n’ouvre plus rien. Votre compte :

    { $link }

    Si ce n’était pas vous, déconnectez-vous partout depuis votre compte et prévenez les personnes qui gèrent les membres de { $organisation }.
letter-factor-set-subject = Second facteur défini chez { $organisation }
letter-factor-set =
    Bonjour,

    Votre compte chez { $organisation } a maintenant un second facteur : un lien par e-mail demande un code. Votre compte :

    { $link }

    Si ce n’était pas vous, retirez-le de votre compte et déconnectez-vous partout.
letter-factor-removed-subject = Votre second facteur chez { $organisation } a été retiré
letter-factor-removed =
    Bonjour,

    Votre compte chez { $organisation } n’a plus de second facteur : un lien par e-mail suffit pour vous connecter. Votre compte :

    { $link }

    Si ce n’était pas vous, déconnectez-vous partout depuis votre compte et prévenez les personnes qui gèrent les membres de { $organisation }.
letter-recovery-subject = Perte d’un second facteur signalée chez { $organisation }
letter-recovery =
    Bonjour,

    Quelqu’un qui lit les e-mails d’un membre a signalé la perte du second facteur de ce membre. Après trois jours entiers, un lien par e-mail suffit pour se connecter. De qui il s’agit, et le bouton qui l’arrête :

    { $link }

    Demandez à ce membre, mais pas par e-mail, si c’était bien lui. Sinon, arrêtez-le.
kept-1-day = 1 jour
kept-7-days = 7 jours
kept-14-days = 14 jours
kept-1-month = 1 mois
kept-3-months = 3 mois
call-own-label = Vous

# Days and amounts.
date = { $day } { $month } { $year }
date-weekday = { $weekday } { $moment }
month-of = { $month } { $year }
euros = { $whole },{ $cents } €
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
letter-ending-subject = { $organisation } prend fin le { $on }
letter-ending =
    Bonjour,

    Le propriétaire de { $organisation } a décidé d’y mettre fin chez Anteroom le { $on }. D’ici là, tout continue, et le propriétaire peut annuler.

    Ce jour-là, toutes les visites sont effacées et plus personne ne peut se connecter. Ce qui est conservé de votre compte est effacé 60 jours plus tard, votre adresse e-mail 90 jours plus tard. Votre compte :

    { $link }

    Si vous êtes le propriétaire et que ce n’était pas vous, connectez-vous maintenant et annulez sous « Réglages, Mettre fin à l’organisation ».
letter-ending-revoked-subject = { $organisation } continue
letter-ending-revoked =
    Bonjour,

    La fin annoncée de { $organisation } est annulée : tout continue. Votre compte :

    { $link }
letter-trial-ends-subject = La période d’essai de { $organisation } prend fin le { $last }
letter-trial-ends =
    Bonjour,

    La période d’essai de { $organisation } chez Anteroom court jusqu’au { $last } inclus.

    Ensuite, plus personne de nouveau ne peut entrer ni être invité. Les visites et les appels en cours continuent, et tout peut encore être lu, exporté et effacé. L’exploitant de ce service permet à votre organisation de continuer ; à qui écrire figure sur votre page de paramètres :

    { $link }
