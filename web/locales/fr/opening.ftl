# Quand quelqu’un est là : horaires d’ouverture, permanence et absence.

hours-title = Horaires d’ouverture
hours-what = Quand les visiteurs peuvent venir sans rendez-vous. En dehors de ces horaires, votre page indique la prochaine ouverture et ne prend rien de personne, sauf si quelqu’un est de permanence. Les rendez-vous et les liens n’en dépendent pas.
hours-public = Les horaires d’ouverture sont publics : ils figurent sur votre page et ne sont pas scellés.
hours-question = Les visiteurs sans rendez-vous peuvent venir
hours-any = À tout moment
hours-any-hint = Tant que rien d’autre n’est indiqué pour un jour.
hours-week = À ces horaires
hours-week-hint = Un jour laissé vide est fermé.
hours-hint = Écrivez les heures comme 08:00-12:00, 13:00-16:00, à l’heure de { $place }.
hours-button = Enregistrer les horaires
hours-different = Jours particuliers
hours-different-what = Jours fériés, journées courtes, un samedi de plus : un tel jour a ses propres horaires, ou il est fermé.
hours-that-day = Horaires ce jour-là
hours-that-day-hint = Reste vide si vous êtes fermé.
hours-day-button = Enregistrer ce jour
hours-usual = De nouveau comme d’habitude
hours-closed = fermé
hours-shown = Horaires d’ouverture
hours-shown-place = À l’heure de { $place }.
done-hours = Enregistré. Votre page l’indique désormais.
invalid-hours = Veuillez écrire les heures comme 08:00-12:00, 13:00-16:00, l’une après l’autre.
invalid-on = Veuillez choisir un jour, d’aujourd’hui à un an au plus.
invalid-from = Veuillez choisir un jour et, si vous le souhaitez, une heure.

arrive-closed = { $organisation } est fermé en ce moment.
arrive-closed-next = Prochaine ouverture : { $when }.
arrive-closed-advice = Veuillez revenir à ce moment-là ; d’ici là, rien ne vous est demandé. Si vous avez rendez-vous, utilisez le lien du message que vous avez reçu.
arrive-away = { $name } n’est pas là en ce moment.
arrive-away-until = { $name } n’est pas là jusqu’au { $until }.

duty-title = Permanence
duty-on = Vous êtes de permanence{ $others ->
    [0] {""}
    [one] {" "}avec une autre personne
   *[other] {" "}avec { $others } autres personnes
  } : les visiteurs pour la première personne disponible vous sont montrés.
duty-others = Vous n’êtes pas de permanence ; { $others ->
    [one] une autre personne l’est
   *[other] { $others } autres personnes le sont
  }. Les visiteurs pour la première personne disponible y sont montrés, et pas à vous.
duty-nobody = Personne n’est de permanence : les visiteurs pour la première personne disponible sont montrés à tous ceux qui reçoivent.
duty-go-on = Prendre la permanence
duty-go-off = Quitter la permanence
duty-to-away = Vous allez vous absenter ?
duty-away = Vous avez indiqué que vous n’êtes pas là

away-title = Absence
away-to-dashboard = Retour à la liste d’attente
away-what = Pendant votre absence, les visiteurs ne peuvent pas demander à vous voir. Votre page indique que vous n’êtes pas là et, si vous le précisez, jusqu’à quand. Les rendez-vous sont maintenus.
away-told = Les visiteurs lisent :
away-hint = Les deux peuvent rester vides : votre absence commence alors tout de suite, ou dure jusqu’à votre retour ici. Les heures sont celles de { $place }.
away-from = Du
away-until = Jusqu’au
away-words = Une phrase pour les visiteurs
away-words-hint = Par exemple : le Dr Lie reçoit mes visiteurs en attendant. Tout le monde peut la lire ; n’écrivez rien sur votre santé.
away-button = Enregistrer
away-kept = Les dates de votre absence sont scellées avec votre compte. Elles sont ouvertes pour votre page et effacées avec le compte.
away-end = Je suis de retour
away-open = Vous n’êtes pas là en ce moment.
away-till = Vous n’êtes pas là jusqu’au { $until }.
away-from-on = Vous ne serez pas là à partir du { $from }.
away-from-until = Vous ne serez pas là du { $from } au { $until }.
done-away = C’est enregistré. En attendant, les visiteurs ne peuvent pas demander à vous voir.
done-back = C’est enregistré. Les visiteurs peuvent de nouveau demander à vous voir.
