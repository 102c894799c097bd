import type { Language } from "../../reading/language.ts";

/** Pieces that prompts of one language are put together from. */
export interface Pieces {
	language: Language;
	/** A request with a place for the subject (`%s`), naming 15 seconds and an upright picture. */
	request: string;
	/** Instructions, a sentence each; none of their words may be shown. */
	instructions: string[];
	/** Content, a sentence each without its full stop; all of it is shown. */
	facts: string[];
	/** An ending with a place for its quoted words (`%s`). */
	ending: string;
	/** What the ending says. */
	last: string;
	/** The mark that ends a sentence. */
	stop: string;
}

export const PIECES: readonly Pieces[] = [
	{
		language: "en",
		request: "Make a 15 second vertical video about %s",
		instructions: ["Warm colours and calm music", "No red", "Playful, colourful, bouncy"],
		facts: ["4 of 5 guests come back", "We roast 12 kinds of coffee", "Open since 1987"],
		ending: "End with %s",
		last: "Come by",
		stop: ".",
	},
	{
		language: "de",
		request: "Erstelle ein 15 Sekunden langes Video über %s im Hochformat",
		instructions: ["Warme Farben und ruhige Musik", "Kein Rot", "Verspielt, bunt und fröhlich"],
		facts: ["4 von 5 Gästen kommen wieder", "12 Sorten Kaffee", "Seit 1987 geöffnet"],
		ending: "Ende mit %s",
		last: "Komm vorbei",
		stop: ".",
	},
	{
		language: "fr",
		request: "Crée une vidéo verticale de 15 secondes sur %s",
		instructions: ["Couleurs chaudes et musique calme", "Pas de rouge", "Ludique, coloré"],
		facts: ["4 clients sur 5 reviennent", "Nous torréfions 12 cafés", "Ouvert depuis 1987"],
		ending: "Termine par %s",
		last: "Venez nous voir",
		stop: ".",
	},
	{
		language: "es",
		request: "Haz un vídeo vertical de 15 segundos sobre %s",
		instructions: ["Colores cálidos y música tranquila", "Sin rojo", "Divertido y colorido"],
		facts: ["4 de 5 clientes vuelven", "Tostamos 12 tipos de café", "Abierto desde 1987"],
		ending: "Termina con %s",
		last: "Ven a vernos",
		stop: ".",
	},
	{
		language: "pt",
		request: "Crie um vídeo vertical de 15 segundos sobre %s",
		instructions: ["Cores quentes e música calma", "Sem vermelho", "Divertido e colorido"],
		facts: ["4 de 5 clientes voltam", "Torramos 12 tipos de café", "Aberto desde 1987"],
		ending: "Termine com %s",
		last: "Venha nos ver",
		stop: ".",
	},
	{
		language: "it",
		request: "Crea un video verticale di 15 secondi su %s",
		instructions: ["Colori caldi e musica calma", "Senza rosso", "Divertente e colorato"],
		facts: ["4 clienti su 5 tornano", "Tostiamo 12 tipi di caffè", "Aperto dal 1987"],
		ending: "Finisci con %s",
		last: "Vieni a trovarci",
		stop: ".",
	},
	{
		language: "pl",
		request: "Zrób 15-sekundowy pionowy film o %s",
		instructions: ["Ciepłe kolory i spokojna muzyka", "Bez czerwieni", "Zabawnie i kolorowo"],
		facts: ["4 z 5 gości wraca", "Palimy 12 rodzajów kawy", "Otwarte od 1987"],
		ending: "Zakończ słowami %s",
		last: "Wpadnij na kawę",
		stop: ".",
	},
	{
		language: "nl",
		request: "Maak een verticale video van 15 seconden over %s",
		instructions: ["Warme kleuren en rustige muziek", "Geen rood", "Speels en kleurrijk"],
		facts: ["4 van de 5 gasten komen terug", "We branden 12 soorten koffie", "Open sinds 1987"],
		ending: "Eindig met %s",
		last: "Kom langs",
		stop: ".",
	},
	{
		language: "tr",
		request: "%s hakkında 15 saniyelik dikey bir video yap",
		instructions: ["Sıcak renkler, sakin müzik", "Eğlenceli ve renkli"],
		facts: ["12 çeşit kahve kavuruyoruz", "1987 yılından beri buradayız"],
		ending: "Sonunda %s göster",
		last: "Bize uğra",
		stop: ".",
	},
	{
		language: "ja",
		request: "%sについての15秒の縦型動画を作ってください",
		instructions: ["温かい色と静かな音楽", "明るく楽しい雰囲気で"],
		facts: ["コーヒー豆は12種類", "1987年から営業"],
		ending: "最後は%sで終わってください",
		last: "また明日",
		stop: "。",
	},
	{
		language: "zh",
		request: "制作一个关于%s的15秒竖屏视频",
		instructions: ["温暖的色调，安静的音乐", "活泼多彩"],
		facts: ["每天现磨12种咖啡", "1987年开业"],
		ending: "结尾写%s",
		last: "明天见",
		stop: "。",
	},
	{
		language: "ko",
		request: "%s에 대한 15초 세로 영상을 만들어줘",
		instructions: ["따뜻한 색감, 잔잔한 음악", "밝고 재미있게"],
		facts: ["원두 12종을 매일 볶습니다", "1987년부터 영업합니다"],
		ending: "마지막에 %s를 넣어줘",
		last: "내일 또 만나요",
		stop: ".",
	},
	{
		language: "ar",
		request: "اصنع فيديو عمودي مدته 15 ثانية عن %s",
		instructions: ["ألوان دافئة وموسيقى هادئة", "بدون أحمر"],
		facts: ["لدينا 12 نوعا من القهوة", "نعمل منذ 1987"],
		ending: "اختم بعبارة %s",
		last: "نراكم غدا",
		stop: ".",
	},
	{
		language: "he",
		request: "צור סרטון אנכי של 15 שניות על %s",
		instructions: ["צבעים חמים, מוזיקה רגועה", "בלי אדום"],
		facts: ["יש לנו 12 סוגי קפה", "פתוח מאז 1987"],
		ending: "סיים במילים %s",
		last: "נתראה מחר",
		stop: ".",
	},
	{
		language: "hi",
		request: "%s के बारे में 15 सेकंड का वर्टिकल वीडियो बनाओ",
		instructions: ["गर्म रंग, शांत संगीत"],
		facts: ["हमारे पास 12 तरह की कॉफ़ी है", "1987 से खुला है"],
		ending: "अंत में %s दिखाओ",
		last: "कल मिलते हैं",
		stop: "।",
	},
];
