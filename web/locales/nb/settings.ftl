# Settings: the index, what each of them does to people's data, and the language of letters.

settings-all = Alle innstillinger
settings-on-data = Hva dette gjør med opplysninger om mennesker:

settings-retention-what = Du bestemmer hvor lenge dere kan slå opp hvem som har vært her og når.
settings-retention-data = Navn, telefon, tidspunkter og tekniske data om et besøk oppbevares så lenge etter at det er slutt. Deretter slettes de av seg selv, ved at nøkkelen deres destrueres.

settings-notice-data = Den ber ikke besøkende om noe. Det du skriver her, står på siden deres for alle, så nevn bare personer som er enige i å stå der. Tidligere versjoner oppbevares sammen med virksomheten og slettes med den.
settings-notice-published = Publisert
settings-notice-missing = Ikke publisert ennå

settings-language = Språk i brev
settings-language-what = E-post og tekstmeldinger skrives på dette språket når ikke noe bedre er kjent: til en besøkende som har kommet, skrives det på språket siden deres er på, til en som er invitert, på språket som ble valgt med invitasjonen, og til medlemmer på deres eget.
settings-language-data = Hvilket språk en besøkende leser, oppbevares forseglet sammen med besøket og slettes med det. Et medlems språk oppbevares sammen med kontoen. Virksomhetens språk sier ingenting om noen.
settings-language-question = Når ikke noe annet er kjent, skriv på
settings-language-button = Lagre språk

settings-agreement-what = Den fastsetter hva den som driver tjenesten, kan gjøre med opplysninger om deres besøkende: bare det dere ber om.
settings-agreement-data = Navnet på den som signerer, og når, oppbevares forseglet sammen med virksomheten og slettes med den. At dere har signert, hvilken versjon og dagen blir stående i loggen.
settings-agreement-signed = Signert
settings-agreement-missing = Ikke signert ennå

done-language = Språket er lagret.
done-own-language = Brev til deg skrives på dette språket fra nå av.

account-language = Brev til deg skrives på
account-language-hint = Når du velger språk nederst på en side mens du er logget inn, gjelder det også her.
account-language-button = Lagre språk

invite-language = Meldingens språk
