# What the door and the office say beside their pages: countries, what was done, a way on.

country-no = Norge
country-de = Tyskland
country-nl = Nederland
country-fr = Frankrike
country-gb = Storbritannia

way-to-sign-in = Be om en ny lenke
way-to-dashboard = Gå til ventelisten
way-to-front = Gå til startsiden
way-to-page = Gå til siden til { $organisation }
way-back = Tilbake til siden
way-again = Prøv igjen

done-invited = Invitasjonen er på vei.
done-roles = Rollene er lagret.
done-retention = Lagret. Nye besøk oppbevares så lenge.
done-notice = Personvernerklæringen din er publisert.
done-removed = Fjernet. Ingenting slipper vedkommende inn lenger.
done-withdrawn = Invitasjonen er trukket tilbake. Lenken åpner ingenting, og adressen er slettet.
done-offered = Tilbudet er på vei på e-post.
done-offer-withdrawn = Tilbudet er trukket tilbake. Du er fortsatt eier.
done-declined = Du har takket nei. Ingenting er endret.
done-passkey-removed = Passnøkkelen er fjernet. Den åpner ingenting her lenger.
done-session-ended = Økten er avsluttet.
done-factor-removed = Du bruker ikke totrinnsbekreftelse lenger. En lenke på e-post er nok til å logge deg inn.
done-recovery-stopped = Det er stanset. Totrinnsbekreftelsen er som før.
done-accepted = Du er eier nå.

team-invited-on = Invitert { $day }, ikke godtatt ennå
team-owner-since = Eier, her siden { $day }
team-member-since = Her siden { $day }

retention-kept = { $count ->
    [0] Ingen besøk er oppbevart for øyeblikket.
    [one] Opplysningene om 1 besøk er oppbevart for øyeblikket.
   *[other] Opplysningene om { $count } besøk er oppbevart for øyeblikket.
  }

agreement-consent-missing = Bekreft at du har rett til å signere.
