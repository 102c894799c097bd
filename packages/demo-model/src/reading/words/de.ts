import type { WordTable } from "./types.ts";

export const de: WordTable = {
	small:
		"nen|nem|ein|eine|einen|einem|einer|eines|der|die|das|den|dem|des|und|oder|mit|in|im|an|am|auf|aus|von|vom|für|zu|zum|zur|als|es|er|sie|dies*|sehr|wirklich|ziemlich|eher|etwas|bisschen|nur|auch|bitte|mehr|alles?|alle|aber|mein*|unser*|dein*|euer*|mir|uns|ich|wir|du|man|so|wie|über|durch|rund|um|etwa|ungefähr|ca\\.?|circa|genau|durchgehend|insgesamt|möchte*|will|brauche*|hätte*|gern*|hallo|hi|danke|nicht|nichts|dazu|dabei|davon|dann|soll|sollen|sollte|dürfen|viel*|ganz|leicht|kein*|daraus|hieraus|hierfür|dafür|erst|hierzu|daher",
	own: "bitte|kein|keine|keinen|ohne|der|die|das|und|mit|für|ein|eine|einen|ist|sind|wir|nicht|über|von|zum|zur|auf|im|unser*|mach*|erstelle*",
	manners:
		"wie besprochen|wie abgesprochen|wie vereinbart|hallo|hallo zusammen|hallo liebes team|liebes team|liebe kolleg*|guten tag|guten morgen|moin|servus|hey|hi|danke|dankeschön|vielen dank|danke im voraus|danke euch|bitte|bitteschön|mal|mal bitte|halt|so was wie|vielleicht|ungefähr|könntet ihr|könnt ihr|könnten sie|könntest du|kannst du|wäre super|wäre toll|wenn möglich|viele grüße|liebe grüße|beste grüße|schöne grüße|mit freundlichen grüßen|freundliche grüße|lg|vg|mfg|gruß|überrasch* (?:mich|uns)|irgendwas schönes|irgendetwas schönes|irgendwas cooles|was schönes|aus (?:dem|folgendem|diesem|meinem|unserem) (?:text|artikel|beitrag|mailtext)(?: unten)?|aus (?:der|dieser|folgender) (?:mail|e-mail|tabelle|liste|nachricht)(?: unten)?|weitergeleitete nachricht|ursprüngliche nachricht|von meinem iphone gesendet",
	make: "mach*|erstell*|erzeug*|produzier*|bau*|gestalt*|entwirf|generier*|schreib*|ich möchte|ich brauche|wir brauchen|ich will|ich hätte gern*|erklär*|stell|präsentier*|bewirb|zeig mir|gib mir|brauche*|möchte*",
	film: "hochformat-clip|hochformat-video|hochformatvideo|hochkant-clip|hochkant-video|hochkantvideo|querformat-video|querformat-clip|kurzvideo|lernvideo|infovideo|infoclip|imagevideo|imageclip|produktvideo|rezeptvideo|instagram-reel|insta-reel|instagram-clip|tiktok-clip|tiktok-video|infografik*|opener|erinnerungsvideo*|werbe*clip*|kurzclip*|films?|filme|filmchen|videos?|clips?|reels?|shorts?|kurzfilm*|werbe*spot*|spots?|werbung|werbefilm*|werbevideo*|werbeclip*|trailers?|teasers?|intros?|erklär*video*|erklär*film*|animation*|anzeige|einladung*|einladungsvideo*|imagefilm*|produktvideo*|produktfilm*|launch-?film*|story|beitrag|kurzvideo*|vorspann|imagevideo*|ankündigung*|slideshow|(?:kontakt-?)?abspann|endkarte|schlusskarte|schlussbild|titelkarte|rezeptvideo|rezeptfilm|geburtstagsvideo|videochen|info-?video|lehrvideo|lernvideo|stellenvideo|kurzclip*|erklärfilm*|lernfilm*|schulungsvideo*|bild-?video*|videoclip*|handyvideo*|einladungsfilm*|kinospot*|infofilm*|infoclip*|imageclip*|miniclip*|quadratvideo*|(?:et)?was (?:schönes|nettes|cooles|tolles|besonderes|hübsches|feines|lustiges)",
	genre:
		"produkt*|werbe*|image|marke*|firmen*|erklär*|social-media|schön*|toll*|gut*|cool*|neu*|klein*|nett*|kreativ*|kurz*|quadratisch*|animiert*|liebevoll*|einladend*",
	occasion:
		"jahresrückblick|jahresbericht|geburtstag*|hochzeit*|jubiläum*|tag der offenen tür|rezept*|wochenrückblick|spielbericht|wetterbericht|quartalsbericht|stellenanzeige",
	about:
		"darüber,?(?= (?:wie|was|warum|wann|wo))|über|für|zu|zum|zur|von|vom|der zeigt|das zeigt|das erklärt|der erklärt|rund um|zum thema|namens|das vorstellt|der vorstellt|die zeigt|um|die ankündigt|das ankündigt|der ankündigt",
	seconds: "sekunden?|sek\\.?|s|sekündig*",
	minutes: "minuten?|min\\.?|minütig*",
	counts:
		"ein=1|eine=1|einer=1|zwei=2|drei=3|vier=4|fünf=5|sechs=6|sieben=7|acht=8|neun=9|zehn=10|zwölf=12|fünfzehn=15|zwanzig=20|dreißig=30|vierzig=40|fünfundvierzig=45|sechzig=60|neunzig=90|halbe=0.5|eine halbe=0.5|einer halben=0.5|anderthalb=1.5|eineinhalb=1.5",
	ratios: {
		"9:16":
			"hochformat-?(?:clip|video|film|spot)|hochkant-?(?:clip|video)|story|stories|insta-story|hochkant*|hochformat*|senkrecht*|vertikal*|fürs handy|für das handy|für handys|reels?|shorts|youtube shorts?|storys?|stories|tik ?tok|instagram-story|story-format|im story-format",
		"1:1": "quadratisch*|quadrat",
		"16:9": "querformat-?(?:clip|video|film|spot)|querformat*|breitbild*|horizontal*|quer",
		"21:9": "cinemascope|kinoformat|ultrabreit",
	},
	style:
		"dringend|dringlich|eindringlich|ländlich|theatralisch|weihnachtlich|winterlich|herbstlich|frühlingshaft|knallig|pfiffig|witzig|gediegen|urig|rockig|peppig|nordisch|bayerisch|alpin|maritim|neon|schnell*|langsam*|ruhig*|still*|laut*|kräftig*|minimal*|minimalistisch*|klar*|schlicht*|einfach*|modern*|retro*|elegant*|edel*|luxuriös*|verspielt*|bunt*|farbenfroh*|farbig*|fröhlich*|lustig*|heiter*|ernst*|seriös*|sachlich*|professionell*|freundlich*|warm*|kühl*|kalt*|gemütlich*|dunkl*|dunkel*|hell*|sanft*|weich*|zart*|energisch*|energiegeladen*|dynamisch*|lebendig*|lebhaft*|optimistisch*|frisch*|filmisch*|kinoreif*|dramatisch*|episch*|stimmungsvoll*|geheimnisvoll*|futuristisch*|technisch*|organisch*|natürlich*|erdig*|rustikal*|handgezeichnet*|gezeichnet*|flach*|geometrisch*|typografisch*|kinetisch*|animiert*|pastell*|gedeckt*|monochrom*|kontrastreich*|tief*|satt*|dezent*|weich*|flüssig*|poetisch*|romantisch*|nostalgisch*|verträumt*|festlich*|sportlich*|urban*|inspirierend*|emotional*|vertrauenswürdig*|förmlich*|locker*|kurz*|knapp*|stilvoll*|schick*|zeitlos*|klassisch*|luftig*|groß*|klein*|stark*|entspannt*|beruhigend*|magisch*|verrückt*|witzig*|humorvoll*|feierlich*|hoffnungsvoll*|spannend*|mutig*|hüpfend*|knallig*|schwungvoll*|leicht*|sonnig*|sommerlich*|winterlich*|herzlich*|zackig*|rasant*|peppig*|würdevoll*|nüchtern*|melanchol*|nahbar*|süß*|niedlich*|wild*|glitzer*|funkelnd*|konfetti|tropisch*|heroisch*|gruselig*|zärtlich*|liebevoll*|sepia|aquarell*|malerisch*|industriell*|wissenschaftlich*|dokumentarisch*|frech*|majestätisch*|filigran*|psychedelisch*|surreal*|abstrakt*|einladend*|neutral*|roh*|rau*|jazzig*|funkig*|pulsierend*|vintage|tech|dark mode|terminal|skandinavisch*|nordisch*|mediterran*|sachte|gediegen*|hochwertig*|premium|cool*|trendig*|hip|urig*|bodenständig*|ehrlich*|authentisch*|feminin*|maskulin*|weihnachtlich*|herbstlich*|frühlingshaft*|kindlich*|kindgerecht*|altmodisch*|nostalgie|schräg*|kreativ*|spaßig*|kernig*|zünftig*|flott*|markant*|puristisch*|aufgeräumt*|reduziert*|kinderleicht*|verständlich*|leicht verständlich|unaufgeregt*|gemächlich*|behaglich*|rockig*|krachig*|quietschbunt*|farbenprächtig*|düster*|leuchtend*|strahlend*|matt*|lesbar*|gut lesbar|hektisch*|kitschig*|trist*|traurig*|handwerklich*|auf keinen fall hektisch|stylish|hyggelig*",
	moods: {
		calm: "ruhig*|still*|sanft*|entspannt*|beruhigend*|langsam*",
		energetic: "energisch*|energiegeladen*|dynamisch*|schnell*|kräftig*|mutig*|sportlich*|rasant*|schwungvoll*",
		playful: "verspielt*|lustig*|fröhlich*|bunt*|farbenfroh*|heiter*|witzig*",
		serious: "ernst*|seriös*|sachlich*|professionell*|nüchtern*",
		elegant: "elegant*|edel*|luxuriös*|stilvoll*|minimalistisch*|schlicht*|zeitlos*",
		techy: "technisch*|futuristisch*|neon",
		warm: "warm*|gemütlich*|herzlich*|freundlich*|nostalgisch*",
		natural: "natürlich*|organisch*|erdig*|frisch*|rustikal*",
		cinematic: "filmisch*|dramatisch*|episch*|stimmungsvoll*|geheimnisvoll*",
	},
	colours:
		"schwarz*=black|weiß=white|weiße=white|weißem=white|weißen=white|weißer=white|weißes=white|weiss=white|weisse=white|weissem=white|rot=red|rote*=red|roter=red|grün*=green|blau*=blue|gelb*=yellow|orange*=orange|lila=purple|violett*=violet|rosa=pink|pink*=pink|braun*=brown|grau*=grey|beige*=beige|dunkelblau*=navy|hellblau*=sky blue|dunkelgrün*=dark green|türkis*=turquoise|koralle*=coral|creme*=cream|gold*=gold|silber*=silver|bernstein*=amber|mint*=mint|petrol=petrol|*grün=green|salbei=sage|ivory=ivory|elfenbein*=ivory|dunkelrot=burgundy|weinrot=burgundy|bordeaux*=burgundy|ocker*=mustard|senf*=mustard|lachs*=salmon|apricot=peach|pastellfarben=peach|kupfer*=amber|olivgrün=olive|champagner*=cream|neongelb*=yellow|neongrün*=lime green|neonpink*=hot pink|neonblau*=electric blue|neonorange*=orange|zitronengelb*=yellow|sonnengelb*=yellow|goldgelb*=amber|himmelblau*=sky blue|nachtblau*=midnight blue|tiefblau*=navy|königsblau*=royal blue|eisblau*=ice blue|feuerrot*=scarlet|knallrot*=red|ziegelrot*=terracotta|hellgrün*=light green|tannengrün*=forest green|moosgrün*=olive|hellgelb*=light yellow|hellgrau*=grey|dunkelgrau*=grey|zartrosa*=light pink|hellrosa*=light pink",
	technique:
		"musik*|hintergrundmusik|klavier|gitarre|ton|sound|stimme|sprecher*|schrift*|schriftart|typografie|serifen*|buchstaben|hintergrund*|akzent*|farb*|palette|ton|tonfall|stil*|look|anmutung|gefühl|stimmung*|ästhetik|design|grafik*|animation*|bewegung*|übergäng*|übergang|schnitt*|blenden|überblendung*|zoom*|kamera*|tempo|rhythmus|geschwindigkeit|szenen?|formen?|zeichnung*|illustration*|symbol*|icons?|emojis?|fotos?|bild|bilder|bildern|logos?|untertitel|texte?|wörter|länge|dauer|format|seitenverhältnis|auflösung|licht*|schatten|zielgruppe|publikum|plattform|sprache|soziale medien|social media|konfetti|akzente|füllt (?:den bildschirm|das bild)|das wort|atmosphäre|flair|charme|optik|textur|papiertextur|schriftzug|ausstrahlung|serifenschrift*|hintergrundfarbe*|schriftfarbe*|farbpalette*|farbt(?:on|öne|önen)|farbwelt*|farbgebung|akzentfarbe*|hauptfarbe*|bildformat*|videoformat*|musikuntermalung|hintergrundton|kamerafahrt*|lichteffekt*|schriftgröße*|schriftart*|schriftbild|bildsprache|lichtstimmung|farbstimmung|pastellt(?:on|öne|önen)|erdt(?:on|öne|önen)|naturt(?:on|öne|önen)|szenenwechsel|bildschirm|ausdrucksweise|wortwahl|ansprache|blende|schnittfolge|handschrift|druckbuchstaben|großbuchstaben|voiceover|off-stimme|sprecherstimme|hintergrundbild|bildschirmtext|texttafeln?|comic-?stil|comic|watercolor|holztöne|sprechstimme|du-form|per du|per sie|anrede",
	music: {
		noun: "musik|hintergrundmusik|filmmusik|soundtrack|klänge|melodie|\\p{L}{2,12}musik|beats?",
		silent:
			"(?:kein|keine|keinen|ohne) (?:hintergrund)?(?:musik|ton|sound|klang)|(?:musik|ton) (?:aus|weg|raus)|tonlos|lautlos|stumm|musiklos",
		kind: "ruhig*=calm|sanft*=gentle|leise*=quiet|langsam*=slow|fröhlich*=happy|heiter*=cheerful|treibend*=driving|schnell*=fast|elektronisch*=electronic|dramatisch*=dramatic|episch*=epic|spannend*=suspense|düster*=dark|traurig*=sad|verträumt*=dreamy|festlich*=festive|hoffnungsvoll*=hopeful|akustisch*=acoustic|orchester*=orchestral|klassisch*=classical|jazz*=jazzy|funk*=funky",
		instrument:
			"klaviermusik=piano|klavier=piano|gitarre*=guitar|gitarrenmusik=guitar|streicher*=strings|ukulele=ukulele|trommeln=drums",
	},
	direct:
		"verwende*|benutz*|nutze|nutz|nimm|halte|halt|soll|sollte|soll .{0,12} sein|sollte .{0,12} sein|sein|wirken|aussehen|anfühlen|vermeide*|bleib*|muss|müssen|lang|lange|dauer*|am ende|am anfang|in dieser reihenfolge|insgesamt|maximal|höchstens|gesamt|gehalten|geeignet|gedacht|gesprochen|zeige|zeig|gerichtet|schreib*|zum schluss|ganz am ende",
	not: "kein*|ohne|nicht|nie|niemals|vermeide*|bitte nicht|auf keinen fall|bloß kein*|bloß nicht|lieber nicht",
	audience:
		"kinder*|jugendliche*|erwachsene*|schüler*|studierende*|studenten|lehrer*|eltern|familien?|senioren|anfänger*|experten|entwickler*|investoren|kunden|kundinnen|mitarbeite*|kollegen|team|freunde*|mitglieder*|besucher*|gäste*|nachbarn|follower*|nutzer*|fans|alle|schule|klasse|firma|webseite|website|homepage|newsletter|messe|präsentation|instagram|facebook|linkedin|youtube|tik ?tok|whatsapp|soziale medien|social media|web|internet|kino|öffentlichkeit|unternehmen|vereinsmitglieder|spender*|patienten|bürger*",
	before:
		"in|im|mit|für|als|und|auf|bei|fürs|auf (?:der|einer) (?:land)?karte|in (?:großen|dicken|fetten|kleinen) (?:buchstaben|lettern)|im bild|füllt (?:den bildschirm|das bild)|im format|im hochformat|im querformat|als (?:quadratisches|hochkantes|vertikales|kurzes|animiertes)|in (?:einfacher|leichter|kindgerechter) sprache|mit (?:ruhiger|fröhlicher|leiser|sanfter|heiterer|treibender|dezenter) musik",
	lead: {
		title:
			"thema:|produkt:|marke:|firma:|titel:|der titel:|mit dem titel|überschrift:|mit der überschrift|namens|heißt|der name:|name:|genannt|er heißt|sie heißt|es heißt|der heißt|das heißt|die heißt|der name ist|betreff:",
		tagline: "slogan:|der slogan:|claim:|motto:|untertitel:|mit dem slogan|mit dem motto|unterzeile:",
		opening: "beginn* mit|beginnt mit|start* mit|anfangs|am anfang:|anfang:|öffne mit|zu beginn:|einstieg:",
		ending:
			"ende mit|endet mit|enden mit|beende* .{0,10}mit|schließ* mit|zum schluss:|am ende:|am schluss:|schluss:|ende:|abschluss:|schlusssatz:|letzte szene:|handlungsaufforderung:|zuletzt:|ending:|am ende steht|zum abschluss|schlussbild:|endet auf|ende mit dem (?:aufruf|satz|text|slogan|spruch|motto|hinweis|wort)|zum schluss|am ende kommt|am ende erscheint|abschließend:|zuletzt erscheint|schluss mit|als letztes bild:|im letzten bild:|letztes bild:|in der letzten szene:|ganz am schluss:",
		say: "mit:|sag*|sagt|zeig*|zeige, dass|zeig, dass|zeige dass|zeigt, dass|erwähn*|erwähne, dass|nenn*|mit dem text|mit den worten|mit dem satz|text:|der text:|schreib*|erzähl*|erzähle, dass|sage, dass|erkläre, dass|hinzufügen|füge hinzu|die fakten:|fakten:|folgende fakten:|inhalt:|botschaft:|kernbotschaft:|die botschaft:|betone, dass|betone|das zitat:|weise darauf hin, dass|dabei steht|es steht|darauf steht|text ?\\d{1,2}:|szene ?\\d{1,2}:|folie ?\\d{1,2}:|bild ?\\d{1,2}:|zeile ?\\d{1,2}:|einblendung:|antwort:|frage:",
		next: "dann|danach|anschließend|zuerst|als erstes|erstens|zweitens|drittens|als nächstes|schließlich|zuletzt|und dann|gefolgt von|nun|erst|daraufhin|im anschluss|abschließend|zum schluss|als letztes|letztlich",
	},
	scene:
		"(?:balken|säulen|linien|kreis|torten)?-?diagramm*|grafik|zeitleiste|zeitstrahl|tabelle|karte|landkarte|vergleich|liste|aufzählung|countdown|zitat*|bewertung*|checkliste|route|große zahl|zahlen?",
	list: "schritte?n?|punkte?n?|fakten|gründe?n?|tipps?|dinge?n?|vorteile?n?|merkmale?n?|ideen|regeln|zahlen|sätze?n?|zeilen|wörter?n?|szenen|teile?n?|kapiteln?|phasen|botschaften",
	and: "und|oder|&",
	versus: "vs\\.?|versus|gegen|im vergleich zu|verglichen mit",
};
