# Agreements between an organisation and the operator: their pages, the letters about them, countries and authorities.

agreements-title = Contrats
agreements-why = Pour votre pays ({ $country }, { $law }), celui-ci est signé avant que des visiteurs puissent venir : { $agreement }. Les conditions sont acceptées en utilisant le service.
agreements-why-none = Vous avez indiqué que vous n’êtes pas dans le secteur de la santé : il n’y a rien à signer. Les conditions sont acceptées en utilisant le service ; elles disent ce que nous pouvons faire des données de vos visiteurs.
agreements-all = Tous les contrats
agreements-read = Lire
agreements-read-newer = Lire la nouvelle version
agreements-read-and-sign = Lire et signer la nouvelle version
agreements-changed = Ce qui a changé, selon l’exploitant :
agreements-note = J’en ai pris connaissance
agreements-noted = C’est noté. Rien d’autre ne change.
agreements-earlier = Acceptés auparavant
agreements-read-change = Lire ce qui change

agreement-dpa = Accord de sous-traitance des données
agreement-baa = Accord de partenariat (Business associate agreement)
agreement-terms = Conditions d’utilisation
agreement-staff-notice = Politique de confidentialité pour les titulaires d’un compte
agreement-published = Version { $version }, publiée le { $day }.
agreement-accepted-sign-up = Accepté lors de l’inscription par
agreement-accepted-use = Accepté par la poursuite de l’utilisation du service, par
agreement-not-accepted = Pas encore accepté.
agreement-informs = Pour votre information ; personne n’a à y consentir.
agreement-change-to-sign = Une nouvelle version est à signer : { $agreement }. Tant que vous ne l’avez pas signée, celle que vous avez signée reste en vigueur.
agreement-change-by-use = Il y a une nouvelle version : { $agreement }. Elle vaut à partir du { $effective }. Quiconque continue d’utiliser le service ensuite l’accepte ; en cas de désaccord, vous pouvez cesser de l’utiliser d’ici là.
agreement-change-notice = Il y a une nouvelle version : { $agreement }.
agreement-change-small = Il y a une nouvelle version, avec une petite modification. Ce que vous avez accepté reste en vigueur.

settings-agreement-changed = Une modification est annoncée

sign-up-terms = En vous inscrivant, vous acceptez ces conditions :
sign-up-staff-notice = Ce que nous faisons de vos propres données est dit ici :

country-at = Autriche
country-ch = Suisse
country-us = États-Unis
country-in-zone = { $country } (heure de { $place })

authority-no = Datatilsynet
authority-de = l’autorité de protection des données de votre Land
authority-nl = Autoriteit Persoonsgegevens
authority-fr = la CNIL
authority-gb = Information Commissioner’s Office
authority-at = la Datenschutzbehörde, à Vienne
authority-ch = le Préposé fédéral à la protection des données et à la transparence (PFPDT)
authority-us = l’Office for Civil Rights du département américain de la Santé (HHS)

refused-agreement-changed = Ce texte vient d’être modifié. Veuillez le relire.

letter-agreement-sign-subject = Nouvelle version à signer : { $agreement }
letter-agreement-sign =
    Bonjour,

    il y a une nouvelle version ({ $version }) d’un contrat que vous avez signé pour { $organisation } : { $agreement }.

    Ce qui a changé : { $changed }

    Lisez-la et signez-la ici :

    { $link }

    Tant que vous ne l’avez pas signée, la version que vous avez signée reste en vigueur. Les deux peuvent y être téléchargées.
letter-agreement-use-subject = { $agreement } : nouvelle version à partir du { $effective }
letter-agreement-use =
    Bonjour,

    il y a une nouvelle version ({ $version }) d’un contrat qui vaut pour { $organisation } : { $agreement }. Elle vaut à partir du { $effective }.

    Ce qui a changé : { $changed }

    Lisez-la ici :

    { $link }

    Quiconque continue d’utiliser le service après ce jour accepte la nouvelle version. Si vous n’êtes pas d’accord, vous pouvez cesser de l’utiliser d’ici là.
letter-agreement-notice-subject = { $agreement } : nouvelle version
letter-agreement-notice =
    Bonjour,

    il y a une nouvelle version ({ $version }) de ce que nous disons des données de ceux qui ont un compte chez { $organisation } : { $agreement }.

    Ce qui a changé : { $changed }

    Lisez-la ici :

    { $link }
