# What stands around every page.

skip-to-content = Naar de inhoud
menu = Menu
languages = Taal
foot-end-to-end = Gesprekken zijn end-to-end versleuteld en worden nooit opgenomen.
optional = niet verplicht
reference = Kenmerk

area-dashboard = Wachtkamer
area-history = Geschiedenis
area-bill = Factuur
area-team = Team
area-settings = Instellingen
area-desk = Compliancedesk
area-holds = Wissingsstops
area-audit = Inzagelogboek
area-account = Mijn account

before-title = Voordat er bezoekers kunnen komen
before-agreement = Onderteken de overeenkomst over de gegevens van uw bezoekers
before-notice = Publiceer uw privacyverklaring
before-passkey = Voeg een toegangssleutel toe, zodat u inlogt zonder op een e-mail te wachten
before-done = Gedaan
before-open = Nog niet gedaan
before-owner = Nog niet gedaan; dit doet de eigenaar van uw organisatie
next-agreement = Nu: de overeenkomst ondertekenen
next-notice = Nu: uw privacyverklaring publiceren
next-page = Uw pagina bekijken zoals bezoekers

shown-erased = gewist
shown-not-given = niet opgegeven
shown-nobody = niemand
shown-no-call = geen gesprek

field-name = Uw naam
field-phone = Telefoon
field-email = E-mail

demo-bar-name = Demo
demo-bar-date = Dit is een demo. De datum is
demo-bar-mailbox = Mailbox
demo-bar-person = U bent hier { $person } en blijft ingelogd als u de klok vooruitzet.
demo-bar-turn = Klok vooruitzetten:
demo-bar-days = { $count ->
    [one] 1 dag
   *[other] { $count } dagen
  }
demo-bar-months = { $count ->
    [one] 1 maand
   *[other] { $count } maanden
  }

cookies-title = Cookies
cookies-what = Elke cookie die Anteroom plaatst, met de naam. Geen ervan volgt u, geen wordt door iemand anders gelezen, en geen pagina vraagt iets op bij een ander bedrijf.
cookies-necessary = Nodig voor wat u doet
cookies-settings = Wat u hebt gekozen
cookies-here = in deze browser
cookies-forget = Vergeten wat ik heb gekozen
cookies-nothing = Er is niets onthouden in deze browser.
cookie-session = Houdt teamleden ingelogd.
cookie-session-stays = Twaalf uur, of tot u uitlogt.
cookie-visit = Houdt de plaats van een bezoeker in de wachtkamer vast, en laat die het eigen bezoek terugzien.
cookie-visit-stays = Zolang het bezoek bewaard kan worden, hoogstens 94 dagen. Hij wordt alleen naar de pagina’s van dat ene bezoek gestuurd.
cookie-guest = Laat een gast van een gesprek weer binnen, ook na opnieuw laden.
cookie-guest-stays = Hoogstens een dag. Hij wordt alleen naar de pagina’s van dat ene gesprek gestuurd.
cookie-identifying = Hoort bij één identificatie met een elektronische ID, heen en terug.
cookie-identifying-stays = Tien minuten. Hij wordt alleen naar het adres van de terugweg gestuurd.
cookie-receipt = Opent het bezoekbewijs in een browser waarin de code daarvoor is opgegeven.
cookie-receipt-stays = Eén uur. Hij wordt alleen naar de pagina’s van dat ene bezoek gestuurd.
cookie-ceremony = Hoort bij één keer inloggen met een toegangssleutel, of bij het toevoegen ervan.
cookie-ceremony-stays = Vijf minuten.
cookie-device = Herkent een browser waarin een teamlid al eerder heeft ingelogd, zodat inloggen vanuit een andere per e-mail wordt gemeld.
cookie-device-stays = 400 dagen na de laatste keer inloggen.
cookie-language = Onthoudt de taal die u hebt gekozen.
cookie-language-stays = Een jaar, of tot u hem hier laat vergeten.
