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
area-holds = Gels juridiques
area-audit = Journal des accès
area-account = Mon compte

before-title = Avant que les visiteurs puissent venir
before-agreement = Signez l’accord sur les données de vos visiteurs
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

cookies-title = Cookies
cookies-what = Tous les cookies qu’Anteroom dépose, par leur nom. Aucun ne vous suit, aucun n’est lu par quelqu’un d’autre, et aucune page ne demande quoi que ce soit à une autre entreprise.
cookies-necessary = Nécessaires à ce que vous faites
cookies-settings = Ce que vous avez choisi
cookies-here = dans ce navigateur
cookies-forget = Oublier ce que j’ai choisi
cookies-nothing = Rien n’est retenu dans ce navigateur.
cookie-session = Garde les membres connectés.
cookie-session-stays = Douze heures, ou jusqu’à ce que vous vous déconnectiez.
cookie-visit = Garde la place d’un visiteur dans la salle d’attente et lui permet de revoir sa propre visite.
cookie-visit-stays = Aussi longtemps que la visite peut être conservée, 94 jours au plus. Il n’est envoyé qu’aux pages de cette visite.
cookie-guest = Permet à l’invité d’un appel d’y revenir, même après un rechargement.
cookie-guest-stays = Un jour au plus. Il n’est envoyé qu’aux pages de cet appel.
cookie-identifying = Sert à une seule identification électronique, à l’aller et au retour.
cookie-identifying-stays = Dix minutes. Il n’est envoyé qu’à l’adresse de retour.
cookie-receipt = Ouvre la page de reçu d’un visiteur dans un navigateur où le code a été donné.
cookie-receipt-stays = Une heure. Il n’est envoyé qu’aux pages de cette visite.
cookie-ceremony = Sert à une seule connexion avec une clé d’accès, ou à l’ajout d’une clé.
cookie-ceremony-stays = Cinq minutes.
cookie-device = Reconnaît un navigateur où un membre s’est déjà connecté, pour que toute connexion depuis un autre soit signalée par e-mail.
cookie-device-stays = 400 jours après la dernière connexion.
cookie-language = Retient la langue que vous avez choisie.
cookie-language-stays = Un an, ou jusqu’à ce que vous la fassiez oublier ici.
