# What stands around every page.

skip-to-content = Aller au contenu
menu = Menu
languages = Langue
foot-end-to-end = Les appels sont chiffrés de bout en bout et ne sont jamais enregistrés.
optional = facultatif
reference = Référence

area-dashboard = File d’attente
area-history = Historique
area-bill = Facture
area-team = Équipe
area-settings = Réglages
area-desk = Bureau de conformité
area-audit = Journal des accès
area-account = Mon compte

before-title = Avant que les visiteurs puissent venir
before-agreement = Signez l’accord de sous-traitance des données
before-notice = Publiez votre politique de confidentialité
before-passkey = Ajoutez une clé d’accès, pour vous connecter sans attendre un e-mail
before-done = Fait
before-open = Pas encore fait
before-owner = Pas encore fait ; c’est au propriétaire de votre organisation de le faire
next-agreement = Ensuite : signer l’accord
next-notice = Ensuite : publier votre politique de confidentialité
next-page = Voir votre page comme vos visiteurs

shown-erased = effacé
shown-not-given = non indiqué
shown-nobody = personne
shown-no-call = pas d’appel

field-name = Votre nom
field-phone = Téléphone
field-email = E-mail

demo-bar-name = Démo
demo-bar-date = Ceci est une démo. Sa date est le
demo-bar-mailbox = Boîte aux lettres
demo-bar-person = Ici, vous êtes { $person }, et vous restez en ligne quand vous avancez l’horloge.
demo-bar-turn = Avancer l’horloge :
demo-bar-days = { $count ->
    [one] 1 jour
   *[other] { $count } jours
  }
demo-bar-months = { $count ->
    [one] 1 mois
   *[other] { $count } mois
  }
