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
