# La file d’attente, ses mots et sa porte, pour les membres et les visiteurs.

line-seen-by = Vu par { $name }
line-seen-by-you = Vu par vous
line-handed-by = Confié par { $name }
line-colleague = un collègue
line-unseen = { $count ->
    [one] Personne n’a encore confirmé cette arrivée. Elle se rappelle à vous jusque-là.
   *[other] Personne n’a encore confirmé { $count } arrivées. Elles se rappellent à vous jusque-là.
  }
line-quiet = Vous êtes en appel : cette liste reste silencieuse jusqu’à la fin.
line-see = J’ai vu
line-hand-over = Confier
line-long = Longue attente
line-very-long = Très longue attente
live-long = attend depuis longtemps
live-very-long = attend depuis très longtemps
notify-on = M’avertir hors de cet onglet
notify-off = Ne plus m’avertir hors de cet onglet
notify-title = Quelqu’un est dans la salle d’attente
notify-body = Ouvrez la file d’attente pour voir qui.

right-person-title = Avant l’appel
right-person-heading = Est-ce la bonne personne ?
right-person-what = Comparez ce que dit le formulaire avec la personne que vous attendez. Elle entre lorsque vous ouvrez l’appel.
right-person-back = Retour à la file d’attente
right-person-invited = Invité sous le nom
right-person-appointed = Attendu
right-person-for = Attend
right-person-identity = Identité
right-person-tested = Vérification avant l’appel
right-person-away = La page de cette personne est fermée en ce moment. Elle pourra entrer dès qu’elle l’aura rouverte.
right-person-button = C’est la bonne personne, ouvrir l’appel
right-person-not = Pas maintenant

hand-over-title = Confier à un collègue
hand-over-what = La personne garde sa place, lit aussitôt qui la reçoit désormais, et n’apparaît plus que chez ce collègue.
hand-over-whom = Qui la reçoit désormais ?
hand-over-button = Confier
hand-over-no-colleague = Personne d’autre ne reçoit de visiteurs ici.
hand-over-nobody = Veuillez choisir un collègue.
hand-over-away = Ce collègue est en absence. Veuillez choisir quelqu’un d’autre.

no-show-title = Personne n’est venu
no-show-what = L’heure est passée. Le lien ne fait plus entrer personne, et l’historique dit que personne n’est venu. Rien n’est envoyé au visiteur.
no-show-button = Noter que personne n’est venu
done-appointment-no-show = Il est noté que personne n’est venu.

room-link = Mots et porte
room-title = Mots et porte
room-everybody = Un mot à tous ceux qui attendent
room-everybody-what = Il s’affiche aussitôt sur la page de tous ceux qui attendent ici, quelle que soit la personne attendue.
room-own = Un mot à ceux qui vous attendent
room-own-what = Seuls le lisent les visiteurs qui vous ont demandé, que vous avez invités ou qui vous ont été confiés.
room-note = Mot
room-note-hint = Par exemple : « Nous avons vingt minutes de retard. » N’écrivez rien sur un visiteur : d’autres le lisent aussi. Il disparaît de lui-même après douze heures.
room-note-stands = Il est affiché depuis { $since }.
room-put-up = Afficher le mot
room-take-down = Le retirer
room-door = La porte
room-door-what = Tant que la porte est fermée, personne de nouveau ne peut entrer, même avec une invitation ; son lien n’est pas utilisé. Les appels continuent.
room-door-closed = La porte est fermée : personne de nouveau ne peut entrer.
room-door-to = Mots et porte
room-sentence = Ce que lisent les visiteurs à la porte fermée
room-sentence-hint = Par exemple : « Nous recevons de nouveau à partir de 13 h. »
room-let-go = { $count ->
    [one] Prévenir aussi la personne qui attend, et mettre fin à sa visite. Sinon elle garde sa place.
   *[other] Prévenir aussi les { $count } personnes qui attendent, et mettre fin à leur visite. Sinon elles gardent leur place.
  }
room-let-go-what = Leur visite prend alors fin. Toute personne venue pour un rendez-vous en a besoin d’un nouveau : son lien ne permet pas d’entrer une seconde fois.
room-close = Fermer la porte
room-close-again = Changer ce qui est écrit
room-open = Ouvrir la porte
done-note-up = Le mot est affiché. Ceux qui attendent le lisent maintenant.
done-note-down = Le mot est retiré.
done-door-closed = La porte est fermée.
done-door-open = La porte est ouverte.
done-alert = Enregistré.

alert-title = Quand vous ne regardez pas
alert-what = Si quelqu’un arrive dont vous devriez être informé, et que votre file d’attente n’est ouverte nulle part, vous l’apprenez une fois par visite. Le message ne dit jamais de qui il s’agit.
alert-how = M’avertir
alert-off = Pas du tout
alert-email = Par e-mail, à l’adresse avec laquelle vous vous connectez
alert-sms = Par SMS
alert-phone = Numéro de téléphone pour le SMS
alert-phone-hint = Avec l’indicatif du pays, comme +33. Il ne sert à rien d’autre et s’efface avec votre compte.
alert-button = Enregistrer

settings-waiting-room = Salle d’attente
place-what = Les visiteurs lisent sur leur page qu’on les a vus. Ils peuvent aussi lire combien de personnes sont avant eux.
place-data = Le nombre compte des personnes et n’en nomme aucune. Qui attend quelqu’un d’autre n’est pas compté.
place-question = Que lisent les visiteurs ?
place-told = Leur place : « Une personne est avant vous. »
place-kept = Qu’on les a vus, sans leur place
place-button = Enregistrer
done-waiting-room = Enregistré. Les visiteurs le lisent dès maintenant.

wait-seen = Vous êtes dans la salle d’attente.
wait-handed = { $professional } vous reçoit désormais.
wait-note-from = De la part de { $name }
arrive-shut = { $organisation } ne reçoit personne en ce moment.
arrive-shut-advice = Veuillez revenir plus tard. Si cela ne peut pas attendre, appelez ou écrivez comme vous le faites d’habitude.
come-shut-advice = Votre lien n’est pas utilisé : rouvrez-le plus tard. Si cela ne peut pas attendre, appelez ou écrivez comme vous le faites d’habitude.

letter-somebody-waits-subject = Quelqu’un est dans la salle d’attente de { $organisation }
letter-somebody-waits =
    Bonjour,

    Quelqu’un est arrivé chez { $organisation } dont vous devriez être informé, et votre file d’attente n’est pas ouverte. Voyez de qui il s’agit :

    { $link }

    Vous recevez cet avis une fois par visite. Vous pouvez le désactiver sous « Mots et porte ».
text-somebody-waits = Quelqu’un est dans votre salle d’attente. Connectez-vous pour voir qui : { $link }

refused-has-come = Cette personne est venue. Veuillez recharger la page.
refused-not-yet = L’heure de ce rendez-vous n’est pas encore venue.
refused-door-closed = Personne n’est reçu en ce moment. Veuillez revenir plus tard.

cookies-kept-here = Outre les cookies, la file d’attente garde deux choix dans ce navigateur, qui ne nous sont jamais envoyés : si elle émet un son (sound) et si elle vous avertit hors de son onglet (notify). Les boutons sous la liste les changent. Lors d’un appel, l’onglet retient aussi la caméra, le microphone et le haut-parleur que vous avez choisis (devices) et depuis quand l’appel dure (call-began), jusqu’à ce que vous le fermiez.
