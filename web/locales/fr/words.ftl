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
kept-1-day = 1 jour
kept-7-days = 7 jours
kept-14-days = 14 jours
kept-1-month = 1 mois
kept-3-months = 3 mois
call-own-label = Vous
