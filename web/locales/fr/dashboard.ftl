# What a professional reads: the waiting list, past visits, the summary.

title-waiting = { $count ->
    [0] File d’attente
   *[other] ({ $count }) En attente
  }
waiting-heading = { $count ->
    [0] Personne n’attend
    [one] Une personne attend
   *[other] { $count } personnes attendent
  }
waiting-today = Aujourd’hui : { $arrived ->
    [one] { $arrived } arrivée
   *[other] { $arrived } arrivées
  }, { $calls ->
    [one] { $calls } appel
   *[other] { $calls } appels
  }, { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
  }
waiting-empty = Les visiteurs apparaissent ici dès leur arrivée.
waiting-empty-closed = Les nouveaux visiteurs apparaîtront de nouveau ici une fois la porte ouverte.
waiting-empty-how = Donnez-leur ce lien, dans un e-mail, un SMS ou sur votre site. Ils n’ont pas besoin de compte.
waiting-not-open = Les visiteurs ne peuvent pas encore venir.
waiting-not-open-how = Une fois l’accord signé et la politique de confidentialité publiée, le lien à leur donner se trouvera ici.
waiting-paused = Pour le moment, plus personne de nouveau ne peut entrer.
waiting-paused-how = La période d’essai est terminée. Le lien à donner aux visiteurs se trouvera de nouveau ici dès que votre organisation continuera.
waiting-own-link = Le lien pour vos visiteurs
waiting-copy = Copier le lien
waiting-copied = Copié
waiting-for = pour
waiting-first-free = la première personne disponible
waiting-waits = en attente
waiting-since = depuis { $since }
waiting-just-now = depuis un instant
waiting-away = A fermé la page ; reviendra peut-être
waiting-admit = Faire entrer
waiting-close = Retirer

tested-not-yet = Vérifie la caméra et le son
tested-skipped = N’a pas vérifié la caméra et le son
tested-works = La caméra et le son fonctionnent
tested-without-camera = Le son fonctionne, pas de caméra
tested-without-microphone = La caméra fonctionne, pas de micro
tested-without-both = Ni caméra ni micro
tested-hears-nothing = Dit ne rien entendre
tested-line-good = bonne connexion
tested-line-fair = connexion correcte
tested-line-poor = connexion faible
tested-line-relayed = connexion par le relais seulement
tested-line-blocked = connexion bloquée par son réseau
tested-line-not-directly = pas de connexion directe, aucune autre voie essayée

live-arrived = vient d’arriver
live-connecting = Connexion…
live-open = Cette liste se met à jour d’elle-même.
live-lost = La connexion est perdue. La liste n’est peut-être plus à jour ; nous réessayons.
live-sound-on = Activer le son
live-sound-off = Couper le son
live-no-script = Sans JavaScript, cette liste ne se met pas à jour d’elle-même. Rechargez la page pour voir qui est arrivé.

history-retention = Les données d’une visite sont conservées pendant { $retention }, puis effacées. La ligne reste, pour que les décomptes restent justes.
history-empty = Les visites passées apparaîtront ici dès la fin de la première.
history-caption = { $visits ->
    [one] { $visits } visite
   *[other] { $visits } visites
  }, { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
  } d’appel
history-when = Quand
history-visitor = Visiteur
history-with = Avec
history-outcome = Issue
history-duration = Durée de l’appel
history-older = Visites plus anciennes

outcome-call = Appel
outcome-closed = Close sans appel
outcome-open = Pas encore terminée

summary-title = Visite
summary-kept = Conservée jusqu’au { $day }, puis effacée.
summary-erased = Les données de cette visite ont été effacées le { $day }. Ses décomptes restent.
summary-arrived = Arrivée
summary-waited = Attente
summary-quality = Qualité de l’appel
summary-quality-none = Aucune donnée technique n’a été conservée pour cette visite.
summary-quality-caption = Moyennes sur l’appel, telles que le navigateur de chaque côté les a mesurées
summary-what = Quoi
summary-visitor-side = Visiteur
summary-own-side = Vous
summary-next = Prochain rendez-vous
summary-next-none = Aucun rendez-vous pris d’ici n’est à venir.
summary-next-make = Fixer le prochain rendez-vous
summary-back = Retour à la file d’attente
line-let-in = Vous avez fait entrer { $reference }.
line-to-call = Aller à l’appel
line-let-in-orphan = { $reference } a été accueilli par un collègue qui ne reçoit plus de visiteurs. Personne n’est avec cette personne.
line-take-over = Prendre le relais
