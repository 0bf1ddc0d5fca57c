# Repeating links, inviting for a colleague, and reminders.

links-title = Lenker til gjentatt bruk
links-way = Lenker til gjentatt bruk, for noen som kommer igjen og igjen
links-what = En slik lenke slipper inn den samme personen så ofte hun eller han vil, til en dag du velger. Hver gang er et eget besøk som slettes for seg. At det var samme lenke, er forseglet med hvert besøk: Du kan se at noen kom med en slik, driftsleverandøren kan ikke.
links-empty = Du har ikke gitt noen slik lenke.
links-until = til
links-one = Lenke til gjentatt bruk
links-back = Alle lenker til gjentatt bruk
links-give = Gi en lenke til gjentatt bruk
links-last = Siste dag
links-last-hint = Høyst tre måneder fram, til slutten av den dagen i { $place }.
links-button = Send lenken
links-kept = Navn og adresse er forseglet sammen med lenken. Den slipper inn når som helst, også utenom åpningstidene.
links-end-title = Avslutt den
links-end-what = Personen får beskjed, og lenken slipper ingen inn lenger. Den som alt venter, blir stående.
links-end-button = Avslutt lenke { $reference }
done-link-given = Lenken er på vei.
done-link-ended = Lenken er avsluttet, og personen får beskjed.
waiting-repeating = Kom med en lenke til gjentatt bruk
invite-colleague = En kollega
invite-colleague-hint = Avtalen er kollegaens: Hun eller han ser den, ikke du. Navnet ditt står ikke i meldingen.
invite-which-colleague = Hvilken kollega
invite-reminders = Påminnelser
settings-reminders = Påminnelser
reminders-what = Besøkende med avtale får påminnelse på samme måte som de ble invitert. Hver invitasjon kan si noe annet.
reminders-question = Minn besøkende på avtalen
reminders-both = En dag og en time før
reminders-day-before = En dag før
reminders-hour-before = En time før
reminders-none = Ikke i det hele tatt
reminders-data = For hver påminnelse åpnes adressen én gang til, og det står i tilgangsloggen. Avtaler som finnes, beholder påminnelsene de ble laget med.
reminders-button = Lagre påminnelsene
done-reminders = Lagret. Nye invitasjoner lages slik.
invalid-last = Velg en dag fra i dag og inntil tre måneder fram.
invalid-reminders = Velg en av disse.

come-repeating-title = Lenken din
come-repeating = Lenken din til { $organisation }
come-until = Slipper deg inn til
come-repeatedly = Denne lenken slipper deg inn igjen, til den dagen. Hver gang er et eget besøk. At du kom med denne lenken, er forseglet for den du snakker med, og slettes med besøket.
spent-repeating = { $organisation } har avsluttet denne lenken, eller den siste dagen er over.

visitor-repeating-subject = Lenken din til { $organisation }
visitor-repeating =
    Hei,

    { $organisation } gir deg en lenke du kan komme inn på video med så ofte du trenger, til:

    { $when }
visitor-repeating-end =
    Kom inn med denne lenken. Du trenger ingen konto, og ingenting må installeres:

    { $link }

    Lenken er bare til deg. Hvis du mister den, kan du be om en ny her: { $again }

    Ikke for nødstilfeller: Ring nødnummeret.
visitor-repeating-link =
    Hei,

    her er en ny lenke til { $organisation } i stedet for den forrige. Den slipper deg inn til:

    { $when }
visitor-repeating-over-subject = Lenken din til { $organisation } er avsluttet
visitor-repeating-over =
    Hei,

    { $organisation } har avsluttet lenken du kunne komme inn på video med.
visitor-repeating-over-end = Du trenger ikke gjøre noe. Lenken virker ikke lenger.
text-repeating = Med denne lenken kan du komme inn på video så ofte du trenger, til { $when }: { $link }
text-repeating-over = Lenken du kunne komme inn på video med, er avsluttet. Den virker ikke lenger.

leavers-title = Avtaler for medlemmer som ikke lenger tar imot besøkende
leavers-back = Medlemmer
leavers-what = Den som har sluttet, eller ikke lenger tar imot besøkende, etterlater disse avtalene. Gi hver av dem til en kollega, flytt den eller avlys den. Hvem den er med, er fortsatt forseglet: Bare kollegaen som tar over, ser det.
leavers-empty = Det finnes ingen åpne avtaler for noen som ikke lenger tar imot besøkende.
leavers-to = Gi den til
leavers-give = Gi den til denne kollegaen
done-leavers-given = Avtalen er kollegaens fra nå av.
