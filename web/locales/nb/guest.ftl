# Det som sies om gjester i en samtale: en tolk eller en pårørende som kommer med en lenke laget i samtalen.

guest-interpreter = Tolk
guest-relative = Pårørende
guest-who = { $name } ({ $role })
guest-the-visitor = Den besøkende

guest-title = Bli med i en samtale
guest-heading = Du er bedt om å bli med i en samtale hos { $organisation }
guest-what = Noen i samtalen har gitt deg denne lenken. Du kommer inn så snart du blir sluppet inn.
guest-name-hint = Fagpersonen leser det før du slippes inn. De andre får bare vite om du kommer som tolk eller pårørende.
guest-button = Gå videre
guest-once = Lenken virker én gang, og bare så lenge samtalen varer.
guest-waits-title = Du venter på å komme inn
guest-waits = { $organisation } ser at du er her. Du kommer inn så snart du blir sluppet inn.
guest-turned-away-title = Du ble ikke sluppet inn
guest-turned-away = Samtalen fortsetter uten deg. Hvis dette overrasker deg, kan du spørre den du fikk lenken av.
guest-ended-title = Samtalen er avsluttet
guest-ended = Samtalen hos { $organisation } er over. Navnet du oppga, slettes sammen med besøket.

call-joined = { $other } er nå med i samtalen.
call-has-left = { $other } har forlatt samtalen.
call-guests = Tolk eller pårørende
call-guests-what = Lag en lenke til noen uten konto, og gi den videre selv. Den virker én gang, til samtalen er slutt, og de kommer først inn når du slipper dem inn. Si fra til den besøkende først.
call-guest-as = Hva kommer de som?
call-guest-link = Lag en lenke
call-guest-address = Lenke å gi videre
call-guest-failed = Det gikk ikke. Prøv en gang til.
call-guest-expected = { $other }: Lenken er ikke brukt ennå.
call-guest-waits = { $other } venter på å komme inn.
call-guest-let-in = Slipp inn
call-guest-turn-away = Ikke slipp inn
call-guest-withdraw = Trekk tilbake lenken
refused-too-many-guests = Det er så mange åpne lenker som en samtale har plasser. Trekk tilbake en først.

who-guest = En gjest i samtalen
as-guest = med en lenke laget i samtalen
who-code = Den som fikk tilsendt en kode
as-code = med en kode sendt til den besøkendes telefonnummer eller e-postadresse
receipt-guests = Hvem andre som ble sluppet inn i samtalen
receipt-guest = { $role }, sluppet inn av { $name }
