# Appointments: what members write and read, what visitors are told by e-mail, SMS and calendar, and the pages behind their links.

area-invitations = Rendez-vous

invitations-empty = Personne n’est invité en ce moment.
invitations-empty-how = Les personnes que vous invitez figurent ici jusqu’à leur venue, avec le sort du message qui leur est envoyé.
invitations-not-open = Une fois l’accord signé et la politique de confidentialité publiée, vous pourrez inviter des visiteurs ici.
invitations-change = Modifier
invitations-later = Rendez-vous suivants
invitation-waiting-email = L’e-mail est en route
invitation-waiting-sms = Le SMS est en route
invitation-sent-email = Message envoyé par e-mail
invitation-sent-sms = Message envoyé par SMS
invitation-refused-email = L’e-mail a été refusé. Veuillez joindre cette personne autrement.
invitation-refused-sms = Le SMS a été refusé. Veuillez joindre cette personne autrement.
invitation-come = Est venu

invite-title = Inviter quelqu’un
invite-after = Ce rendez-vous fait suite à la visite { $reference }.
invite-name = Nom
invite-name-hint = Pour votre liste. Il ne figure pas dans le message.
invite-reach = Adresse e-mail ou numéro de mobile
invite-reach-hint = C’est là que va le lien. Un numéro de l’étranger commence par le signe plus.
invite-when = Quand
invite-when-hint = Trois mois à l’avance au plus, à l’heure locale ({ $place }).
invite-day = Jour
invite-time = Heure
invite-whom = Qui reçoit le visiteur
invite-me = Moi-même
invite-me-hint = Vous seul voyez le rendez-vous et le visiteur.
invite-free = La première personne disponible
invite-free-hint = Qui est de permanence les voit ; si personne ne l’est, tous ceux qui reçoivent.
invite-note = Quelques mots au visiteur
invite-note-hint = Ils figurent dans l’e-mail, et dans aucun SMS. Rien sur sa santé, s’il vous plaît.
invite-button = Envoyer l’invitation
invite-kept = Le lien fait entrer une seule fois, à partir d’une heure avant le rendez-vous. Le nom et l’adresse sont conservés sous scellés ; si personne ne vient, leur durée de conservation commence à l’heure convenue.

appointment-title = Rendez-vous
appointment-back = Tous les rendez-vous
appointment-reach = Message envoyé à
appointment-standing = État
appointment-when = { $when } ({ $place }, heure locale)
resend-title = Envoyer de nouveau le lien
resend-what = Un nouveau lien va à la même adresse. Le précédent ne fait alors plus entrer personne.
resend-button = Envoyer un nouveau lien
move-title = Déplacer le rendez-vous
move-what = La personne invitée l’apprend aussitôt, avec un nouveau lien et une nouvelle entrée pour son agenda. Si elle attend déjà, sa page le lui dit.
move-button = Déplacer le rendez-vous
cancel-title = Annuler le rendez-vous
cancel-what = La personne invitée l’apprend aussitôt, et le lien ne fait plus entrer personne. Si elle attend déjà, sa page le lui dit.
cancel-button = Annuler le rendez-vous { $reference }
done-appointment-invited = L’invitation est en route.
done-appointment-moved = Le rendez-vous est déplacé, et le message qui l’annonce est en route.
done-appointment-cancelled = Le rendez-vous est annulé, et le message qui l’annonce est en route.
done-appointment-resent = Un nouveau lien est en route.
waiting-appointed = Rendez-vous à { $time }

come-title = Votre rendez-vous
come-heading = Votre rendez-vous chez { $organisation }
come-when = Quand
come-with = Avec
come-early = Vous êtes en avance : vous pourrez entrer à partir de { $from }.
come-early-advice = Gardez le message qui contient le lien, et ouvrez-le de nouveau à ce moment-là. Vous n’avez rien à faire avant.
come-once = Le lien fonctionne une seule fois. Si vous voulez entrer plus tard sur un autre appareil, demandez-en un nouveau.

spent-title = Ce lien ne fait plus entrer
spent-why = Il a déjà servi, a été remplacé par un plus récent ou est trop ancien.
spent-advice = Cherchez un message plus récent de notre part. S’il n’y en a pas, nous vous envoyons un nouveau lien.
spent-over = Votre rendez-vous chez { $organisation } est passé ou a été annulé.
spent-new = Recevoir un nouveau lien
spent-own = Je suis déjà entré sur cet appareil

lost-way = J’ai perdu mon lien
lost-title = Demander un nouveau lien
lost-how = Indiquez où { $organisation } a envoyé votre invitation. S’il existe un rendez-vous correspondant, un nouveau lien y est envoyé.
lost-reach-hint = Là où l’invitation est arrivée.
lost-button = Recevoir un nouveau lien
lost-asked-title = Regardez vos messages
lost-asked = Si un rendez-vous chez { $organisation } a été envoyé à { $reach }, un nouveau lien y est en route. Les liens précédents ne font plus entrer.
lost-asked-advice = Rien n’arrive ? Alors il n’y a pas de rendez-vous à venir pour cette adresse. Veuillez contacter { $organisation } comme vous le faites d’habitude.

moved-title = Votre rendez-vous a été déplacé
moved-to = { $organisation } a déplacé votre rendez-vous ; nouvelle date :
moved-advice = Un message avec un nouveau lien est en route. Veuillez alors entrer avec ce lien. Vous pouvez fermer cette page.
called-off-title = Votre rendez-vous a été annulé
called-off = { $organisation } a annulé votre rendez-vous. Un message à ce sujet est en route.

outcome-cancelled = Annulé
outcome-missed = Personne n’est venu
outcome-invited = Rendez-vous

invalid-reach = Veuillez écrire une adresse e-mail, comme name@example.com, ou un numéro de mobile ; de l’étranger, avec le signe plus.
invalid-time = Veuillez choisir une heure dans les trois mois à venir.

visitor-invitation-subject = Votre rendez-vous chez { $organisation }
visitor-invitation =
    Bonjour,

    { $organisation } vous invite à un rendez-vous vidéo :

    { $when }
visitor-invitation-end =
    Entrez avec ce lien, à partir d’une heure avant. Vous n’avez besoin d’aucun compte et n’avez rien à installer :

    { $link }

    Le lien n’est que pour vous et fonctionne une seule fois. Si vous le perdez, demandez-en un nouveau ici : { $again }

    Voulez-vous essayer la caméra, le son et la connexion avant ? À tout moment, ici : { $test }

    Pas pour les urgences : appelez alors le numéro d’urgence.
visitor-move-subject = Votre rendez-vous chez { $organisation } a été déplacé
visitor-move =
    Bonjour,

    { $organisation } a déplacé votre rendez-vous vidéo ; nouvelle date :

    { $when }
visitor-move-end =
    Entrez avec ce nouveau lien, à partir d’une heure avant ; le précédent ne fonctionne plus :

    { $link }

    Si vous le perdez, demandez-en un nouveau ici : { $again }
visitor-cancellation-subject = Votre rendez-vous chez { $organisation } a été annulé
visitor-cancellation =
    Bonjour,

    { $organisation } a annulé votre rendez-vous vidéo :

    { $when }
visitor-cancellation-end = Vous n’avez rien à faire. Le lien que nous avons envoyé ne fonctionne plus.
visitor-reminder-subject = Votre rendez-vous chez { $organisation }
visitor-reminder =
    Bonjour,

    Nous vous rappelons votre rendez-vous vidéo chez { $organisation } :

    { $when }
visitor-reminder-end =
    Entrez avec ce lien, à partir d’une heure avant :

    { $link }

    S’il ne fonctionne pas, demandez-en un nouveau ici : { $again }

    Voulez-vous essayer la caméra, le son et la connexion avant ? À tout moment, ici : { $test }
visitor-link-subject = Votre nouveau lien vers { $organisation }
visitor-link =
    Bonjour,

    Voici un nouveau lien pour votre rendez-vous vidéo chez { $organisation } :

    { $when }
visitor-link-end =
    Entrez avec ce lien, à partir d’une heure avant ; les précédents ne fonctionnent plus :

    { $link }

    Si vous ne l’avez pas demandé, quelqu’un d’autre a saisi votre adresse : rien n’a changé, sauf le lien.
visitor-note = { $organisation } vous écrit :

entry-summary = Rendez-vous vidéo : { $organisation }
entry-description = Entrez avec le lien du message que vous avez reçu. Si vous ne le trouvez pas, demandez-en un nouveau : { $again }
entry-cancelled = { $organisation } a annulé ce rendez-vous.

text-invitation = Vous avez un rendez-vous vidéo : { $when }. Entrez avec ce lien, dès une heure avant : { $link }
text-move = Votre rendez-vous vidéo a été déplacé : { $when }. Entrez avec ce nouveau lien : { $link }
text-cancellation = Votre rendez-vous vidéo a été annulé : { $when }. Le lien ne fonctionne plus.
text-reminder = Votre rendez-vous vidéo : { $when }. Entrez avec ce lien, dès une heure avant : { $link }
text-link = Le nouveau lien pour votre rendez-vous vidéo, { $when } : { $link }

letter-code-subject = Votre code pour { $organisation }
letter-code =
    Le code est { $code }.

    Il ouvre la page de votre visite à { $organisation }, dans le navigateur qui l’a demandé, pendant un quart d’heure.

    Si vous ne l’avez pas demandé, vous n’avez rien à faire. Ne donnez ce code à personne, qui que ce soit qui le demande.
text-code = { $code } est le code de la page de votre visite vidéo. Il est valable 15 minutes. Ne le donnez à personne.
