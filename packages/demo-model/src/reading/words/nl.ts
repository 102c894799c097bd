import type { WordTable } from "./types.ts";

export const nl: WordTable = {
	small:
		"een|de|het|'t|en|of|met|in|op|aan|van|voor|bij|naar|uit|als|dit|deze|dat|die|heel|erg|echt|best|wat|beetje|alleen|ook|graag|alsjeblieft|alstublieft|aub|meer|minder|alles|alle|maar|mijn|onze|ons|jouw|je|jullie|me|mij|ik|wij|we|er|zo|rond|ongeveer|circa|ca\\.?|precies|hallo|hoi|bedankt|wil|willen|zou|niet|niets|door|over|te|om|veel|dan|daarna|iets",
	own: "een|het|van|en|voor|met|niet|zijn|onze|ons|maak|maken|wij|ik|naar|bij|ook|deze|je|wordt|dat",
	manners:
		"zoals besproken|zoals afgesproken|hoi|hallo|hey|goedemorgen|goedemiddag|beste allemaal|dank je|dank u|dankjewel|bedankt|alvast bedankt|graag|alsjeblieft|alstublieft|aub|svp|kun je|kunt u|kunnen jullie|zou je|als het kan|misschien|iets|gewoon|groetjes|groeten|met vriendelijke groet|vriendelijke groeten|mvg|verras me|(?:van|uit) (?:de|deze|onderstaande) (?:mail|tekst|lijst|tabel)(?: hieronder)?|doorgestuurd bericht",
	make: "maak|maken|creëer|produceer|ontwerp|genereer|schrijf|bereid|ik wil|wij willen|we willen|ik wil graag|ik zoek|leg|leg uit|presenteer|kondig|promoot|vertel|toon mij|geef mij|laat zien|toon ons|vergelijk|kondig aan",
	film: "infographic*|carrousel|opener|films?|filmpjes?|video'?s?|videootje|clips?|reels?|shorts?|reclame|reclamespots?|reclamefilm*|spots?|commercials?|trailers?|teasers?|intro'?s?|animatie*|uitnodiging*|uitlegvideo*|story|stories|promo*|advertentie*|tutorial|eindscherm|eindkaart|filmpje*|aftiteling|vlog|uitlegfilmpje*|voorlichtingsfilmpje*|instructievideo*|instructiefilmpje*|animatiefilmpje*|promofilmpje*|promovideo*|wervingsvideo*|wervingsfilmpje*|bedrijfsfilmpje*|reclamefilmpje*|kort filmpje|uitnodigingsfilmpje*|receptvideo*|explainer|instagram-story|insta-story|iets (?:leuks|moois|feestelijks|speciaals|grappigs)",
	genre: "product|merk|promotie|mooi|mooie|leuk|leuke|klein|kleine|nieuw|nieuwe|goed|goede|creatief|creatieve|korte?|bedrijfs",
	occasion: "jaaroverzicht|jaarverslag|verjaardag*|bruiloft|huwelijk|jubileum|recept|open dag|weerbericht|vacature",
	about:
		"over|voor|van|dat gaat over|die gaat over|dat uitlegt|die uitlegt|dat laat zien|die laat zien|waarin|om|getiteld|genaamd|met de naam|rond",
	seconds: "seconden?|sec\\.?|s|secondes|secs?",
	minutes: "minuten?|minuut|min\\.?",
	counts:
		"een=1|één=1|twee=2|drie=3|vier=4|vijf=5|zes=6|zeven=7|acht=8|negen=9|tien=10|twaalf=12|vijftien=15|twintig=20|dertig=30|veertig=40|zestig=60|negentig=90|halve=0.5",
	ratios: {
		"9:16":
			"verticaal|verticale|staand|staande|portret|voor mobiel|voor telefoon|reels?|shorts|youtube shorts?|stories|tik ?tok|staand formaat|rechtop|instagram-story|insta-story|story|story-formaat",
		"1:1": "vierkant|vierkante",
		"16:9": "horizontaal|horizontale|liggend|liggende|breedbeeld|landschap",
		"21:9": "cinemascope|ultrabreed|bioscoopformaat",
	},
	style:
		"lekker|vet|vette|bruisend*|spetterend*|swingend*|kleurrijk*|neon|snel|snelle|langzaam|langzame|trage?|traag|rustig|rustige|kalme?|stil|stille|luid|luide|gedurfd|gedurfde|minimal|minimalistisch*|strak|strakke|eenvoudig|eenvoudige|simpel|simpele|modern|moderne|retro|vintage|elegant|elegante|luxe|luxueus|speels|speelse|kleurrijk|kleurrijke|kleurig|grappig|grappige|vrolijk|vrolijke|serieus|serieuze|zakelijk|zakelijke|professioneel|professionele|vriendelijk|vriendelijke|warm|warme|koel|koele|koud|gezellig|gezellige|donker|donkere|licht|lichte|helder|heldere|zacht|zachte|energiek|energieke|dynamisch|dynamische|levendig|levendige|optimistisch*|fris|frisse|filmisch|filmische|dramatisch*|episch|epische|mysterieus|mysterieuze|futuristisch*|technisch*|organisch*|natuurlijk|natuurlijke|aards|aardse|rustiek|rustieke|getekend|getekende|handgetekend*|geometrisch*|typografisch*|kinetisch*|bewegend|pastel|monochroom|diep|diepe|subtiel|subtiele|vloeiend|vloeiende|poëtisch*|romantisch*|nostalgisch*|feestelijk|feestelijke|sportief|sportieve|stedelijk|inspirerend*|emotioneel|kort|korte|bondig|stijlvol|stijlvolle|tijdloos|tijdloze|klassiek|klassieke|groot|grote|klein|kleine|sterk|sterke|ontspannen|magisch*|stuiterend|intens|melancholisch*|schattig*|lief|leuk|gek|glitter*|tropisch*|heroïsch*|teder*|sepia|aquarel*|industrieel|industriële|wetenschappelijk*|documentair*|majestueus|abstract*|uitnodigend*|neutra*|ruig*|hip|trendy|ritmisch*|zomers*|winters*|kerst*|kinderlijk*|authentiek*|rustiek*|moderne?|feestelijk*|gezellig*|gewoon gezellig|vlot*|sfeervol*|strak*|stoer*|nuchter*|kinderachtig*|begrijpelijk*|leesbaar|duidelijk*|knus*|pittig*|somber*|druk*|schreeuwerig*|braaf|herfstig*|oer-hollands*|opgewekt*|treurig*|verdrietig*|eenvoudig*|toegankelijk*",
	moods: {
		calm: "rustig|rustige|kalm|kalme|zacht|zachte|ontspannen|langzaam|langzame",
		energetic: "energiek|energieke|dynamisch|dynamische|snel|snelle|gedurfd|sportief|sportieve",
		playful: "speels|speelse|grappig|grappige|vrolijk|vrolijke|kleurrijk|kleurrijke",
		serious: "serieus|serieuze|zakelijk|zakelijke|professioneel|professionele",
		elegant: "elegant|elegante|luxe|minimalistisch|stijlvol|stijlvolle|tijdloos",
		techy: "futuristisch*|technisch*|neon",
		warm: "warm|warme|gezellig|gezellige|vriendelijk|nostalgisch*",
		natural: "natuurlijk|natuurlijke|organisch*|fris|frisse|aards|aardse",
		cinematic: "filmisch|filmische|dramatisch*|episch|mysterieus",
	},
	colours:
		"zwart=black|zwarte=black|wit=white|witte=white|rood=red|rode=red|groen=green|groene=green|blauw=blue|blauwe=blue|donkerblauw=navy|donkerblauwe=navy|marineblauw=navy|lichtblauw=sky blue|geel=yellow|gele=yellow|oranje=orange|paars=purple|paarse=purple|violet=violet|roze=pink|bruin=brown|bruine=brown|grijs=grey|grijze=grey|beige=beige|turquoise=turquoise|koraal=coral|crème=cream|goud=gold|gouden=gold|zilver=silver|amber=amber|mint=mint|terracotta=terracotta|olijfgroen*=olive|ivoor*=ivory|salie*=sage|lavendel*=lavender|mosterd*=mustard|bordeaux*=burgundy|marineblauw*=navy|donkerblauw*=navy|lichtblauw*=sky blue|koper*=amber|lila=lavender",
	technique:
		"muziek|achtergrondmuziek|piano|gitaar|geluid|stem|voice-?over|lettertype|lettertypes|typografie|schreef|schreefletter|letters|achtergrond|accenten?|accentkleur|kleur|kleuren|palet|toon|tinten|stijl|look|uitstraling|sfeer|esthetiek|ontwerp|design|graphics|animaties?|beweging|bewegingen|overgang|overgangen|cuts|zoom|camera|tempo|ritme|snelheid|scènes?|vormen|tekeningen|illustraties?|iconen|emoji'?s?|foto'?s?|beeld|beelden|afbeeldingen|logo'?s?|ondertitels|ondertiteling|tekst|teksten|woorden|lengte|duur|formaat|resolutie|licht|schaduw|doelgroep|publiek|platform|taal|sociale media|social media|confetti|vult het scherm|het woord|energie|textuur|achtergrondkleur*|lettertype*|kleurpalet|kleurtonen|aardetinten|pasteltinten|beeldformaat|cameravoering|\\p{L}{2,12}muziek|taalgebruik|eenvoudige taal|moeilijke woorden|grote letters|hoofdletters|voice-over|effecten",
	music: {
		noun: "muziek|achtergrondmuziek|soundtrack|\\p{L}{2,12}muziek|melodie",
		silent: "(?:geen|zonder) (?:achtergrond)?(?:muziek|geluid)|(?:muziek|geluid) (?:uit|weg)|stil zonder geluid|geluidloos",
		kind: "rustig*=calm|kalm*=calm|zacht*=soft|langzaam=slow|langzame=slow|vrolijk*=happy|opgewekt*=upbeat|snel*=fast|elektronisch*=electronic|dramatisch*=dramatic|episch*=epic|mysterieu*=mysterious|donker*=dark|droevig*=sad|inspirerend*=inspiring|akoestisch*=acoustic|orkest*=orchestral|klassiek*=classical|jazz*=jazzy|energiek*=energetic",
		instrument: "pianomuziek=piano|piano=piano|gitaar=guitar|strijkers=strings|violen=strings|trommels=drums",
	},
	direct:
		"gebruik|houd|hou|moet zijn|moet|moeten|zou moeten|zijn|wees|voelen|aanvoelen|vermijd|blijf|lang|duurt|duren|aan het eind|aan het einde|aan het begin|in deze volgorde|in totaal|maximaal|hooguit|gemaakt|bedoeld|geschikt|kies|toon|voeg toe|te|maak er iets|van",
	not: "geen|zonder|niet|nooit|vermijd|noch",
	audience:
		"kinderen|jongeren|tieners|volwassenen|studenten|leerlingen|leraren|docenten|ouders|gezinnen|ouderen|senioren|beginners|experts|ontwikkelaars|investeerders|klanten|medewerkers|collega's|team|vrienden|leden|bezoekers|gasten|toeristen|buren|volgers|gebruikers|fans|iedereen|school|klas|bedrijf|website|nieuwsbrief|beurs|presentatie|instagram|facebook|linkedin|youtube|tik ?tok|whatsapp|sociale media|internet|bioscoop|donateurs",
	before:
		"in|met|voor|op|als|en|aan|op (?:een|de) kaart|in grote letters|in beeld|in staand formaat|in liggend formaat|in het formaat|in formaat|in eenvoudige taal|met vrolijke muziek|met rustige muziek|in de stijl van|als vierkante",
	lead: {
		title:
			"onderwerp:|product:|merk:|thema:|titel:|de titel:|met de titel|getiteld|genaamd|met als titel|naam:|heet|die heet|dat heet|de naam is",
		tagline: "slogan:|de slogan:|motto:|ondertitel:|met de slogan|pay-?off:",
		opening: "begin met|begint met|start met|open met|opent met|aan het begin:|begin:|opening:",
		ending:
			"eindig met|eindigt met|eindigen met|sluit af met|sluit .{0,8}met|afsluiten met|besluit met|aan het eind:|aan het einde:|einde:|slot:|laatste scène:|call to action:|tot slot:|ten slotte:|aan het eind|tot slot de tekst|als laatste beeld:|aan het einde de tekst|laatste beeld:|slotbeeld:|laatste shot:",
		say: "met:|zeg|zegt|zeg dat|die zegt|dat zegt|toon|toon dat|laat zien|laat zien dat|vermeld|vermeld dat|noem|noem dat|voeg toe|met de tekst|met de woorden|met de zin|de tekst:|tekst:|schrijf|vertel dat|leg uit dat|de feiten:|feiten:|boodschap:|de boodschap:|inhoud:|benadruk|benadruk dat|het citaat:|tekst ?\\d{1,2}:|scène ?\\d{1,2}:|scene ?\\d{1,2}:|beeld ?\\d{1,2}:|in beeld:",
		next: "dan|daarna|vervolgens|eerst|ten eerste|ten tweede|ten derde|tot slot|ten slotte|en dan|gevolgd door|allereerst|om te beginnen|uiteindelijk|als laatste|waarna",
	},
	scene:
		"(?:staaf|lijn|cirkel|taart|kolom)?-?(?:diagram|grafiek)(?:men|en)?|tijdlijn|tabel|kaart|landkaart|vergelijking|lijst|opsomming|aftelling|countdown|citaat|citaten|quote|recensie*|route|getal|getallen",
	list: "stappen|stap|punten|feiten|redenen|tips?|dingen|voordelen|kenmerken|ideeën|regels|getallen|cijfers|zinnen|woorden|scènes|delen|hoofdstukken|fasen|boodschappen",
	and: "en|of|&",
	versus: "vs\\.?|versus|tegen|vergeleken met|tegenover",
};
