# Ce qui est dit des invités d’un appel : un interprète ou un proche, qui vient par un lien créé pendant l’appel.

guest-interpreter = Interprète
guest-relative = Proche
guest-who = { $name } ({ $role })
guest-the-visitor = La personne reçue

guest-title = Rejoindre un appel
guest-heading = On vous demande de rejoindre un appel chez { $organisation }
guest-what = Une personne de l’appel vous a donné ce lien. Vous entrez dès que l’on vous fait entrer.
guest-name-hint = Le professionnel le lit avant de vous faire entrer. Les autres apprennent seulement si vous venez comme interprète ou comme proche.
guest-button = Continuer
guest-once = Le lien fonctionne une seule fois, et seulement tant que dure l’appel.
guest-waits-title = Vous attendez d’entrer
guest-waits = { $organisation } voit que vous êtes là. Vous entrez dès que l’on vous fait entrer.
guest-turned-away-title = On ne vous a pas fait entrer
guest-turned-away = L’appel continue sans vous. Si cela vous surprend, demandez à la personne qui vous a donné le lien.
guest-ended-title = L’appel est terminé
guest-ended = L’appel chez { $organisation } est terminé. Le nom que vous avez donné est effacé en même temps que la visite.

call-joined = { $other } a rejoint l’appel.
call-has-left = { $other } a quitté l’appel.
call-guests = Interprète ou proche
call-guests-what = Créez un lien pour une personne sans compte et transmettez-le vous-même. Il fonctionne une seule fois, jusqu’à la fin de l’appel, et elle n’entre que lorsque vous la faites entrer. Prévenez d’abord la personne reçue.
call-guest-as = À quel titre vient cette personne ?
call-guest-link = Créer un lien
call-guest-address = Lien à transmettre
call-guest-failed = Cela n’a pas fonctionné. Veuillez réessayer.
call-guest-expected = { $other } : le lien n’a pas encore été utilisé.
call-guest-waits = { $other } attend d’entrer.
call-guest-let-in = Faire entrer
call-guest-turn-away = Ne pas faire entrer
call-guest-withdraw = Retirer le lien
refused-too-many-guests = Il y a autant de liens ouverts qu’un appel a de places. Retirez-en un d’abord.

who-guest = Un invité de l’appel
as-guest = avec un lien créé pendant l’appel
who-code = La personne qui a reçu un code
as-code = avec un code envoyé au numéro de téléphone ou à l’adresse e-mail du visiteur
receipt-guests = Qui d’autre a été admis dans l’appel
receipt-guest = { $role }, admis par { $name }
