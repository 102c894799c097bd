import type { WordTable } from "./types.ts";

export const fr: WordTable = {
	small:
		"un|une|des|le|la|les|l'|d'|de|du|et|ou|avec|en|dans|sur|au|aux|à|pour|par|comme|ce|cet|cette|ces|il|elle|très|vraiment|assez|plutôt|peu|seulement|aussi|juste|merci|s'il vous plaît|s'il te plaît|svp|plus|moins|tout|toute|tous|toutes|mais|mon|ma|mes|notre|nos|votre|vos|moi|nous|je|on|vous|tu|qu'|que|qui|environ|exactement|bonjour|salut|voudrais|voudrait|veux|aimerais|besoin|faut|y|ne|pas|n'|s'|c'|rien|bien|trop|quelque|quelques|donc|alors|puis|ensuite|enfin|façon|genre|type",
	own: "par|jour|voiture|le|les|des|et|avec|pour|une|est|sont|nous|notre|nos|vous|du|dans|sur|aux|cette|fais|crée*|vidéo",
	manners:
		"comme convenu|comme discuté|salut|bonjour|bonsoir|coucou|merci|merci beaucoup|merci d'avance|stp|svp|s'il te plaît|s'il vous plaît|s'il te plait|s'il vous plait|tu peux|vous pouvez|pourrais-tu|pourriez-vous|peux-tu|pouvez-vous|si possible|peut-être|genre|un truc|un truc fun|quelque chose de|un truc du genre|cordialement|bien cordialement|bien à vous|bien à toi|bises|bisous|à bientôt|bonne journée|surprends-moi|surprenez-moi|à partir (?:du|de ce|de cet) (?:texte|mail|article|message|tableau)(?: ci-dessous)?|message transféré",
	make: "comparez|fais|faites|fais-moi|faites-moi|crée|créer|créez|crée-moi|réalise*|réalisez|produi*|génère*|conçois|écris|prépare*|je veux|je voudrais|j'aimerais|il me faut|il nous faut|nous voulons|explique*|présente*|annonce*|raconte*|montre-moi|me faire|nous faire|il me faudrait|annoncer|on veut annoncer|nous souhaitons annoncer|on veut|compare|comparez|montrez-nous|faites-nous|fais-nous",
	film: "écran d'affichage|affichage dynamique|affiche animée|tutos?|infographies?|vidéo tuto|carrousel|story|stories|capsules?|films?|vidéos?|videos?|clips?|reels?|shorts?|courts?-métrages?|pub|publicités?|publicitaires?|spots?|spots? publicitaires?|bande-annonce|teasers?|intros?|animations?|invitations?|vidéo explicative|explicatives?|film de lancement|film d'annonce|stories|story|diaporama|tutoriel|annonce|promotionnel*|promo|écran de fin|écran final|carton de fin|carton final|générique|petite vidéo|petit film|faire-part|vidéo éducative|film éducatif|courte vidéo|capsules?|mini-film|clip vidéo|pastille|faire-part animé|faire-parts?|carton d'invitation|vidéo de présentation|bandeau vidéo|petite pub|pub vidéo|éducati(?:f|ve)s?|pédagogiques?|animé|quelque chose de (?:joli|beau|sympa|chouette|fun)",
	genre:
		"promotionnel*|publicitaires?|produit|marque|belle?|beau|joli*|petite?|nouvelle|nouveau|superbe|créati*|explicati*|de lancement|de présentation|de promotion|d'invitation|d'annonce",
	occasion:
		"bilan annuel|rétrospective|rapport annuel|anniversaire|mariage|recette|journée portes ouvertes|bulletin météo|offre d'emploi",
	about:
		"sur|pour|à propos de|au sujet de|de|du|des|d'|consacrée? à|qui présente|qui montre|qui explique|qui annonce|présentant|expliquant|annonçant|montrant|autour de|autour du|intitulée?|nommée?|concernant|de la|de l'|qui compare|qui comparent|comparant|qui invite à|qui raconte",
	seconds: "secondes?|sec\\.?|s",
	minutes: "minutes?|min\\.?",
	counts:
		"un=1|une=1|deux=2|trois=3|quatre=4|cinq=5|six=6|sept=7|huit=8|neuf=9|dix=10|douze=12|quinze=15|vingt=20|trente=30|quarante=40|quarante-cinq=45|soixante=60|une demi=0.5|demi=0.5|une demi-=0.5|une vingtaine de=20|une trentaine de=30|une quinzaine de=15|une dizaine de=10|une quarantaine de=40|vingtaine de=20|trentaine de=30|quinzaine de=15|dizaine de=10",
	ratios: {
		"9:16":
			"story|stories|verticale?s?|à la verticale|format portrait|format story|en portrait|portrait|pour mobile|pour téléphone|reels?|shorts|youtube shorts?|stories|tik ?tok|en story|story|en format story|format vertical",
		"1:1": "carrée?s?|format carré",
		"16:9": "horizontale?s?|format paysage|paysage|en paysage|panoramique",
		"21:9": "cinémascope|ultra-?large|format cinéma",
	},
	style:
		"breton(?:ne)?s?|goûteux|gourmande?s?|champêtre|chaleureu(?:x|se)s?|percutant*|malicieux|malicieuse|estival*|hivernal*|néon|rapides?|lente?s?|lentement|calmes?|tranquilles?|bruyante?s?|audacieu*|minimalistes?|minimal*|épurée?s?|sobres?|simples?|moderne?s?|rétro|vintage|élégante?s?|luxueu*|luxe|haut de gamme|ludiques?|colorée?s?|amusante?s?|drôles?|gaie?s?|joyeu*|sérieu*|professionnel*|amica*|chaleureu*|chaude?s?|froide?s?|sombres?|foncée?s?|claire?s?|lumineu*|douce?s?|doux|délicat*|énergiques?|dynamiques?|vivante?s?|vive?s?|vifs?|optimistes?|fraîche?s?|frais|cinématographiques?|dramatiques?|épiques?|mystérieu*|futuristes?|technologiques?|techno|organiques?|naturel*|terreu*|rustiques?|dessinée?s?|dessinée?s? à la main|plate?s?|géométriques?|typographiques?|cinétiques?|animée?s?|pastel*|monochromes?|contrastée?s?|profonde?s?|subtil*|fluides?|poétiques?|romantiques?|nostalgiques?|rêveu*|festif|festifs|festives?|sporti*|urbaine?s?|inspirante?s?|émouvante?s?|émotionnel*|courte?s?|concise?s?|chic|intemporel*|classiques?|aérée?s?|grande?s?|petite?s?|forte?s?|détendue?s?|apaisante?s?|magiques?|rebondissante?s?|pétillante?s?|décontractée?s?|solennel*|intense?s?|bold|mélancoliques?|mignon*|rythmée?s?|déjantée?s?|folle|fou|paillettes|scintillant*|tropical*|héroïques?|effrayant*|tendres?|sépia|aquarelle*|pictural*|industriel*|scientifiques?|documentaires?|majestueu*|surréalistes?|abstraite?s?|accueillant*|neutres?|brute?s?|jazzy|funky|percutante?s?|punchy|fun|cool|tendance|branchée?s?|raffinée?s?|solennelle?s?|printani*|estival*|hivernal*|automnal*|de noël|enfantine?s?|authentiques?|pop|vitaminée?s?|graphiques?|cosy|feutrée?s?|naïve?s?|gourmande?s?|scandinaves?|kitsch|tristes?|lisibles?|bien lisibles?|compréhensibles?|posée?s?|entraînant*|relevée?s?|vitaminé*|sautillant*|piquant*|corporate|institutionnel*|criard*|agressi*|enfantin*|brillant*|éclatant*|mate?s?|sobrement|joliment|simplement",
	moods: {
		calm: "calmes?|tranquilles?|douce?s?|doux|apaisante?s?|lente?s?|détendue?s?",
		energetic: "énergiques?|dynamiques?|rapides?|audacieu*|vive?s?|sporti*|pétillante?s?",
		playful: "ludiques?|amusante?s?|drôles?|joyeu*|gaie?s?|colorée?s?|rebondissante?s?",
		serious: "sérieu*|professionnel*|sobres?",
		elegant: "élégante?s?|luxueu*|luxe|épurée?s?|minimalistes?|chic|intemporel*",
		techy: "futuristes?|technologiques?|néon|techno",
		warm: "chaleureu*|chaude?s?|nostalgiques?|amica*",
		natural: "naturel*|organiques?|fraîche?s?|rustiques?",
		cinematic: "cinématographiques?|dramatiques?|épiques?|mystérieu*",
	},
	colours:
		"noire?s?=black|blanc=white|blanche?s?=white|blancs=white|rouges?=red|verte?s?=green|bleue?s?=blue|bleu nuit=navy|bleu marine=navy|jaunes?=yellow|orange=orange|violette?s?=violet|mauve=lavender|roses?=pink|marron=brown|brune?s?=brown|grise?s?=grey|beiges?=beige|turquoise=turquoise|corail=coral|crème=cream|or=gold|dorée?s?=gold|argent=silver|argentée?s?=silver|ambre=amber|menthe=mint|bordeaux=burgundy|terracotta=terracotta|ocre=mustard|ivoire=ivory|sauge=sage|kaki=olive|cuivre=amber|pêche=peach|lavande=lavender|lilas=lavender|bleu ciel=sky blue|vert olive=olive|vert sapin=forest green|rouge vif=red|moutarde=mustard",
	technique:
		"musique|musique de fond|piano|guitare|son|sons|voix|voix off|police|polices|typographie|caractères|lettres|empattements|serif|fond|arrière-plan|accents?|couleurs?|palette|tons?|teintes?|styles?|look|ambiance|atmosphère|esthétique|design|graphismes?|graphiques?|animations?|mouvements?|transitions?|coupes?|fondus?|zooms?|caméra|rythme|tempo|vitesse|scènes?|formes?|dessins?|illustrations?|icônes?|émojis?|emojis?|photos?|images?|logos?|sous-titres|textes?|mots|longueur|durée|format|résolution|lumière|ombres?|public|public cible|cible|plateforme|langue|réseaux sociaux|confettis|typo|remplit l'écran|le mot|énergie|texture|finition|esprit|fondu au noir|vocabulaire|langage|phrases courtes|police d'écriture|majuscules|minuscules|écriture|jargon|mots compliqués|narration|voix-off|bruitages?|dégradés?",
	music: {
		noun: "musique|musique de fond|bande sonore|bande-son|mélodie|rythme",
		silent:
			"(?:sans|pas de|aucune?) (?:la )?(?:musique|son|bande sonore|bande-son)|(?:coupe[rz]?|enlève|supprime|retire) (?:la musique|le son)|muet|muette|silencieux|silencieuse|en silence",
		kind: "calme=calm|douce?=gentle|lente?=slow|joyeu*=happy|entraînant*=upbeat|rapide=fast|électronique=electronic|dramatique=dramatic|épique=epic|mystérieu*=mysterious|sombre=dark|triste=sad|onirique=dreamy|festi*=festive|inspirant*=inspiring|acoustique=acoustic|orchestral*=orchestral|classique=classical|jazz*=jazzy|funk*=funky|énergique=energetic",
		instrument: "piano=piano|guitare=guitar|cordes=strings|violons?=strings|tambours=drums|ukulélé=ukulele",
	},
	direct:
		"utilise*|utilisez|garde*|gardez|évite*|évitez|doit être|devrait être|doit|doivent|devrait|être|reste*|paraître|sembler|dure|durer|d'une durée|longue?|à la fin|au début|dans cet ordre|au total|maximum|au maximum|adaptée?|destinée?s?|pensée?s?|choisis*|mets|mettez|montre*|ajoute*|à afficher|à diffuser|affiche*",
	not: "pas de|pas d'|pas|sans|aucune?|jamais|ni|évite*|plutôt que",
	audience:
		"enfants|jeunes|adolescents|ados|adultes|étudiants|élèves|enseignants|professeurs|parents|familles?|seniors|débutants|experts|développeurs|investisseurs|clients?|employés|collègues|équipe|amis|membres|visiteurs|touristes|voisins|abonnés|utilisateurs|fans|tous|tout le monde|grand public|école|classe|entreprise|site|site web|newsletter|salon professionnel|présentation|instagram|facebook|linkedin|youtube|tik ?tok|whatsapp|réseaux sociaux|web|internet|cinéma|donateurs|patients|habitants",
	before:
		"en|avec|pour|dans|sur|à|au|aux|et|de|sur (?:une|la) carte|en (?:grandes|grosses) lettres|à l'écran|remplit l'écran|au format|en format|à afficher|à diffuser|avec (?:une )?musique|en langage simple|façon",
	lead: {
		title:
			"sujet:|produit:|marque:|thème:|titre:|le titre:|avec le titre|intitulée?|appelée?|nommée?|avec pour titre|ayant pour titre|sous le titre|nom:|qui s'appelle|il s'appelle|elle s'appelle|ça s'appelle|s'appelle|le nom est|objet:",
		tagline: "slogan:|le slogan:|accroche:|devise:|sous-titre:|avec le slogan|signature:",
		opening: "commence* par|commence* avec|ouvre* sur|ouvre* avec|début:|débute* par|au début:|pour commencer:|ouverture:|intro:",
		ending:
			"termine* par|terminez par|termine* avec|termine* sur|finis* par|finit par|finir par|finis* avec|finissez par|finissez avec|finis* sur|se termine par|conclus* par|concluez par|conclus* avec|à la fin:|à la fin,? affich\\p{L}+|à la fin,? montr\\p{L}+|fin:|pour finir:|en conclusion:|conclusion:|dernière scène:|appel à l'action:|écran final:|clôture:|terminer par|terminer avec|pour terminer:|on termine (?:sur|par|avec)|on finit (?:sur|par|avec)|à la toute fin|pour conclure|terminez sur|terminez avec|termine en affichant|fin de la vidéo:|conclure (?:sur|par|avec)|pour finir|dernière image:|dernier plan:|image finale:",
		say: "avec:|dis|dis que|dites|dit|montre*|montre* que|montrez|montrez que|mentionne*|mentionne* que|mentionnez|inclus|inclure|ajoute*|ajoutez|ajoute* que|avec le texte|avec les mots|avec la phrase|le texte:|texte:|écris|raconte* que|explique* que|précise* que|précisez que|souligne* que|rappelle* que|les faits:|faits:|message:|le message:|contenu:|la citation:|affiche*|indique*|en disant|en précisant que|qui dit|texte ?\\d{1,2}:|scène ?\\d{1,2}:|plan ?\\d{1,2}:|écran ?\\d{1,2}:|ligne ?\\d{1,2}:|à l'écran:|qui demande",
		next: "puis|ensuite|après|après cela|d'abord|premièrement|deuxièmement|troisièmement|enfin|et puis|et ensuite|suivi de|pour finir|tout d'abord|en premier|dans un premier temps|finalement|pour commencer|après quoi",
	},
	scene:
		"graphiques?(?: en (?:barres|courbes|camembert))?|diagrammes?(?: en barres)?|histogrammes?|courbe|camembert|frise|frise chronologique|chronologie|tableau|carte|comparaison|comparatif|listes?|compte à rebours|citations?|témoignages?|avis|itinéraire|grand chiffre|chiffres?",
	list: "étapes?|points?|faits?|raisons?|conseils?|astuces?|choses?|avantages?|atouts?|idées?|règles?|chiffres?|phrases?|lignes?|mots?|scènes?|parties?|chapitres?|phases?|messages?",
	and: "et|ou|&",
	versus: "vs\\.?|versus|contre|face à|comparée? à|par rapport à",
};
