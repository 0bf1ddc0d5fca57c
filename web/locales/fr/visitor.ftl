# What a visitor reads, from the organisation's page to the receipt.

arrive-title = Bienvenue chez { $organisation }
arrive-emergency = Pas pour les urgences.
arrive-emergency-call = Si c’est urgent, appelez le
arrive-how = Dites qui vous êtes, et { $organisation } voit tout de suite que vous êtes là. Vous n’avez besoin d’aucun compte et n’avez rien à installer.
arrive-nobody-in = Chez { $organisation }, personne n’est en ligne en ce moment.
arrive-nobody-in-advice = Si vous avez rendez-vous, entrez et attendez : la première personne qui se connecte vous verra tout de suite.
arrive-not-yet = { $organisation } prépare encore sa salle d’attente.
arrive-not-yet-advice = Vous êtes au bon endroit, mais personne ne peut encore être reçu ici. Si vous avez rendez-vous aujourd’hui, veuillez appeler ou écrire comme vous le faites d’habitude.
arrive-own = Vous voyez cette page avec votre compte de membre de l’organisation. Les visiteurs lisent les mots ci-dessus jusqu’à ce que tout soit prêt.
arrive-own-button = Voir ce qui manque
arrive-name-hint = Le nom sous lequel on vous connaît ici.
arrive-phone-hint = Sert uniquement à vous joindre si l’appel vidéo est interrompu.
arrive-for-whom = Qui venez-vous voir ?
arrive-first-free = La première personne disponible
arrive-first-free-hint = À choisir si vous n’avez rendez-vous avec personne en particulier.
arrive-consent = Je donne à { $organisation } mon consentement pour traiter ce que j’indique ici, afin que nous puissions nous parler. C’est effacé après { $retention }. Je peux changer d’avis à tout moment.
arrive-notice = Ce que deviennent mes données
arrive-notice-page = Ouvrir sur une page à part
arrive-button = Aller à la salle d’attente

privacy-title = Politique de confidentialité
privacy-link = Politique de confidentialité
privacy-of = Comment { $organisation } traite ce que les visiteurs indiquent.
privacy-since = En vigueur depuis le
privacy-back = Retour chez { $organisation }

notice-controller = { $controller } est responsable de vos données. Contact : { $contact }.
notice-officer = Le délégué à la protection des données est { $officer }.
notice-what = Nous vous demandons votre nom, et un numéro de téléphone si vous voulez en donner un. Si vous avez été invité, nous conservons aussi l’adresse ou le numéro où l’invitation a été envoyée, et la date et l’heure du rendez-vous. Pendant la visite, nous notons aussi l’heure de votre arrivée, la durée de la conversation, et si la caméra, le micro et la connexion ont fonctionné. Nous ne demandons rien sur votre santé.
notice-why = Nous le faisons parce que vous y consentez (article 6, paragraphe 1, point a), du règlement général sur la protection des données). Vos données sont effacées { $retention } après votre visite.
notice-call = L’appel est chiffré de bout en bout. Il passe directement entre vous et la personne à qui vous parlez ou, lorsqu’un réseau ne le permet pas, par un serveur relais qui ne voit que des données chiffrées. Il n’est pas enregistré, et personne entre vous ne peut le voir ni l’entendre.
notice-access = Chaque fois que quelqu’un consulte vos données, il est consigné qui l’a fait et pourquoi. Après votre visite, votre page de reçu vous le montre.
notice-rights = Vous pouvez à tout moment retirer votre consentement et demander l’accès à vos données, leur rectification, leur remise ou leur effacement.
notice-authority = Si la manière dont nous traitons vos données ne vous convient pas, vous pouvez introduire une réclamation auprès de cette autorité : { $authority }.

check-title = Caméra et son
check-why = Une courte vérification, pour que l’on puisse vous voir et vous entendre. Personne ne vous voit ni ne vous entend encore.
check-ask = Votre navigateur va vous demander s’il peut utiliser votre caméra et votre micro. Choisissez « Autoriser ».
check-start = Vérifier la caméra et le son
check-skip = Passer la vérification et attendre
check-asking = Votre navigateur vous le demande maintenant. Choisissez « Autoriser ».
check-self-view = Votre propre image
check-camera = Caméra
check-camera-ok = Votre caméra fonctionne. Vous voyez-vous ?
check-camera-blocked = La caméra est bloquée. Touchez le symbole à côté de l’adresse de cette page, autorisez la caméra, puis réessayez. Vous pouvez aussi continuer sans image.
check-camera-none = Nous n’avons pas trouvé de caméra. Vous pouvez continuer sans image.
check-camera-busy = Un autre programme utilise la caméra. Fermez-le et réessayez, ou continuez sans image.
check-camera-skipped = Vous continuez sans image. Vous pourrez activer la caméra plus tard.
check-microphone = Micro
check-microphone-ok = Votre micro fonctionne.
check-microphone-blocked = Le micro est bloqué. Touchez le symbole à côté de l’adresse de cette page, autorisez le micro, puis réessayez.
check-microphone-none = Nous n’avons pas trouvé de micro. Branchez un casque, ou continuez : vous pourrez tout de même voir et entendre l’autre personne, et elle pourra vous téléphoner.
check-microphone-busy = Un autre programme utilise le micro. Fermez-le et réessayez.
check-say-something = Dites quelque chose. La barre bouge quand nous vous entendons.
check-level = Le volume de votre voix
check-heard-you = Nous vous entendons.
check-speaker = Nous entendez-vous ?
check-play-tone = Émettre un son
check-heard = J’ai entendu
check-not-heard = Je n’ai rien entendu
check-speaker-advice = Augmentez le volume, vérifiez que les écouteurs sont bien branchés et émettez le son de nouveau. Vous pouvez aussi continuer.
check-continue = Aller à la salle d’attente
check-try-again = Réessayer
check-without-camera = Continuer sans caméra
check-lost = Nous n’avons pas pu enregistrer le résultat de la vérification. Cela ne change rien à votre visite : vous pouvez continuer.

wait-title = La salle d’attente
wait-place = { $before ->
    [0] Vous êtes en tête de la file d’attente.
    [one] Une personne est avant vous.
   *[other] { $before } personnes sont avant vous.
  }
wait-known-by = { $professional } sait que vous êtes là.
wait-known = { $organisation } sait que vous êtes là, et la première personne disponible vous fera entrer.
wait-nobody-in = Chez { $organisation }, personne n’est en ligne en ce moment. La première personne qui se connecte vous verra tout de suite.
wait-keep-open = Gardez cette page ouverte. Vous entrerez automatiquement ; vous n’avez rien d’autre à faire. Si vous rechargez la page, vous gardez votre place.
wait-lost = La connexion est perdue.
wait-lost-advice = Nous réessayons. Vous gardez votre place.
wait-admitted = On vous fait entrer.
wait-go-in = Entrer maintenant
wait-no-script = Cette page a besoin de JavaScript pour l’appel vidéo. Veuillez l’activer, ou ouvrir la page dans un autre navigateur.
wait-for = Vous venez voir
wait-since = Vous êtes là depuis
wait-check-again = Vérifier de nouveau la caméra et le son

thanks-title = Merci de votre visite
thanks-call = Votre appel avec { $organisation } est terminé. Rien n’en a été enregistré.
thanks-closed-title = Votre visite a été close
thanks-closed = { $organisation } a clos votre visite avant un appel. Si cela vous surprend, vous pouvez entrer de nouveau ou prendre contact.
left-title = Vous avez quitté l’appel
left-call = { $organisation } est peut-être encore dans l’appel. Si vous avez raccroché par erreur, retournez-y.
left-back = Revenir dans l’appel
thanks-close = Vous pouvez fermer cette page.
thanks-reference = La référence de votre visite
thanks-receipt = Avec elle, vous pouvez demander ce qui est conservé à votre sujet. Votre page de reçu le montre dès maintenant, ainsi que les personnes qui ont consulté vos données.
thanks-receipt-button = Voir ce qui est conservé
thanks-again = Entrer de nouveau

receipt-title = Votre visite
receipt-print = Gardez cette référence, ou imprimez cette page, si vous pensez avoir plus tard des questions sur votre visite.
receipt-kept = Vos données sont conservées pendant { $retention }, jusqu’au
receipt-kept-then = Ensuite, elles sont effacées.
receipt-kept-open = Votre visite n’est pas terminée. Vos données sont effacées { $retention } après sa fin.
receipt-erased = Vos données ont été effacées le
receipt-erased-pending = Les clés qui pouvaient les ouvrir ont été détruites. Des copies de ces clés faites auparavant pourraient encore les ouvrir ; en règle générale, elles sont rendues inutilisables en un jour, et cette page l’indiquera alors.
receipt-erased-done = Les clés qui pouvaient les ouvrir ont été détruites. Plus rien de ce qui est conservé ne les ouvre, y compris les copies et les sauvegardes de tout âge, tant que tient la destruction de la clé principale.
receipt-erased-remains = Il reste le fait qu’une visite a eu lieu, sans votre nom, et, ci-dessous, les personnes qui ont consulté vos données.
receipt-yours = Ce qui est conservé à votre sujet
receipt-organisation = Vous avez rendu visite à
receipt-day = Jour
receipt-with = Vous avez parlé avec
receipt-duration = Durée de l’appel
receipt-opened = Qui a consulté mes données
receipt-opened-why = Chaque consultation est consignée, avec son motif. Personne ne peut modifier cette liste. Vos propres consultations n’y figurent pas.
receipt-opened-nobody = Personne n’a consulté vos données.
receipt-rights = Vos droits
receipt-rights-how = Vous pouvez demander à { $organisation } l’accès à vos données, leur rectification, leur remise ou leur effacement, ou retirer votre consentement. Écrivez à { $contact } et indiquez la référence { $reference }. Vous recevez une réponse dans les quatre semaines.
receipt-authority = Si la réponse ne vous convient pas, vous pouvez introduire une réclamation auprès de cette autorité : { $authority }.
