# The words of the access log and of statements: roles, purposes, classes, people.

role-owner = propriétaire
role-administrator = administrateur
role-member = membre
role-compliance-officer = responsable de la conformité
role-auditor = auditeur

who-visitor = Le visiteur
who-public = N’importe qui
who-system = Anteroom ({ $name })
as-visitor = avec son propre lien
as-signing-in = lors de la connexion
as-public = sur une page publique
as-system = automatiquement, sans le montrer à personne
as-operator = opérateur en ligne de commande

purpose-waiting-list = La liste des personnes qui attendent
purpose-call = Faire entrer et tenir l’appel
purpose-summary = Le résumé après un appel
purpose-history = L’historique des visites
purpose-own-visit = La page personnelle du visiteur
purpose-own-copy = Une copie pour le visiteur
purpose-public-page = Les pages publiques de l’organisation
purpose-own-account = Le compte personnel du membre
purpose-sign-in = Connexion
purpose-team = La liste des membres
purpose-settings = Les réglages et les accords de l’organisation
purpose-bill = La facture
purpose-counting = Compter un appel pour la facture et les chiffres du jour
purpose-mail = Envoyer un message
purpose-appointments = La liste des rendez-vous et le suivi de leurs heures
purpose-erasure-search = Trouver une visite à effacer
purpose-statement = Lire des attestations d’effacement
purpose-identification = Si une personne s’est identifiée
purpose-identity-number = Montrer une fois le numéro d’identification national à la personne à qui la visite est destinée
purpose-legal-hold = Décider d’un gel juridique
purpose-audit = Lire le journal des accès

why-searched = { $why } : recherche de { $term }
why-reason = { $why } : { $reason }
entry-expired = La durée de conservation de cette entrée est elle-même écoulée ; le fait que quelque chose a été consulté demeure.

class-visit = Données d’une visite
class-identity = Numéro d’identification national
class-account = Noms et réglages
class-contact = Comment joindre quelqu’un
class-audit = Entrées du journal des accès

whose-nobody = personne
whose-nothing = rien
whose-member = un membre
whose-organisation = l’organisation
whose-access-log = le journal des accès ({ $month })
whose-unknown = une personne concernée qu’aucune page ne connaît

period-chosen = selon le choix de l’organisation, trois mois au plus
period-days = { $count ->
    [one] un jour
   *[other] { $count } jours
  }
period-years = { $count ->
    [one] un an
   *[other] { $count } ans
  }

basis-consent = Consentement
basis-appointment = Le rendez-vous convenu
desk-due-on = { $when }, { $days ->
    [0] dans moins d’un jour
    [one] dans un jour
   *[other] dans { $days } jours
  }
desk-due-after = { $retention } après la fin de la visite
desk-due-gone = Déjà effacée
desk-expired-already = Cette visite a expiré d’elle-même : sa clé a été détruite à la fin de sa durée de conservation. Il n’y a plus rien à effacer.

statement-not-yet = L’ordre est enregistré. La destruction des clés suivra dans un instant.
statement-destroyed = Détruites le { $day }, à la position { $position } du journal. Elles se trouvaient dans la table de clés de l’époque { $epoch }.
statement-destroyed-before = Elles avaient disparu avant l’exécution de cet ordre : détruites le { $day }, à la position { $position } du journal, dans la table de clés de l’époque { $epoch }.
statement-part = { $what } : { $count ->
    [one] une clé
   *[other] { $count } clés
  } ({ $keys })
statement-part-visit = Données de la visite : ce que le visiteur a écrit, les heures exactes, le professionnel et ce que les navigateurs ont mesuré
-inferred = Ce que le visiteur a écrit n’y figure pas ; mais la personne qui l’a fait entrer et le moment où elle l’a fait permettent de déduire le professionnel et l’heure de la visite.
kept-entries = { $count ->
    [0] Aucune entrée du journal des accès ne concerne la visite en { $month }.
    [one] Une entrée du journal des accès sur la visite, en { $month } : qui a consulté les données, quand et pourquoi. { -inferred }
   *[other] { $count } entrées du journal des accès sur la visite, en { $month } : qui a consulté les données, quand et pourquoi. { -inferred }
  }
kept-entries-and-order = { $count ->
    [0] L’ordre de cet effacement, donné en { $month } : qui l’a donné, quand et pourquoi.
    [one] L’ordre de cet effacement et une entrée du journal des accès sur la visite, en { $month } : qui a agi, quand et pourquoi. { -inferred }
   *[other] L’ordre de cet effacement et { $count } entrées du journal des accès sur la visite, en { $month } : qui a agi, quand et pourquoi. { -inferred }
  }
kept-over = Terminé : leur clé est détruite
kept-counts = Les décomptes du jour : arrivées, appels et minutes entières, sans nom
kept-counts-law = Pas de données à caractère personnel
kept-without-end = Sans fin
kept-payments = Paiements et factures de cette visite
kept-payments-none = Il n’y en a pas : dans cette version, les visiteurs ne paient rien
kept-nothing-to-end = Rien à terminer
public-ids = Les identifiants aléatoires de la visite, de l’organisation et des clés détruites, qui ne désignent personne
public-day = Les jours de l’arrivée, de la fin et de l’effacement, sans l’heure
public-kinds = Que quelqu’un est arrivé, a attendu, est entré, a eu un appel et est parti, dans cet ordre
public-choices = La durée de conservation et la version de la politique de confidentialité qui ont été acceptées

outcome-erased = Effacée

plan-consult = Consult
plan-care = Care
plan-create = Create
bill-tax = TVA { $rate } %

quality-check = Vérification avant l’appel
quality-path = Chemin de l’image et du son
quality-direct = directement de l’un à l’autre
quality-relayed = par un serveur relais qui n’a vu que des données chiffrées
quality-unknown = inconnu
quality-connected-after = Image ou son au bout de
quality-seconds = { $count } s
quality-round-trip = Temps d’aller-retour
quality-jitter = Irrégularité du son (gigue)
quality-milliseconds = { $count } ms
quality-loss = Paquets perdus à la réception
quality-per-cent = { $count } %
quality-picture = Image reçue
quality-picture-size = { $width } × { $height }, { $frames } images par seconde
quality-reconnections = Connexion perdue puis retrouvée
quality-times = { $count ->
    [0] jamais
    [one] une fois
   *[other] { $count } fois
  }
quality-camera = Caméra
quality-microphone = Micro
quality-granted = utilisé
quality-denied = non autorisé
quality-absent = il n’y en avait pas
quality-busy = pris par un autre programme
quality-not-measured = non mesuré
quality-over-time = Au fil de l’appel
quality-received = Reçu
quality-kilobits = { $count } kbit/s
quality-minutes = { $count } min
quality-top = en haut : { $most }
quality-as-a-table = La même chose en tableau
quality-from-minute = À partir de la minute
quality-between = { $side } : entre { $least } et { $most }.
quality-stretches = { $minutes ->
    [one] Moyennes de chaque minute
   *[other] Moyennes sur { $minutes } minutes à la fois
}
