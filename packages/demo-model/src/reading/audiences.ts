import type { Language } from "./words/types.ts";

/** How a language says whom a film is made for. All lists are of patterns, parted by `|`; `*` stands for any ending. */
interface Audience {
	/** Prepositions that stand before the people. */
	ahead: string;
	/** What stands behind them instead. */
	behind: string;
	/** Groups of people, and places they are at: pupils, families, schools. */
	people: string;
	/** What says more of the group, behind it: a grade. */
	more: string;
	/** Grades and the like that are people by themselves: "Klasse 5". */
	alone: string;
	/** Where it is shown, as the source of a pattern: "to be shown in the hall". */
	shown: string;
}

/** Between a preposition and the people: articles and short words such as "our", "younger". */
const BETWEEN =
	"(?:(?:die|den|der|das|dem|unsere?[nrms]?|meine?[nrms]?|alle|neue[nr]?|junge[nr]?|ältere[nr]?|kleine[nr]?|les|des|nos|mes|jeunes|petits|nouve(?:aux|lles)|los|las|nuestr[oa]s|mis|nuev[oa]s|os|as|noss[oa]s|meus|minhas|nov[oa]s|i|gli|le|nostri|nostre|miei|nuov[ie]|moich|naszych|wszystkich|małych|młodych|nowych|onze|mijn|alle|nieuwe|de|het|jonge|our|my|the|young|new|older|small|todos|todas|tutti|tutte|tous|toutes) ){0,2}";

const AUDIENCES: Readonly<Record<Language, Audience>> = {
	en: {
		ahead: "for|aimed at",
		behind: "",
		people:
			"(?:(?:primary|elementary|middle|high|secondary|nursery) )?school (?:children|kids|pupils|students|classes)|pupils|schoolchildren|(?:first|second|third|fourth|fifth|sixth|seventh|eighth) graders|preschoolers|toddlers|newcomers|commuters|homeowners|shoppers|pensioners|apprentices|trainees|teens|grade \\d{1,2}|year \\d{1,2}|class \\d{1,2}",
		more: "in (?:grade|year) \\d{1,2}|in (?:the )?\\w+ grade",
		alone: "",
		shown: "",
	},
	de: {
		ahead: "für|an|vor|fürs",
		behind: "",
		people:
			"(?:grund|vor|mittel|ober|berufs|mit)?schüler*|(?:schul|klein|kindergarten|vorschul|grundschul)?kinder*|schulklassen?|grundschulen?|schulen?|kitas?|kindergärten|azubis|auszubildende*|berufsanfänger*|einsteiger*|neulinge*|laien|pendler*|hausbesitzer*|eigentümer*|mieter*|vermieter*|rentner*|touristen|urlauber*|landwirte*|handwerker*|pflegekräfte*|ärzte*|patient*|angehörige*|teenager|jugendliche*|familien|senioren|studierende*|lehrkräfte|belegschaft|kundschaft|anwohner*|bewohner*|wähler*|vereine|infoscreens?|bildschirme?n?|schaufenster|wartezimmer|warteraum|aushang|unsere website|unsere homepage",
		more: "(?:der|in der|aus der) (?:\\d{1,2}\\.|[a-zäöü]+ten) (?:klassen?|klassenstufe|jahrgangsstufe)|(?:der|in) klasse \\d{1,2}(?: (?:und|bis) \\d{1,2})?|ab der \\d{1,2}\\. klasse|der (?:grundschule|oberstufe|mittelstufe|unterstufe)|(?:mit|von) kleinen kindern",
		alone:
			"klasse \\d{1,2}(?: (?:und|bis) \\d{1,2})?|die \\d{1,2}\\. klasse|(?:die )?(?:grundschule|oberstufe|mittelstufe|unterstufe)",
		shown: "(?:zum aushängen|zum zeigen|zum abspielen|für den aushang|läuft) (?:in|im|auf|am|an|bei)(?: [\\p{L}\\p{M}'’]+){1,4}",
	},
	fr: {
		ahead: "pour|à|aux|auprès des?|à destination des?|à l'attention des?",
		behind: "",
		people:
			"collégiens|lycéens|écoliers|élèves|apprentis|étudiants|enfants|tout-petits|maternelles?|primaires?|écoles?|collèges?|lycées?|classes?|débutants|néophytes|familles|seniors|retraités|touristes|vacanciers|habitants|riverains|locataires|propriétaires|salariés|agriculteurs|soignants|patients|donateurs|bénévoles|adhérents|professionnels|commerçants|voyageurs|usagers|jeunes parents|notre site(?: web| internet)?|le hall|la vitrine|l'écran d'accueil|salle d'attente",
		more: "de (?:primaire|maternelle|collège|lycée|cm[12]|ce[12]|cp|6e|5e|4e|3e|sixième|cinquième|quatrième|troisième|seconde|terminale)",
		alone: "(?:les |des )?(?:cm[12]|ce[12]|cp|6e|5e|4e|3e|sixième|cinquième|quatrième|troisième)",
		shown: "à (?:afficher|diffuser|projeter|montrer|passer) (?:dans|sur|en|au|aux|à|pour|chez)(?: [\\p{L}\\p{M}'’]+){1,4}",
	},
	es: {
		ahead: "para|a|al",
		behind: "",
		people:
			"niñ[oa]s|chic[oa]s|alumn[oa]s|alumnado|escolares|estudiantes|colegios?|escuelas?|institutos?|clases?|principiantes|familias|mayores|jubilad[oa]s|turistas|veraneantes|vecin[oa]s|inquilinos|propietarios|trabajadores|agricultores|pacientes|donantes|voluntari[oa]s|soci[oa]s|profesionales|viajeros|padres|madres|pantallas?|escaparates?|nuestra web|sala de espera",
		more: "de (?:primaria|secundaria|infantil|bachillerato|(?:\\d{1,2}\\.?[ºo°]|primero|segundo|tercero|cuarto|quinto|sexto)(?: de)?(?: primaria| eso| secundaria)?)|mayores|verticales|con niños(?: pequeños)?|sin experiencia",
		alone: "(?:\\d{1,2}\\.?[ºo°]) de (?:primaria|eso|secundaria)",
		shown: "para (?:proyectar|poner|mostrar|emitir|pasar) (?:en|a)(?: [\\p{L}\\p{M}'’]+){1,4}",
	},
	pt: {
		ahead: "para|pra|pro|pros|pras|a|aos|às",
		behind: "",
		people:
			"crianças|alun[oa]s|estudantes|escolas?|colégios?|turmas?|adolescentes|iniciantes|famílias|idosos|aposentados|reformados|turistas|vizinh[oa]s|moradores|inquilinos|proprietários|trabalhadores|agricultores|pacientes|doadores|voluntári[oa]s|sóci[oa]s|profissionais|viajantes|pais|mães|telas?|vitrines?|nosso site|sala de espera",
		more: "d[oae] (?:(?:\\d{1,2}\\.?[ºoª°]|primeiro|segundo|terceiro|quarto|quinto|sexto|sétimo|oitavo|nono)(?: ano| série)?|ensino (?:fundamental|médio|básico)|(?:educação )?infantil|fundamental)|com crianças(?: pequenas)?",
		alone: "o? ?(?:\\d{1,2}\\.?[ºoª°]) ano",
		shown: "para (?:passar|exibir|mostrar|projetar) (?:em|no|na|nos|nas|a|aos)(?: [\\p{L}\\p{M}'’]+){1,4}",
	},
	it: {
		ahead: "per|a|ai|agli|alle|alla|al|rivolt[oaie] (?:a|ai|agli|alle|alla)|destinat[oaie] (?:a|ai|agli|alle|alla)",
		behind: "",
		people:
			"bambin[ie]|ragazz[ie]|alunn[ie]|scolari|studenti|scuol[ae]|class[ei]|asili?|principianti|famiglie|anziani|pensionati|turisti|vacanzieri|vicini|residenti|inquilini|lavoratori|agricoltori|pazienti|donatori|volontari|soci|professionisti|viaggiatori|genitori|il nostro sito|vetrin[ae]|sala d'attesa",
		more: "(?:elementari?|primari[ae]|medi[ae]|superiori|dell'infanzia|matern[ae])|(?:di|della) (?:prima|seconda|terza|quarta|quinta)(?: elementare| media)?|delle (?:elementari|medie|superiori)|con bambini(?: piccoli)?",
		alone: "",
		shown: "da (?:mostrare|proiettare|trasmettere) (?:in|su|nel|nella|al|alla|sullo)(?: [\\p{L}\\p{M}'’]+){1,4}",
	},
	pl: {
		ahead: "dla|do|na",
		behind: "",
		people:
			"dzieci|przedszkolaków|uczniów|uczennic|młodzieży|nastolatków|studentów|licealistów|szkół|szkoły|przedszkol[aiy]?|klas[y]?|początkujących|rodzin|seniorów|emerytów|turystów|wczasowiczów|mieszkańców|sąsiadów|lokatorów|pracowników|rolników|pacjentów|darczyńców|wolontariuszy|członków|rodziców|klientów|naszej strony|naszą stronę|stronę internetową|witryn[yę]|poczekalni",
		more: "(?:klas[y]? )?(?:\\d{1,2}\\.? klasy|klasy \\d{1,2}|pierwszej|drugiej|trzeciej|czwartej|piątej|szóstej|siódmej|ósmej)(?: klasy)?|klas \\d{1,2}[–-]\\d{1,2}|szkoły podstawowej|podstawówki|podstawowych|z (?:małymi )?dziećmi",
		alone: "klas[y]? (?:\\d{1,2}(?:[–-]\\d{1,2})?|pierwszej|drugiej|trzeciej|czwartej|piątej|szóstej)",
		shown: "do (?:wyświetlania|wyświetlenia|pokazania|puszczania) (?:w|na|we)(?: [\\p{L}\\p{M}'’]+){1,4}",
	},
	nl: {
		ahead: "voor|aan|voor op",
		behind: "",
		people:
			"kinderen|kleuters|peuters|leerlingen|scholieren|studenten|basisschool\\p{L}*|basisscholen|brugklas\\p{L}*|scholen|de klas|klas \\d|beginners|gezinnen|ouderen|gepensioneerden|toeristen|vakantiegangers|bewoners|buurtbewoners|huurders|eigenaren|werknemers|boeren|patiënten|donateurs|vrijwilligers|leden|professionals|reizigers|ouders|pubers|onze (?:web)?site|de website|etalage|wachtkamer",
		more: "(?:uit|van|in) (?:groep|klas) \\d(?: (?:en|tot|t/m) \\d)?|van de basisschool|met (?:jonge |kleine )?kinderen",
		alone: "groep \\d(?: (?:en|tot|t/m) \\d)?|klas \\d",
		shown: "om te (?:tonen|laten zien|vertonen) (?:in|op|aan|bij)(?: [\\p{L}\\p{M}'’]+){1,4}",
	},
	tr: {
		ahead: "",
		behind: "için|yönelik|özel",
		people:
			"(?:ilkokul|ortaokul|lise|anaokulu|üniversite)?\\s?(?:öğrencileri(?:ne)?|öğrenciler(?:e)?|çocukları(?:na)?)|çocuklar(?:a|ımız)?|gençler(?:e)?|okullar(?:a)?|sınıflar(?:a)?|aileler(?:e)?|yaşlılar(?:a)?|emekliler(?:e)?|turistler(?:e)?|komşular(?:a)?|kiracılar(?:a)?|çalışanlar(?:a|ımız)?|çiftçiler(?:e)?|hastalar(?:a)?|bağışçılar(?:a)?|gönüllüler(?:e)?|üyeler(?:e|imiz)?|veliler(?:e)?|anneler|babalar|yeni başlayanlar(?:a)?|müşteriler(?:e|imiz)?",
		more: "",
		alone: "(?:ilkokul |ortaokul )?\\d{1,2}\\. sınıf(?:lar)?(?: öğrencileri)?",
		shown: "",
	},
	ja: {
		ahead: "",
		behind:
			"向けに|向けの|向けで|向け|を対象に|を対象とした|対象に|対象の|にも?わかりやすく|でもわかるように|にもわかるように|用に|用の|のみなさんに|の皆さんに",
		people:
			"(?:小|中|高校|大)?学生|小学校?(?:低|中|高)学年(?:の(?:子ども|子供|児童))?|小学\\d年生|中学\\d年生|園児|幼児|児童|生徒|子ども|子供|こども|初心者|初めての人|家族(?:連れ)?|親子|高齢者|シニア|お年寄り|観光客|旅行者|住民|地域の方|社員|新入社員|農家|患者|寄付者|ボランティア|会員|保護者|お客様|若者|主婦|投資家",
		more: "",
		alone: "",
		shown: "",
	},
	zh: {
		ahead: "给|向|面向|针对|适合|为",
		behind: "",
		people:
			"(?:小学|初中|高中|幼儿园|大学|中学)?[一二三四五六七八九]?(?:年级)?(?:的)?(?:小)?(?:学生|孩子|孩子们|小朋友|小朋友们|同学|同学们|新生)|儿童|青少年|年轻人|初学者|新手|老年人|老人|家庭|亲子|游客|居民|邻居|员工|新员工|农民|患者|捐赠者|志愿者|会员|家长|顾客|大众|投资者",
		more: "(?:观看|看)?的|观看|看",
		alone: "",
		shown: "",
	},
	ko: {
		ahead: "",
		behind:
			"에게|을 위한|를 위한|을 위해|를 위해|을 대상으로|를 대상으로|대상으로|대상|용으로|용|한테|께|들에게|들을 위한|눈높이에 맞춰",
		people:
			"(?:초등|중|고등|대)?학생들?|초등학교 (?:저|고)학년(?:생)?|초등 ?\\d학년|유치원생들?|아이들?|어린이들?|청소년들?|초보자들?|입문자들?|가족들?|어르신들?|노인들?|관광객들?|여행객들?|주민들?|이웃들?|직원들?|신입사원들?|농민들?|환자들?|기부자들?|봉사자들?|회원들?|학부모들?|부모님?들?|고객들?|투자자들?",
		more: "",
		alone: "",
		shown: "",
	},
	ar: {
		ahead: "إلى|موجه إلى|موجهة إلى|من أجل",
		behind: "",
		people:
			"(?:لل?|ال)?(?:طلاب|طلبة|تلاميذ|تلامذة|أطفال|اطفال|شباب|مبتدئين|عائلات|كبار السن|متقاعدين|سياح|سكان|جيران|موظفين|مزارعين|مرضى|متبرعين|متطوعين|أعضاء|أولياء الأمور|آباء|أمهات|معلمين|مدارس|زوار)",
		more: "(?:المدارس|المدرسة|المرحلة) ?(?:الابتدائية|الإعدادية|المتوسطة|الثانوية|الأساسية)?|الصف (?:الأول|الثاني|الثالث|الرابع|الخامس|السادس)(?: الابتدائي)?|الابتدائية|الصغار",
		alone: "",
		shown: "",
	},
	he: {
		ahead: "עבור|בשביל",
		behind: "",
		people:
			"ל?(?:תלמידי|תלמידים|תלמידות|ילדי|ילדים|נוער|בני נוער|סטודנטים|מתחילים|משפחות|קשישים|גמלאים|תיירים|תושבים|תושבי|שכנים|דיירים|עובדים|חקלאים|מטופלים|תורמים|מתנדבים|חברים|הורים|מורים|בתי ספר|גני ילדים)",
		more: "(?:כיתה|כיתות) [א-ת]['’׳]?(?:[–-][א-ת]['’׳]?)?|(?:ה)?(?:יסודי|חטיבה|תיכון|גן)|בית הספר(?: היסודי)?",
		alone: "ל?כית(?:ה|ות) [א-ת]['’׳]?(?:[–-][א-ת]['’׳]?)?",
		shown: "",
	},
	hi: {
		ahead: "",
		behind: "के लिए|हेतु|को ध्यान में रखकर",
		people:
			"(?:स्कूली |स्कूल के |छोटे |प्राथमिक )?(?:बच्चों|छात्रों|छात्र-छात्राओं|विद्यार्थियों|युवाओं|किशोरों)|परिवारों|बुज़ुर्गों|बुजुर्गों|पर्यटकों|निवासियों|पड़ोसियों|कर्मचारियों|किसानों|मरीज़ों|मरीजों|दानदाताओं|स्वयंसेवकों|सदस्यों|अभिभावकों|माता-पिता|शुरुआती लोगों|नए लोगों|ग्राहकों",
		more: "",
		alone: "कक्षा \\d{1,2}(?: के (?:बच्चों|छात्रों|विद्यार्थियों))?|\\d{1,2}वीं कक्षा(?: के (?:बच्चों|छात्रों|विद्यार्थियों))?",
		shown: "",
	},
};

/** All the ways of a language to say whom a film is for, as the source of a pattern; empty: none. */
export function audienceSource(language: Language): string {
	const { ahead, behind, people, more, alone, shown } = AUDIENCES[language];
	const unspaced = language === "ja" || language === "zh";
	const space = unspaced ? "" : " ";
	const group = alone === "" ? `(?:${people})` : `(?:${people}|${alone})`;
	const behindGroup = more === "" ? "" : `(?:${space}(?:${more}))?`;
	const between = unspaced ? "" : BETWEEN;
	// A particle of Korean and Turkish is written together with its word, and Arabic and Hebrew have their preposition so.
	const glue = language === "ko" || language === "tr" ? " ?" : space;
	const forms = [
		...(shown === "" ? [] : [shown]),
		...(ahead === "" ? [] : [`(?:${ahead})${space}${between}${group}${behindGroup}`]),
		...(behind === "" ? [] : [`${group}${behindGroup}${glue}(?:${behind})`]),
		...(language === "ar" || language === "he" ? [`(?=ל|ل)${group}${behindGroup}`] : []),
	];
	return forms.map((form) => form.replace(/(?<!\})\*/g, "\\p{L}*")).join("|");
}
