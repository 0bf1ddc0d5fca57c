# The compliance desk and the access log.

desk-what = Trouvez une visite par sa référence, voyez ce qui est conservé et pourquoi, et effacez-la. Ici, chaque recherche et chaque consultation devient une entrée du journal des accès.
desk-reference = Référence de la visite
desk-reference-hint = Huit caractères, comme 7KQ2-M4XD. Les visiteurs la trouvent sur leur page de reçu.
desk-find = Trouver la visite
desk-not-found = Aucune visite ici ne porte la référence { $reference }.
desk-not-found-advice = Vérifiez qu’il n’y a pas de faute de frappe. Les visites d’autres organisations ne peuvent pas être trouvées.
desk-appointment = Rendez-vous
desk-basis = Base juridique
desk-due = Expiration
desk-next = { $references } : convenu à la suite de cette visite, sans être effacé avec elle.
desk-reason = Motif
desk-reason-hint = Il figure dans l’attestation. N’y nommez pas le visiteur.
desk-erase-means = Cela détruit les clés des données de la visite, sans retour possible. Les décomptes et les factures restent tels quels.
desk-erase = Effacer la visite { $reference }
desk-statements = Attestations récentes
desk-statements-none = Les attestations d’effacement apparaîtront ici après la première.
desk-why = Motif
desk-standing = État
desk-pending = En cours
desk-done = Terminé
desk-statement = Attestation
desk-open-statement = Ouvrir

statement-title = Attestation d’effacement
statement-of = { $organisation } atteste que ce qui suit a été effacé sur ordre.
statement-pending = des copies de la table de clés faites avant maintenant pourraient encore l’ouvrir.
statement-done = plus rien de ce que détient l’opérateur ne l’ouvre, y compris les copies de la table de clés et les sauvegardes de tout âge, tant que tient la destruction de la racine elle-même.
statement-ended = L’époque { $epoch } de la table de clés a pris fin le { $day }, à la position { $position } du journal.
destruction-file = Sa clé racine était un fichier, écrasé puis supprimé : cela ne vaut plus s’il existe un instantané ou une copie de la machine où se trouve le dossier de la racine.
destruction-pkcs11 = Sa clé racine a été détruite à l’intérieur d’un module matériel.
destruction-service = Sa clé racine a été supprimée par un service de clés : les instantanés propres à ce service peuvent encore la contenir jusqu’à la fin de leur durée de conservation.
nodes-answered = Chaque nœud a indiqué avoir abandonné les clés de l’époque.
nodes-lease = Au moins un nœud n’a pas répondu : son bail sur les clés de l’époque a expiré avant. Tous les autres ont indiqué les avoir abandonnées.
nodes-alone = Seul ce processus détenait les clés de l’époque, et il les a abandonnées.
statement-day-unknown = N’est plus connu
statement-when = Ordonné le
statement-by = Ordonné par
statement-own = Le visiteur a effacé ses propres données sur sa page de reçu.
statement-keys = Clés
statement-end = Copies
statement-erased-nothing-yet = Rien encore. Ouvrez de nouveau cette attestation dans un instant.
statement-public = Ce qui reste lisible dans le journal
statement-erased = Ce qui a été effacé
statement-kept = Ce qui est conservé, et pourquoi
statement-kept-nothing = Rien de ce qui nomme le visiteur n’est conservé.
statement-kept-caption = Chaque élément avec sa base juridique et sa fin
statement-what = Quoi
statement-law = Sur quelle base
statement-until = Échéance
statement-back = Retour au bureau de conformité

audit-what = Qui a consulté les données de qui, quand, pourquoi et sur quelle base. Les entrées ne peuvent être ni modifiées ni supprimées. Un effacement ne donne lieu à aucune consultation ; s’il a été ordonné, son attestation se trouve au bureau de conformité.
audit-position = État à la position { $position }.
audit-newer = Regarder de nouveau
audit-empty = Personne n’a rien consulté jusqu’ici.
audit-caption = { $count ->
    [one] 1 entrée
   *[other] { $count } entrées
  } sur cette page, les plus récentes d’abord
audit-when = Quand
audit-number = n° { $position }
audit-who = Qui
audit-why = Pourquoi
audit-whose = De qui
audit-class = Quoi
audit-more = { $count ->
    [one] 1 de plus
   *[other] { $count } de plus
  }
audit-older = Entrées plus anciennes
audit-reference = Référence d’une visite, ou identifiant d’une personne concernée
audit-from = Du (UTC)
audit-to = Au (UTC)
audit-filter = Afficher ces entrées
audit-nothing-fits = Aucune entrée ne correspond à votre demande.
invalid-reference = Une référence compte huit lettres et chiffres, comme 7KQ2-M4XD.
invalid-day = Un jour s’écrit comme 2026-11-21.
