# What the door and the office say beside their pages: countries, what was done, a way on.

country-no = Norwegen
country-de = Deutschland
country-nl = Niederlande
country-fr = Frankreich
country-gb = Vereinigtes Königreich

way-to-sign-in = Neuen Link anfordern
way-to-dashboard = Zur Warteliste
way-to-front = Zur Startseite
way-to-page = Zur Seite von { $organisation }
way-back = Zurück zur Seite
way-again = Noch einmal versuchen

done-invited = Die Einladung ist unterwegs.
done-roles = Die Rollen sind gespeichert.
done-retention = Gespeichert. Neue Besuche werden so lange aufbewahrt.
done-notice = Ihre Datenschutzerklärung ist veröffentlicht.

team-invited-on = Eingeladen am { $day }, noch nicht angenommen
team-owner-since = Leitung seit { $day }
team-member-since = Dabei seit { $day }

retention-kept = { $count ->
    [0] Zurzeit wird kein Besuch aufbewahrt.
    [one] Zurzeit werden die Angaben zu 1 Besuch aufbewahrt.
   *[other] Zurzeit werden die Angaben zu { $count } Besuchen aufbewahrt.
  }

agreement-controller = Verantwortlicher ist { $name }.
agreement-processor = Auftragsverarbeiter ist { $name }, { $address } ({ $email }).
agreement-consent-missing = Bitte bestätigen Sie, dass Sie zur Unterschrift berechtigt sind.
