# Repeating links, inviting for a colleague, and reminders.

links-title = Liens réutilisables
links-way = Liens réutilisables, pour quelqu’un qui revient souvent
links-what = Un lien réutilisable laisse entrer la même personne aussi souvent qu’elle le souhaite, jusqu’à un jour que vous choisissez. Chaque fois est une visite à part, effacée séparément. Que c’était le même lien est scellé avec chaque visite : vous pouvez voir que quelqu’un est venu par un tel lien, l’exploitant ne le peut pas.
links-empty = Vous n’avez donné aucun lien réutilisable.
links-until = jusqu’au
links-one = Lien réutilisable
links-back = Tous les liens réutilisables
links-give = Donner un lien réutilisable
links-last = Dernier jour
links-last-hint = Trois mois à l’avance au plus, jusqu’à la fin de ce jour à { $place }.
links-button = Envoyer le lien
links-kept = Le nom et l’adresse sont conservés scellés avec le lien. Il laisse entrer à toute heure, même en dehors des horaires d’ouverture.
links-end-title = Y mettre fin
links-end-what = La personne est prévenue, et le lien ne laisse plus entrer personne. Qui attend déjà reste.
links-end-button = Mettre fin au lien { $reference }
done-link-given = Le lien est en route.
done-link-ended = Le lien a pris fin, et la personne est prévenue.
waiting-repeating = Entré par un lien réutilisable
invite-colleague = Une ou un collègue
invite-colleague-hint = Le rendez-vous est le sien : cette personne le voit, pas vous. Votre nom n’est pas dans le message.
invite-which-colleague = Quel collègue
invite-reminders = Rappels
settings-reminders = Rappels
reminders-what = Les visiteurs qui ont rendez-vous reçoivent un rappel par la voie de leur invitation. Chaque invitation peut en décider autrement.
reminders-question = Envoyer un rappel
reminders-both = Un jour et une heure avant
reminders-day-before = Un jour avant
reminders-hour-before = Une heure avant
reminders-none = Pas du tout
reminders-data = Pour chaque rappel, l’adresse est ouverte une fois de plus, et le journal des accès l’indique. Les rendez-vous existants gardent les rappels avec lesquels ils ont été pris.
reminders-button = Enregistrer les rappels
done-reminders = Enregistré. Les nouvelles invitations seront ainsi.
invalid-last = Veuillez choisir un jour, d’aujourd’hui à trois mois au plus.
invalid-reminders = Veuillez choisir l’une de ces possibilités.

come-repeating-title = Votre lien
come-repeating = Votre lien vers { $organisation }
come-until = Vous laisse entrer jusqu’au
come-repeatedly = Ce lien vous laisse entrer de nouveau, jusqu’à ce jour. Chaque fois est une visite à part. Que vous êtes venu par ce lien est scellé pour la personne à qui vous parlez, et effacé avec la visite.
spent-repeating = { $organisation } a mis fin à ce lien, ou son dernier jour est passé.

visitor-repeating-subject = Votre lien vers { $organisation }
visitor-repeating =
    Bonjour,

    { $organisation } vous donne un lien par lequel vous pouvez entrer en vidéo aussi souvent que nécessaire, jusqu’au :

    { $when }
visitor-repeating-end =
    Entrez par ce lien. Vous n’avez besoin d’aucun compte et n’avez rien à installer :

    { $link }

    Le lien est pour vous seul. Si vous le perdez, demandez-en un nouveau ici : { $again }

    Pas pour les urgences : appelez votre numéro d’urgence.
visitor-repeating-link =
    Bonjour,

    voici un nouveau lien vers { $organisation }, à la place du précédent. Il vous laisse entrer jusqu’au :

    { $when }
visitor-repeating-over-subject = Votre lien vers { $organisation } a pris fin
visitor-repeating-over =
    Bonjour,

    { $organisation } a mis fin au lien par lequel vous pouviez entrer en vidéo.
visitor-repeating-over-end = Vous n’avez rien à faire. Le lien ne fonctionne plus.
text-repeating = Par ce lien, vous pouvez entrer en vidéo aussi souvent que nécessaire, jusqu’au { $when } : { $link }
text-repeating-over = Le lien par lequel vous pouviez entrer en vidéo a pris fin. Il ne fonctionne plus.

leavers-title = Rendez-vous des membres qui ne reçoivent plus
leavers-back = Membres
leavers-what = Qui est parti, ou ne reçoit plus de visiteurs, laisse ces rendez-vous. Confiez chacun à un collègue, déplacez-le ou annulez-le. La personne concernée reste scellée : seul le collègue qui le reprend la voit.
leavers-empty = Il n’y a aucun rendez-vous ouvert d’un membre qui ne reçoit plus de visiteurs.
leavers-to = Confier à
leavers-give = Confier à ce collègue
done-leavers-given = Le rendez-vous est désormais le sien.
