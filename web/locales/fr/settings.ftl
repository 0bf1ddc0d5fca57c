# Settings: the index, what each of them does to people's data, and the language of letters.

settings-all = Tous les réglages
settings-on-data = Ce que cela fait aux données des personnes :

settings-retention-what = Vous décidez combien de temps vous pouvez retrouver qui est venu et quand.
settings-retention-data = Le nom, le téléphone, les heures et les données techniques d’une visite sont conservés pendant cette durée après sa fin. Ils sont ensuite effacés automatiquement, par la destruction de leur clé.

settings-notice-data = Elle ne demande rien aux visiteurs. Ce que vous écrivez ici figure sur votre page pour tout le monde : ne nommez que des personnes qui l’acceptent. Les versions précédentes sont conservées avec votre organisation et effacées avec elle.
settings-notice-published = Publiée
settings-notice-missing = Pas encore publiée

settings-language = Langue des courriers
settings-language-what = Les e-mails et les SMS sont rédigés dans cette langue lorsque rien de mieux n’est connu : un visiteur qui est venu est contacté dans la langue de sa page, une personne invitée dans la langue choisie avec l’invitation, et les membres dans la leur.
settings-language-data = La langue que lit un visiteur est conservée avec sa visite, scellée, et effacée avec elle. Celle d’un membre est conservée avec son compte. La langue de votre organisation ne dit rien de personne.
settings-language-question = Lorsque rien d’autre n’est connu, écrire en
settings-language-button = Enregistrer la langue

settings-agreement-what = Il fixe ce que l’exploitant de ce service peut faire des données de vos visiteurs : uniquement ce que vous lui demandez.
settings-agreement-data = Le nom de la personne qui signe, et le moment, sont conservés avec votre organisation, scellés, et effacés avec elle. Le fait que vous avez signé, la version et le jour restent dans le journal.
settings-agreement-signed = Signé
settings-agreement-missing = Pas encore signé

done-language = La langue est enregistrée.
done-own-language = Les courriers qui vous sont adressés seront désormais rédigés dans cette langue.

account-language = Les courriers qui vous sont adressés sont rédigés en
account-language-hint = Choisir une langue au bas d’une page pendant que vous êtes connecté la fixe aussi.
account-language-button = Enregistrer la langue

invite-language = Langue du message

settings-calls = Connexion des appels
settings-calls-what = L’image et le son sont chiffrés d’un bout à l’autre, quel que soit leur chemin. En connexion directe, l’appareil de chaque partie apprend l’adresse Internet de l’autre, qui révèle le fournisseur d’accès et le lieu approximatif.
settings-calls-data = Par le serveur relais, aucune partie n’apprend l’adresse de l’autre : un professionnel qui travaille chez lui ne révèle donc pas la sienne. Le relais ne transporte que ce qu’il ne peut pas lire et n’en garde rien.
settings-calls-question = Les appels passent
settings-calls-any = directement si possible, sinon par le serveur relais
settings-calls-relay = toujours par le serveur relais
settings-calls-hint = Toujours par le relais, un appel peut commencer un peu plus tard, et le relais doit être joignable. Les appels en cours restent tels quels.
settings-calls-none = Cette installation n’a pas de serveur relais. Les appels passent directement ou ne peuvent pas aboutir.
settings-calls-button = Enregistrer
done-calls = C’est enregistré. Ce choix vaut désormais pour tous les appels.
