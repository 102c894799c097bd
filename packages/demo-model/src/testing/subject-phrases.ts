/** Phrases of briefs, with the object that is to be shown first; `-` for none. Each line: object: phrase | phrase. */
export const phrases: Readonly<Record<string, string>> = {
	en: `
mug: A film for our corner coffee shop | Espresso bar opens Monday | Two new lattes this week
bee: Bees pollinate 75% of crops | Save the honeybees | Our beehives in the city
bicycle: 25 second year in review for a bicycle repair shop | We fix bikes | Cyclists of Ghent
house: Three houses on Harbour Row | Find a home by the lake
gavel: The law firm Brandt and Cole | Judges and juries
pasta: Carbonara in ten minutes | Spaghetti night
phone: An app that listens
drop: Clean Wells: water for 40 villages
moon: Look at the moon tonight
leaf: How photosynthesis works | Falling leaves
speaker: A loudspeaker that fits in your pocket
tree: Plant 4,000 trees | The oak on the hill
book: Read. Whisper. Return. | Bookshop on Mill Lane | Three novels for summer nights
dog: Puppies need homes | Adopt a dog
cat: Kittens looking for a sofa
icecream: Ice cream by the sea
trafficlight: The new traffic lights
-: I saw it coming | The scar is old | Carpets and scarce scars | Book now | Watch this | hot dog
train: Night trains to Vienna
plane: Flights from 24 euros
sun: Sunshine all week
rain: Rainfall in April
cake: Birthday for Ada
guitar: Guitars from spruce | Ukulele class
heart: Volunteers with a heart
tooth: A dentist without fear | Two teeth
rocket: Rockets to Mars
fish: Salmon of the north | fishing at six
mountain: Hiking in the Alps
market: Saturday farmers' market
chefhat: Our chef's hats
`,
	de: `
mug: Kaffeehaus am Markt | Eine Kaffeerösterei in Köln | Espressotasse
bee: Bienenstöcke auf dem Dach | Imkerei Huber
bicycle: Fahrradladen in Gent | Zwei Fahrräder | Fahrradwerkstatt Müller
house: Häuser am See
tree: Viele Bäume für die Stadt
bread: Brötchen um sechs | Bäckerei Sommer
football: Der Fußballverein sucht Kinder
dog: Hunde suchen ein Zuhause | Hundeschule
wine: Weinprobe im Keller
windmill: Windräder vor der Küste
tooth: Zahnarztpraxis Dr. Weber
book: Bücherei im Park
scissors: Friseur am Tor
drop: Sauberes Wasser für alle
-: Es war die Narbe | handeln und wandeln
`,
	fr: `
mug: Les cafés du quartier | Torréfaction artisanale
bee: Les abeilles et la ruche | l'abeille noire
bicycle: Réparation de vélos
bread: La boulangerie d'Anne | Du pain au levain
tree: Plantons des arbres
house: Une maison à vendre
cheese: Fromages de montagne
bird: Les oiseaux du parc
horse: Des chevaux libres
eye: Protégez vos yeux
cake: Joyeux anniversaire, Léa
theatre: Le théâtre de la Ville
-: Il a parlé longtemps
`,
	es: `
mug: Una cafetería en Sevilla | tres cafés
bee: Abejas y colmenas
bicycle: Bicicletas para todos
bread: Panadería La Espiga | panes de pueblo
tree: Árboles para la ciudad
pencil: Lápices de colores
fish: Peces del río
heart: Corazones solidarios
sun: Sol y playa
scissors: Peluquería Carmen
dog: Perros en adopción
-: Nadie lo sabía
`,
	pt: `
mug: O café da esquina | Cafeteria nova
bread: Pães artesanais | A padaria do bairro
dog: Cães à espera | cachorros felizes
plane: Aviões e aeroportos
heart: Corações abertos
bee: Abelhas sem ferrão
bicycle: Bicicletas elétricas
flower: Flores do campo
tree: Árvores nativas
`,
	it: `
mug: Un caffè in piazza | Torrefazione Bruno
bread: Pane fresco ogni giorno
bee: Le api di Anna
bicycle: Biciclette a noleggio
tree: Alberi in città
egg: Uova fresche
wine: Vini della valle | La vendemmia
pizza: La migliore pizzeria
key: Le chiavi di casa
mushroom: Funghi del bosco
icecream: Gelateria artigianale
`,
	nl: `
mug: Koffiebranderij de Hoek | Twee koppen koffie
bicycle: Fietsenmaker in Gent | fietsen voor iedereen
tree: Bomen planten
cheese: Kazen van de boer
cat: Katten zoeken een huis
bread: Vers brood
tulip: Tulpen uit Lisse
house: Huizen aan de gracht
bee: Bijen op het dak
ship: Schepen in de haven
`,
	pl: `
mug: Kawiarnia na rogu | Kawy z Etiopii
bee: Pszczoły i miód
bicycle: Naprawa rowerów | Rowery miejskie
bread: Chleb na zakwasie
tree: Sadzimy drzewa
dog: Psy ze schroniska
books: Książki dla dzieci
cat: Koty szukają domu
flower: Kwiaty na balkonie
mountain: Wędrówki w góry
`,
	tr: `
mug: Köşedeki kahveci | Kahvenin tadı
bee: Arılar ve çiçekler
bicycle: Bisikletler için yol
books: Kitaplar konuşuyor
book: kitabı oku
tree: Ağaçlar dikiyoruz
bread: Taze ekmekler
cat: Kediler yuva arıyor
sun: Güneşin altında
wave: Denizde bir gün
house: Evler satılık
`,
	ja: `
mug: 角のコーヒー屋 | 新しい喫茶店
bee: ミツバチを守ろう
bicycle: 自転車の修理
bread: 焼きたてパンの店
cat: 猫が待っている | 保護猫の里親
train: 夜行列車の旅
flower: 花屋を開く
sushi: 寿司の職人
-: ジャパン・ブランド | 静かにする
mountain: 富士山へ
book: 図書館で読書
`,
	zh: `
mug: 街角的咖啡馆 | 一杯咖啡
bee: 保护蜜蜂
bicycle: 自行车修理铺
train: 火车站 | 坐地铁上班
cat: 小猫找家
book: 图书馆里的阅读
tree: 植树节种树
moon: 中秋的月亮
noodles: 手工拉面馆
tooth: 牙医诊所
`,
	ko: `
mug: 동네 카페 | 커피 한 잔
bee: 꿀벌을 지켜요
bicycle: 자전거 수리점
bread: 빵집이 문을 열어요
cat: 고양이가 기다려요
mountain: 산을 오르다
book: 도서관에서 독서
dog: 강아지를 입양하세요
tree: 나무를 심어요
moon: 달이 뜬다
`,
	ar: `
mug: القهوة العربية | مقهى الحي
bee: النحل والعسل
bicycle: الدراجات في المدينة
book: الكتاب الجديد
books: كتب للأطفال
tree: زراعة الأشجار
house: بيت للبيع
bread: والخبز الطازج
sun: بالشمس
car: السيارات الكهربائية
drop: ماء نظيف
`,
	he: `
mug: בית קפה חדש | הקפה של הבוקר
bee: דבורים ודבש
bicycle: תיקון אופניים
books: ספרים לילדים
book: הספר החדש
tree: נטיעת עצים
house: הבית על הגבעה
bread: לחם טרי
cat: חתולים מחפשים בית
flower: פרחים לשבת
drop: מים נקיים
`,
	hi: `
mug: कॉफी की दुकान | एक कप कॉफ़ी
bee: मधुमक्खी बचाओ
bicycle: साइकिल की मरम्मत
book: नई किताब
books: किताबें पढ़ो
tree: पेड़ लगाओ
house: नया घर
flower: फूलों का बगीचा
drop: साफ पानी
train: रात की ट्रेन
dog: कुत्तों को घर दो
`,
};
