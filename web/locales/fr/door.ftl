# What the door and the office say beside their pages: countries, what was done, a way on.

country-no = Norvège
country-de = Allemagne
country-nl = Pays-Bas
country-fr = France
country-gb = Royaume-Uni

way-to-sign-in = Demander un nouveau lien
way-to-dashboard = Aller à la file d’attente
way-to-front = Aller à la page d’accueil
way-to-page = Aller à la page de { $organisation }
way-back = Retour à la page
way-again = Réessayer

done-invited = L’invitation est en route.
done-roles = Les rôles sont enregistrés.
done-retention = Enregistré. Les nouvelles visites sont conservées pendant cette durée.
done-notice = Votre politique de confidentialité est publiée.
done-removed = Retiré. Plus rien ne lui donne accès.
done-withdrawn = L’invitation est retirée. Son lien n’ouvre plus rien, et l’adresse est effacée.
done-offered = La proposition est en route par e-mail.
done-offer-withdrawn = La proposition est retirée. Vous êtes toujours propriétaire.
done-declined = Vous avez refusé. Rien n’a changé.
done-passkey-removed = La clé d’accès est retirée. Elle n’ouvre plus rien ici.
done-session-ended = La session est terminée.
done-factor-removed = Vous n’avez plus de second facteur. Un lien par e-mail suffit pour vous connecter.
done-recovery-stopped = C’est arrêté. Le second facteur est comme avant.
done-accepted = Vous êtes maintenant propriétaire.

team-invited-on = Invitation du { $day }, pas encore acceptée
team-owner-since = Propriétaire, ici depuis le { $day }
team-member-since = Ici depuis le { $day }

retention-kept = { $count ->
    [0] Aucune visite n’est conservée en ce moment.
    [one] Les données de 1 visite sont conservées en ce moment.
   *[other] Les données de { $count } visites sont conservées en ce moment.
  }

agreement-consent-missing = Veuillez confirmer que vous avez le droit de signer.
