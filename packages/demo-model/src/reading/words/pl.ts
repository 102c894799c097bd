import type { WordTable } from "./types.ts";

export const pl: WordTable = {
	small:
		"i|oraz|lub|albo|z|ze|w|we|na|o|do|od|dla|po|przez|pod|nad|jak|jako|ten|ta|to|te|tego|tej|jest|bardzo|naprawdę|dość|trochę|tylko|też|także|proszę|więcej|mniej|wszystko|wszystkie|ale|mój|moja|nasz|nasza|nasze|naszego|naszej|naszych|mi|nam|mnie|ja|my|się|około|ok\\.?|dokładnie|cześć|dzień dobry|dziękuję|chcę|chcemy|chciałbym|chciałabym|potrzebuję|nie|nic|tak|który|która|które|jeden|jedna|potem|następnie|za|zbyt|coś|nasz\\p{L}*",
	own: "i|się|nie|jest|na|dla|z|w|do|o|oraz|nasz|nasza|naszej|zrób|stwórz|który|przez|są|jak|że",
	manners:
		"zgodnie z ustaleniami|jak ustaliliśmy|hej|cześć|czesc|dzień dobry|dzien dobry|witam|siema|dzięki|dzieki|dziękuję|dziekuje|z góry dziękuję|proszę|prosze|poproszę|czy możesz|możesz|mozesz|możecie|czy mogę prosić|jeśli można|może|moze|coś|cos|pozdrawiam|pozdrowienia|z poważaniem|zaskocz mnie|z (?:poniższego|tego) (?:tekstu|maila|artykułu)|wiadomość przekazana",
	make: "zrób|zrobić|stwórz|stworzyć|przygotuj|nakręć|wygeneruj|zaprojektuj|napisz|wyprodukuj|chcę|chcemy|chciałbym|chciałabym|potrzebuję|potrzebujemy|wyjaśnij|przedstaw|ogłoś|zapowiedz|pokaż mi|opowiedz|potrzebuje|zrob|zrób mi|zrob mi|zróbcie|przygotujcie|poproszę|nagraj|porównaj|porównajcie|proszę o|prosimy o|chcemy ogłosić|wytłumacz",
	film: "infografik\\p{L}*|relacj[aęi]|story|stories|rolk[aęi]|film|filmu|filmik|filmiku|filmy|wideo|video|klip|klipu|rolk[aęi]|reels?|shorts?|reklam[aęy]|spot|spotu|zwiastun|zwiastuna|teaser|intro|animacj[aęi]|zaproszeni[ea]|story|stories|tutorial|prezentacj[aęi]|zapowiedź|plansza końcowa|plansza koncowa|filmik*|filmiczek|rolka|rolkę|filmika|filmikiem|film edukacyjny|filmu edukacyjnego|edukacyjn\\p{L}*|animowan\\p{L}*|krótki filmik|klipik|materiał wideo|spot reklamowy|filmiki|zaproszenie animowane|nagranie|wideoklip|shorta|rolki|relacj[aęi]|klipie|filmie|rolce|spocie|animacji|coś (?:ładnego|fajnego|wyjątkowego|prostego)",
	genre:
		"promocyjn\\p{L}*|reklamow\\p{L}*|produktow\\p{L}*|ładn\\p{L}*|fajn\\p{L}*|mał\\p{L}*|now\\p{L}*|dobr\\p{L}*|kreatywn\\p{L}*|krótki\\p{L}*|wizerunkow\\p{L}*",
	occasion: "podsumowanie roku|raport roczny|urodziny|ślub|wesele|jubileusz|przepis|dzień otwarty|prognoza pogody|oferta pracy",
	about:
		"o tym,?(?= (?:jak|co|dlaczego|kiedy|gdzie))|o|na temat|dla|pod tytułem|zatytułowany|zatytułowane|który wyjaśnia|które wyjaśnia|który pokazuje|które pokazuje|przedstawiający|pokazujący|wyjaśniający|promujący|zapowiadający|na|dotyczący",
	seconds: "sekund[ayęo]?|sek\\.?|s|sekundow\\p{L}*|",
	minutes: "minut[ayęo]?|min\\.?|minutow\\p{L}*",
	counts:
		"jeden=1|jedna=1|dwa=2|dwie=2|trzy=3|cztery=4|pięć=5|sześć=6|siedem=7|osiem=8|dziewięć=9|dziesięć=10|dwanaście=12|piętnaście=15|dwadzieścia=20|trzydzieści=30|czterdzieści=40|sześćdziesiąt=60|pół=0.5",
	ratios: {
		"9:16":
			"pion|pionie|do pionu|stories|story|relacj[aęi]|rolk[aęi]|pionow\\p{L}*|w pionie|na telefon|format pionowy|reels?|shorts|youtube shorts?|stories|tik ?tok\\p{L}*|rolka|rolkę|rolki|rolce|relacja|relację|pionowym|pionowego",
		"1:1": "kwadratow\\p{L}*|kwadrat|w kwadracie",
		"16:9": "poziom|poziomie|poziom\\p{L}*|w poziomie|panoramiczn\\p{L}*|szerokoekranow\\p{L}*",
		"21:9": "cinemascope|kinow\\p{L}* format",
	},
	style:
		"neon\\p{L}*|szybk\\p{L}*|woln\\p{L}*|powoln\\p{L}*|spokojn\\p{L}*|cich\\p{L}*|głośn\\p{L}*|odważn\\p{L}*|minimalistyczn\\p{L}*|czyst\\p{L}*|prost\\p{L}*|nowoczesn\\p{L}*|retro|vintage|eleganck\\p{L}*|luksusow\\p{L}*|zabawn\\p{L}*|kolorow\\p{L}*|wesoł\\p{L}*|radosn\\p{L}*|poważn\\p{L}*|profesjonaln\\p{L}*|biznesow\\p{L}*|przyjazn\\p{L}*|ciepł\\p{L}*|zimn\\p{L}*|chłodn\\p{L}*|przytuln\\p{L}*|ciemn\\p{L}*|jasn\\p{L}*|delikatn\\p{L}*|łagodn\\p{L}*|miękk\\p{L}*|energiczn\\p{L}*|energetyczn\\p{L}*|dynamiczn\\p{L}*|żyw\\p{L}*|optymistyczn\\p{L}*|śwież\\p{L}*|filmow\\p{L}*|dramatyczn\\p{L}*|epick\\p{L}*|tajemnicz\\p{L}*|futurystyczn\\p{L}*|technologiczn\\p{L}*|naturaln\\p{L}*|rustykaln\\p{L}*|ręcznie rysowan\\p{L}*|rysowan\\p{L}*|geometryczn\\p{L}*|typograficzn\\p{L}*|animowan\\p{L}*|pastelow\\p{L}*|głębok\\p{L}*|subteln\\p{L}*|płynn\\p{L}*|poetyck\\p{L}*|romantyczn\\p{L}*|nostalgiczn\\p{L}*|świąteczn\\p{L}*|sportow\\p{L}*|miejsk\\p{L}*|inspirując\\p{L}*|krótk\\p{L}*|stylow\\p{L}*|ponadczasow\\p{L}*|klasyczn\\p{L}*|duż\\p{L}*|mał\\p{L}*|mocn\\p{L}*|relaksując\\p{L}*|magiczn\\p{L}*|skoczn\\p{L}*|intensywn\\p{L}*|surow*|industrialn*|melancholijn*|słodk*|śmieszn*|smieszn*|zabawn*|szalon*|błyszcząc*|tropikaln*|heroiczn*|czuł*|sepia|akwarel*|naukow*|dokumentaln*|majestatyczn*|abstrakcyjn*|przytuln*|neutraln*|fajn*|modn*|rytmiczn*|letni*|świąteczn*|dziecięc*|autentyczn*|rustykaln*|szybk*|nowoczesn*|edukacyjn*|wesoł*|radosn*|delikatn*|elegancko|spokojnie|dynamicznie|granat*|smutn\\p{L}*|czyteln\\p{L}*|zrozumiał\\p{L}*|dziecinn\\p{L}*|krzykliw\\p{L}*|pogodn\\p{L}*|swojsk\\p{L}*|surow\\p{L}*|oszczędn\\p{L}*|rodzinn\\p{L}*|szybko|wolno|powoli|wesoło|prosto|nowocześnie|łatw\\p{L}*",
	moods: {
		calm: "spokojn\\p{L}*|cich\\p{L}*|łagodn\\p{L}*|delikatn\\p{L}*|relaksując\\p{L}*",
		energetic: "energiczn\\p{L}*|energetyczn\\p{L}*|dynamiczn\\p{L}*|szybk\\p{L}*|odważn\\p{L}*|sportow\\p{L}*",
		playful: "zabawn\\p{L}*|wesoł\\p{L}*|radosn\\p{L}*|kolorow\\p{L}*",
		serious: "poważn\\p{L}*|profesjonaln\\p{L}*|biznesow\\p{L}*",
		elegant: "eleganck\\p{L}*|luksusow\\p{L}*|minimalistyczn\\p{L}*|stylow\\p{L}*",
		techy: "futurystyczn\\p{L}*|technologiczn\\p{L}*|neon\\p{L}*",
		warm: "ciepł\\p{L}*|przytuln\\p{L}*|przyjazn\\p{L}*|nostalgiczn\\p{L}*",
		natural: "naturaln\\p{L}*|śwież\\p{L}*|rustykaln\\p{L}*",
		cinematic: "filmow\\p{L}*|dramatyczn\\p{L}*|epick\\p{L}*|tajemnicz\\p{L}*",
	},
	colours:
		"czarn\\p{L}*=black|czer[nń]\\p{L}*=black|biał\\p{L}*=white|biel\\p{L}*=white|czerwon\\p{L}*=red|czerwie[nń]\\p{L}*=red|zielon\\p{L}*=green|ziele[nń]\\p{L}*=green|niebiesk\\p{L}*=blue|błękit\\p{L}*=sky blue|granat\\p{L}*=navy|żółt\\p{L}*=yellow|pomarańcz\\p{L}*=orange|fiolet\\p{L}*=violet|różow\\p{L}*=pink|róż=pink|brązow\\p{L}*=brown|brąz=brown|szar\\p{L}*=grey|beżow\\p{L}*=beige|turkus\\p{L}*=turquoise|koral\\p{L}*=coral|kremow\\p{L}*=cream|złot\\p{L}*=gold|srebrn\\p{L}*=silver|bursztyn\\p{L}*=amber|mięt\\p{L}*=mint|granat*=navy|granatow*=navy|oliwkow*=olive|kość słoniowa=ivory|szałwi*=sage|lawendow*=lavender|musztardow*=mustard|bordow*=burgundy|miedzian*=amber|liliow*=lavender|różu=pink|czerni=black|bieli=white|czerwieni=red|zieleni=green|błękitu=sky blue|granatu=navy|fioletu=purple|beżu=beige|złota=gold|szarości=grey|brązu=brown|beż=beige|czerń=black|biel=white|czerwień=red|zieleń=green|błękit=sky blue|granat=navy|fiolet=violet|złoto=gold|szarość=grey|srebro=silver|turkus=turquoise",
	technique:
		"muzyk\\p{L}*|dźwięk\\p{L}*|głos|lektor\\p{L}*|pianino|gitar\\p{L}*|czcionk\\p{L}*|krój pisma|typografi\\p{L}*|liter\\p{L}*|szeryfow\\p{L}*|tł[aeou]\\p{L}*|akcent\\p{L}*|kolor|kolory|kolorach|kolorze|kolorów|kolorystyk\\p{L}*|barw\\p{L}*|palet\\p{L}*|ton|tonie|tonacj\\p{L}*|styl|stylu|stylem|wygląd\\p{L}*|klimat\\p{L}*|nastr[oó]j\\p{L}*|atmosfer\\p{L}*|estetyk\\p{L}*|grafik\\p{L}*|animacj\\p{L}*|ruch\\p{L}*|przejści\\p{L}*|cięci\\p{L}*|zoom\\p{L}*|kamer\\p{L}*|temp[oaie]\\p{L}*|rytm\\p{L}*|scen\\p{L}*|kształt\\p{L}*|rysunk\\p{L}*|ilustracj\\p{L}*|ikon\\p{L}*|emoji|zdjęci\\p{L}*|obraz\\p{L}*|logo|napis\\p{L}*|tekst\\p{L}*|długość|format\\p{L}*|rozdzielczość|światł\\p{L}*|cieni?\\p{L}*|odbiorc\\p{L}*|grupa docelowa|platform\\p{L}*|język\\p{L}*|media społecznościowe|konfetti|wypełnia ekran|słowo|energia|faktura|nastrój|nastroj*|styl*|słownictw\\p{L}*|trudn\\p{L}* sł\\p{L}*|duż\\p{L}* liter\\p{L}*|rysun\\p{L}*|efekt\\p{L}*|nastr\\p{L}*",
	music: {
		noun: "muzyk\\p{L}*|podkład\\p{L}* muzyczn\\p{L}*|ścieżk\\p{L}* dźwiękow\\p{L}*|melodi\\p{L}*",
		silent: "bez (?:muzyki|dźwięku|podkładu)|(?:usuń|wyłącz|wycisz) (?:muzykę|dźwięk)|bezdźwięczn\\p{L}*|niem[ye]",
		kind: "spokojn*=calm|łagodn*=gentle|woln*=slow|wesoł*=happy|radosn*=cheerful|szybk*=fast|elektroniczn*=electronic|dramatyczn*=dramatic|epick*=epic|tajemnicz*=mysterious|mroczn*=dark|smutn*=sad|inspiruj*=inspiring|akustyczn*=acoustic|orkiestrow*=orchestral|klasyczn*=classical|jazz*=jazzy|energiczn*=energetic",
		instrument: "pianino=piano|fortepian*=piano|gitar*=guitar|skrzyp*=strings|bębn*=drums",
	},
	direct:
		"użyj|używaj|zachowaj|utrzymaj|unikaj|ma być|powinien być|powinno być|powinien|powinno|musi być|musi|być|niech|będzie|trwa|trwający|długi|długość|na końcu|na początku|w tej kolejności|łącznie|maksymalnie|najwyżej|przeznaczony|skierowany|wybierz|pokaż|dodaj|za|zbyt|niech będzie|mają być|powinn\\p{L}*",
	not: "bez|nie|żadn\\p{L}*|nigdy|unikaj|ani",
	audience:
		"dzieci|młodzieży|nastolatków|dorosłych|studentów|uczniów|nauczycieli|rodziców|rodzin|seniorów|początkujących|ekspertów|inwestorów|klientów|pracowników|kolegów|zespołu|przyjaciół|członków|gości|turystów|sąsiadów|obserwujących|użytkowników|fanów|wszystkich|szkoły|klasy|firmy|stronę|strony|newsletter|targi|instagram\\p{L}*|facebook\\p{L}*|linkedin\\p{L}*|youtube\\p{L}*|tik ?tok\\p{L}*|internet\\p{L}*|kina|darczyńców",
	before:
		"w|we|z|ze|na|dla|i|do|na mapie|wielkimi literami|na ekranie|w formacie|w pionie|w poziomie|prostym językiem|w stylu|z muzyką|w klimacie|jako",
	lead: {
		title:
			"temat:|produkt:|marka:|tytuł:|pod tytułem|z tytułem|zatytułowany|zatytułowane|o nazwie|nazwa:|nazywa się|który nazywa się",
		tagline: "hasło:|slogan:|motto:|podtytuł:|z hasłem|ze sloganem",
		opening: "zacznij od|rozpocznij od|zaczyna się od|na początku:|początek:|otwarcie:",
		ending:
			"zakończ|zakończ słowami|zakończ hasłem|zakończ napisem|kończy się|kończy się słowami|na końcu:|na koniec:|na końcu|na koniec|koniec:|zakończenie:|ostatnia scena:|wezwanie do działania:|zakończ tekstem|zakończ zdaniem|na koniec napis|na końcu napis|kończymy|zamknij|ostatni kadr:|ostatnia plansza:|ostatni obraz:",
		say: "powiedz|powiedz, że|napisz|napisz, że|pokaż|pokaż, że|wspomnij|wspomnij, że|wspomnij o|dodaj|dodaj, że|z tekstem|ze słowami|ze zdaniem|z napisem|tekst:|treść:|podkreśl|podkreśl, że|fakty:|przesłanie:|cytat:|wyjaśnij, że|zaznacz, że|który mówi, że|tekst ?\\d{1,2}:|scena ?\\d{1,2}:|plansza ?\\d{1,2}:|na ekranie:",
		next: "potem|następnie|później|najpierw|po pierwsze|po drugie|po trzecie|wreszcie|a potem|dalej|na początku|w końcu|na koniec|po czym",
	},
	scene:
		"wykres\\p{L}*(?: (?:słupkow|liniow|kołow)\\p{L}*)?|oś czasu|tabel\\p{L}*|map\\p{L}*|porównani\\p{L}*|list[aęy]|odliczani\\p{L}*|cytat\\p{L}*|opini\\p{L}*|tras\\p{L}*|liczb\\p{L}*",
	list: "krok\\p{L}*|punkt\\p{L}*|fakt\\p{L}*|powod\\p{L}*|wskazów\\p{L}*|porad\\p{L}*|rzecz\\p{L}*|zalet\\p{L}*|pomysł\\p{L}*|zasad\\p{L}*|liczb\\p{L}*|zda[nń]\\p{L}*|słow\\p{L}*|etap\\p{L}*|części|rozdział\\p{L}*|faz\\p{L}*|scen\\p{L}*",
	and: "i|oraz|lub|albo|&",
	versus: "vs\\.?|kontra|w porównaniu z|przeciw",
};
