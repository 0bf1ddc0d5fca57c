# What is said during a call.

call-title = Appel avec { $other }
call-picture-of = Image : { $name }
call-self-move = Votre propre image. Appuyez pour la déplacer dans un autre coin.
call-sound = Activer le son
call-understood = Compris
call-again = Ouvrir l’appel ici
call-leave-page = Quitter l’appel
call-no-script = L’appel a besoin de JavaScript. Activez-le pour cette page et rechargez-la, ou utilisez un autre navigateur.

call-mute = Couper micro
call-unmute = Activer micro
call-no-microphone = Pas de micro
call-camera-off = Couper caméra
call-camera-on = Activer caméra
call-hang-up = Raccrocher
call-end = Terminer
call-their-mute = Son micro est coupé.
call-their-camera = Sa caméra est coupée.

call-not-yet = En attente : { $other } n’est pas encore là.
call-connecting = Connexion avec { $other } en cours.
call-connected = Connexion directe, chiffrée de bout en bout.
call-connected-relayed = Connexion par un serveur relais, qui ne transporte que des données chiffrées.
call-no-server = Vous pouvez continuer à parler. Nous rétablissons le lien avec le serveur.
call-no-network = Votre connexion au serveur est interrompue. Nous continuons d’essayer.
call-reconnecting = La connexion est interrompue. Nous la rétablissons ; restez ici, s’il vous plaît.
call-lost = { $other } a perdu la connexion. Restez ici, s’il vous plaît : l’appel reprendra dès son retour.
call-left = { $other } a quitté l’appel. Vous pouvez attendre ici ou raccrocher.
call-ended = L’appel est terminé.
call-hung-up = Vous avez quitté l’appel.
call-replaced = Vous avez ouvert cet appel dans une autre fenêtre. Il s’y poursuit.
call-full = Cet appel est complet : personne d’autre ne peut y participer.
call-refused = Un problème est survenu sur cette page. Ouvrez de nouveau l’appel pour y revenir.
call-not-ended = Nous n’avons pas pu joindre le serveur pour terminer l’appel. Veuillez réessayer.

call-camera-denied = Votre navigateur bloque la caméra : { $other } ne vous voit pas. Pour changer cela, touchez le symbole à côté de l’adresse et autorisez la caméra.
call-camera-absent = Nous n’avons pas trouvé de caméra : { $other } ne vous voit pas.
call-camera-busy = Un autre programme utilise la caméra. Fermez-le, puis choisissez « Activer caméra ».
call-both-denied = Votre navigateur bloque la caméra et le micro : { $other } ne vous voit pas et ne vous entend pas. Touchez le symbole à côté de l’adresse, autorisez les deux et rechargez cette page.
call-both-absent = Nous n’avons trouvé ni caméra ni micro : { $other } ne vous voit pas et ne vous entend pas. De votre côté, vous pouvez toujours voir et entendre.
call-both-busy = Un autre programme utilise la caméra et le micro : { $other } ne vous voit pas et ne vous entend pas. Fermez-le et rechargez cette page.
call-microphone-denied = Votre navigateur bloque le micro : { $other } ne vous entend pas. Touchez le symbole à côté de l’adresse, autorisez le micro et rechargez cette page.
call-microphone-absent = Nous n’avons pas trouvé de micro : { $other } ne vous entend pas. De votre côté, vous pouvez toujours voir et entendre.
call-microphone-busy = Un autre programme utilise le micro. Fermez-le et rechargez cette page.

call-code = Code de sécurité de cet appel
call-code-what = Ce que prouvent ces images
call-code-how = Dites-vous l’un à l’autre les cinq images. Si vous voyez tous deux les mêmes, le chiffrement va de votre appareil au sien, et personne n’écoute entre les deux, pas même ce serveur.
call-code-not = Elles ne prouvent pas qui est l’autre personne : cela, vous le savez par le visage et la voix. Et elles supposent que cette page, que le serveur vous a envoyée, est honnête.
call-code-changed = Le code est nouveau, car la connexion a été refaite : après un rechargement de la page, par exemple. Comparez de nouveau les images.
call-code-failed = Aucun code de sécurité n’a pu être convenu. Quelqu’un est peut-être entre vous deux : raccrochez et ouvrez de nouveau l’appel avant de dire quoi que ce soit de confidentiel.
call-code-names = chat, chien, cheval, vache, cochon, mouton, chèvre, lapin, ours, éléphant, chameau, girafe, pingouin, hibou, canard, coq, tortue, dauphin, baleine, pieuvre, papillon, abeille, escargot, coccinelle, arbre, cactus, tournesol, tulipe, champignon, trèfle, lune, étoile, arc, flamme, bonhomme, mer, pomme, citron, banane, pastèque, raisin, fraise, carotte, maïs, toast, fromage, œuf, gâteau, clé, cloche, marteau, aimant, bougie, livre, ciseaux, parapluie, horloge, ballon, paquet, guitare, tambour, vélo, train, voilier

call-close = Fermer
call-quality-good = Bonne connexion
call-quality-fair = Connexion moyenne
call-quality-weak = Connexion faible
call-their-saving = Son image est en pause, car la connexion est faible. Vous vous entendez toujours.
call-own-saving = Votre image est en pause, car la connexion est faible. Vous vous entendez toujours.

call-share-on = Partager l’écran
call-share-off = Arrêter partage
call-share-failed = Votre écran n’a pas pu être partagé. Les réglages de votre ordinateur l’interdisent peut-être au navigateur.
call-own-screen = Vous montrez votre écran.
call-their-screen = Vous voyez son écran.

call-messages = Chat
call-messages-none = Rien n’a encore été écrit.
call-messages-gone = Les messages et les fichiers passent directement entre vous deux, chiffrés comme l’appel. Ils ne sont conservés nulle part : quand cette page se ferme, ils disparaissent.
call-message = Message
call-send = Envoyer
call-not-sent = L’autre personne n’est pas connectée ; rien n’a donc été envoyé. Réessayez à son retour.
call-you-said = Vous avez écrit :
call-they-said = { $other } a écrit :
call-new-message = Nouveau message : { $other }
call-on-its-way = En route
call-delivered = Arrivé
call-file = Fichier
call-file-too-large = Ici, un fichier peut faire au plus 100 Mo.
call-file-offered = { $other } veut vous envoyer ce fichier. Ne l’acceptez que si vous l’attendez.
call-file-waiting = En attente : { $other } n’a pas encore accepté.
call-file-running = Envoi en cours
call-file-refused = { $other } n’a pas accepté le fichier.
call-file-stopped = Non envoyé : l’envoi a été arrêté, ou la connexion a été coupée. Vous pouvez l’envoyer de nouveau.
call-file-here = Le fichier est là. Enregistrez-le avant que la page se ferme.
call-file-take = Accepter le fichier
call-file-refuse = Refuser
call-file-stop = Arrêter
call-file-save = Enregistrer
call-unsaved = L’appel est terminé. Enregistrez les fichiers que vous avez reçus ; quand vous quitterez cette page, ils disparaîtront.

call-more = Plus
call-choose-microphone = Micro
call-choose-camera = Caméra
call-choose-speaker = Haut-parleur
call-device = Appareil
call-device-failed = Cet appareil n’a pas pu être utilisé ; rien n’a donc changé. Un autre programme l’utilise peut-être.
call-blur = Flouter mon arrière-plan
call-whole-screen = Plein écran
call-small-window = Image par-dessus les autres fenêtres
call-no-picture-yet = Il n’y a pas encore d’image de l’autre personne.
