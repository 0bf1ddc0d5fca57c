# Settings: the index, what each of them does to people's data, and the language of letters.

settings-all = Alle instellingen
settings-on-data = Wat dit met gegevens van mensen doet:

settings-retention-what = U bepaalt hoelang u kunt opzoeken wie hier was en wanneer.
settings-retention-data = Naam, telefoonnummer, tijden en technische gegevens van een bezoek worden na afloop zo lang bewaard. Daarna worden ze vanzelf gewist doordat hun sleutel wordt vernietigd.

settings-notice-data = Ze vraagt bezoekers niets. Wat u hier schrijft, staat voor iedereen op uw pagina; noem dus alleen mensen die daarmee instemmen. Eerdere versies worden bij uw organisatie bewaard en met haar gewist.
settings-notice-published = Gepubliceerd
settings-notice-missing = Nog niet gepubliceerd

settings-language = Taal van brieven
settings-language-what = E-mails en sms-berichten worden in deze taal geschreven wanneer niets beters bekend is: een bezoeker die gekomen is, krijgt bericht in de taal van de eigen pagina, wie is uitgenodigd in de taal die bij de uitnodiging is gekozen, en leden in hun eigen taal.
settings-language-data = In welke taal een bezoeker leest, wordt verzegeld bij het bezoek bewaard en daarmee gewist. De taal van een lid wordt bij het account bewaard. De taal van uw organisatie zegt over niemand iets.
settings-language-question = Wanneer niets anders bekend is, schrijf in het
settings-language-button = Taal opslaan

settings-agreement-what = Ze legt vast wat de beheerder van deze dienst met de gegevens van uw bezoekers mag doen: alleen wat u opdraagt.
settings-agreement-data = De naam van wie ondertekent, en wanneer, wordt verzegeld bij uw organisatie bewaard en met haar gewist. Dat u hebt ondertekend, welke versie en de dag blijven in het logboek staan.
settings-agreement-signed = Ondertekend
settings-agreement-missing = Nog niet ondertekend

done-language = De taal is opgeslagen.
done-own-language = Brieven aan u worden voortaan in deze taal geschreven.

account-language = Brieven aan u worden geschreven in het
account-language-hint = Als u onder aan een pagina een taal kiest terwijl u bent aangemeld, geldt die ook hier.
account-language-button = Taal opslaan

invite-language = Taal van het bericht
