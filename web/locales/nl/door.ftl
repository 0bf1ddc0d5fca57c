# What the door and the office say beside their pages: countries, what was done, a way on.

country-no = Noorwegen
country-de = Duitsland
country-nl = Nederland
country-fr = Frankrijk
country-gb = Verenigd Koninkrijk

way-to-sign-in = Nieuwe link aanvragen
way-to-dashboard = Naar de wachtkamer
way-to-front = Naar de startpagina
way-to-page = Naar de pagina van { $organisation }
way-back = Terug naar de pagina
way-again = Opnieuw proberen

done-invited = De uitnodiging is onderweg.
done-roles = De rollen zijn opgeslagen.
done-retention = Opgeslagen. Nieuwe bezoeken worden zo lang bewaard.
done-notice = Uw privacyverklaring is gepubliceerd.
done-removed = Verwijderd. Niets laat deze persoon nog binnen.
done-withdrawn = De uitnodiging is ingetrokken. De link opent niets meer, en het adres is gewist.
done-offered = Het aanbod is per e-mail onderweg.
done-offer-withdrawn = Het aanbod is ingetrokken. U bent nog steeds de eigenaar.
done-declined = U hebt het afgewezen. Er is niets veranderd.
done-passkey-removed = De toegangssleutel is verwijderd. Hij opent hier niets meer.
done-session-ended = De sessie is beëindigd.
done-factor-removed = U doet het nu zonder tweede factor. Een link per e-mail is genoeg om in te loggen.
done-recovery-stopped = Het is gestopt. De tweede factor is zoals hij was.
done-accepted = U bent nu de eigenaar.

team-invited-on = Uitgenodigd op { $day }, nog niet aangenomen
team-owner-since = Eigenaar, hier sinds { $day }
team-member-since = Hier sinds { $day }

retention-kept = { $count ->
    [0] Op dit moment wordt er geen bezoek bewaard.
    [one] Op dit moment worden de gegevens van 1 bezoek bewaard.
   *[other] Op dit moment worden de gegevens van { $count } bezoeken bewaard.
  }

agreement-consent-missing = Bevestig alstublieft dat u bevoegd bent om te ondertekenen.
