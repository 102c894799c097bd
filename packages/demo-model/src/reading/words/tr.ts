import type { WordTable } from "./types.ts";

export const tr: WordTable = {
	small:
		"bir|ve|veya|ya da|ile|için|de|da|bu|şu|o|çok|gerçekten|oldukça|biraz|sadece|yalnızca|lütfen|daha|az|her|hepsi|ama|fakat|benim|bizim|bana|bize|ben|biz|gibi|kadar|yaklaşık|tam|olarak|olan|merhaba|selam|teşekkürler|istiyorum|istiyoruz|lazım|değil|hiçbir|şey|en|adet|tane|fazla|formatında|bir dil",
	own: "bir|ve|için|bu|ile|çok|hakkında|video|yap|hazırla|olsun|saniyelik|değil|var|daha|bizim|olan|gibi",
	manners:
		"selam|selamlar|merhaba|merhabalar|günaydın|iyi günler|teşekkürler|teşekkür ederim|sağ ol|sağol|lütfen|rica etsem|yapabilir misin|yapar mısın|mümkünse|belki|bi|bi tane|bana|bize|güzel olsun|güzel bir şey|saygılar|saygılarımla|sevgiler|iyi çalışmalar|beni şaşırt|aşağıdaki metinden|iletilen mesaj|",
	make: "yap|yapın|yapar mısın|oluştur|oluşturun|hazırla|hazırlayın|üret|tasarla|yaz|çek|istiyorum|istiyoruz|lazım|anlat|açıkla|tanıt|duyur|göster bana|gerek|isterim|rica ediyorum|rica ederim|rica edeceğim|hazırlar mısın|yapar mısınız|gerekiyor|ihtiyacım var|hazırlayabilir misiniz",
	film: "davet videosu|davetiye videosu|kutlama videosu|bilgilendirme videosu|eğitim videosu|anma videosu|hikaye|hikâye|story|infografik|video|videosu|videoyu|film|filmi|filmini|klip|klibi|reels?|shorts?|reklam|reklamı|reklam filmi|spot|fragman|fragmanı|teaser|intro|animasyon|animasyonu|davetiye|davetiyesi|hikaye|story|tanıtım filmi|tanıtım videosu|tanıtım|kapanış ekranı|bitiş ekranı|kapanış kartı|kısa film|kısa video|videosunu|düğün davetiyesi|eğitici video|öğretici video|bilgilendirme videosu|hikâye|kısa klip",
	genre: "tanıtım|ürün|marka|güzel|küçük|yeni|iyi|yaratıcı|kısa|kurumsal|hoş",
	occasion: "yıl özeti|yıllık rapor|doğum günü|düğün|yıl dönümü|tarif|açık kapı günü|hava durumu|iş ilanı",
	about: "konulu|adlı|isimli",
	aboutBehind:
		"hakkında|ile ilgili|üzerine|konulu|için|adlı|isimli|hakkında bir|tanıtan|anlatan|açıklayan|duyuran|gösteren|'yi anlatan|nı anlatan",
	seconds: "saniye|saniyelik|sn\\.?|sn|",
	minutes: "dakika|dakikalık|dk\\.?",
	counts:
		"bir=1|iki=2|üç=3|dört=4|beş=5|altı=6|yedi=7|sekiz=8|dokuz=9|on=10|on iki=12|on beş=15|yirmi=20|otuz=30|kırk=40|altmış=60|yarım=0.5",
	ratios: {
		"9:16":
			"story|hikaye|hikâye|dikey|dik|telefon için|reels?|shorts|youtube shorts?|stories|tik ?tok|hikâye formatında|hikaye formatında|hikâye formatı|dikey format|story formatında|story",
		"1:1": "kare|kare formatında",
		"16:9": "yatay|geniş ekran",
		"21:9": "sinemaskop|ultra geniş",
	},
	style:
		"karizmatik|samimi|sıcak|canlı|neşeli|sevimli|zarif|şık|sade|enerjik|duygusal|heyecanlı|neon|hızlı|yavaş|sakin|sessiz|gürültülü|cesur|minimal|minimalist|temiz|sade|basit|modern|retro|vintage|zarif|şık|lüks|oyuncu|eğlenceli|renkli|neşeli|mutlu|komik|ciddi|kurumsal|profesyonel|samimi|dostça|sıcak|soğuk|serin|rahat|karanlık|koyu|açık|parlak|aydınlık|yumuşak|nazik|enerjik|dinamik|canlı|iyimser|taze|ferah|sinematik|dramatik|epik|gizemli|fütüristik|teknolojik|organik|doğal|toprak|rustik|el çizimi|çizim|düz|geometrik|tipografik|kinetik|hareketli|pastel|derin|akıcı|şiirsel|romantik|nostaljik|bayram|sportif|kentsel|ilham verici|duygusal|kısa|öz|zamansız|klasik|büyük|küçük|güçlü|dinlendirici|sihirli|zıplayan|yoğun|tonlarda|tonlar|heyecanlı|melankolik|tatlı|sevimli|çılgın|parıltılı|tropikal|kahramanca|sepya|suluboya|endüstriyel|bilimsel|belgesel|görkemli|soyut|nötr|havalı|trend|ritmik|yazlık|çocuksu|otantik|coşkulu|etkileyici|güzel|üzücü|hüzünlü|anlaşılır|sıcacık|içten|çocukça|gösterişli|abartılı|abartısız|okunaklı|huzurlu",
	moods: {
		calm: "sakin|sessiz|yumuşak|yavaş|dinlendirici|rahat",
		energetic: "enerjik|dinamik|hızlı|cesur|sportif",
		playful: "oyuncu|eğlenceli|renkli|neşeli|komik",
		serious: "ciddi|kurumsal|profesyonel",
		elegant: "zarif|şık|lüks|minimal|minimalist",
		techy: "fütüristik|teknolojik|neon",
		warm: "sıcak|samimi|nostaljik",
		natural: "doğal|organik|taze|rustik",
		cinematic: "sinematik|dramatik|epik|gizemli",
	},
	colours:
		"siyah=black|beyaz=white|kırmızı=red|yeşil=green|mavi=blue|lacivert=navy|sarı=yellow|turuncu=orange|mor=purple|pembe=pink|kahverengi=brown|gri=grey|bej=beige|turkuaz=turquoise|mercan=coral|krem=cream|altın=gold|gümüş=silver|kehribar=amber|nane=mint|zeytin yeşili=olive|fildişi=ivory|lavanta=lavender|hardal=mustard|bordo=burgundy|bakır=amber|lila=lavender|açık mavi=sky blue|koyu mavi=navy",
	technique:
		"müzik|müziği|müzikli|müziksiz|fon müziği|piyano|gitar|ses|seslendirme|yazı tipi|font|tipografi|harfler|arka plan|arka planda|arkaplan|zemin|zeminde|vurgu|renk|renkler|renklerde|renkleri|palet|ton|tonu|tonlar|stil|stili|tarz|tarzı|tarzda|görünüm|hava|havası|atmosfer|estetik|tasarım|grafik|grafikler|animasyon|hareket|geçiş|geçişler|geçişleri|kesme|yakınlaştırma|kamera|tempo|ritim|hız|sahne|sahneler|şekiller|çizimler|illüstrasyon|ikonlar|emoji|fotoğraf|fotoğraflar|resim|görsel|görseller|logo|altyazı|metin|yazı|yazılar|uzunluk|süre|format|formatında|formatı|çözünürlük|ışık|gölge|hedef kitle|kitle|platform|dil|sosyal medya|konfeti|üzerine|ekranı doldursun|kelimesi|enerji|doku|video olsun|olsun|yazsın|çıksın|görünsün|gelsin|dili|dille|dilde|kelime|kelimeler|zor kelimeler|tonlarda|tonunda|renklerle|büyük harfler|çizim|üslup|yazılar büyük|büyük",
	music: {
		noun: "müzik|müziği|müzikli|müzikle|fon müziği|melodi",
		silent: "müziksiz|müzik (?:yok|olmasın|kullanma)|sessiz|sessizce|ses (?:yok|olmasın)",
		kind: "sakin=calm|yumuşak=soft|yavaş=slow|neşeli=happy|mutlu=happy|hareketli=upbeat|hızlı=fast|elektronik=electronic|dramatik=dramatic|epik=epic|gizemli=mysterious|karanlık=dark|hüzünlü=sad|ilham verici=inspiring|akustik=acoustic|klasik=classical|caz=jazzy|enerjik=energetic",
		instrument: "piyano=piano|gitar=guitar|yaylı*=strings|keman*=strings|davul*=drums",
	},
	direct:
		"kullan|kullanın|olsun|olmalı|kalsın|kaçın|sürsün|sürmeli|uzunluğunda|sonunda|başında|bu sırayla|toplam|en fazla|uygun|yönelik|seç|ekle|göster|tut|kullanmayın|kullanma|olmasın|yazsın|yazılsın|görünsün|çıksın|rica ediyorum|rica ederim",
	not: "yok|olmasın|kullanma|kullanmayın|olmadan|hiç|değil|\\p{L}+s[ıiuü]z",
	audience:
		"çocuklar|çocuklara|gençler|gençlere|yetişkinler|öğrenciler|öğrencilere|öğretmenler|veliler|aileler|yaşlılar|yeni başlayanlar|uzmanlar|yatırımcılar|müşteriler|müşterilerimiz|çalışanlar|ekip|ekibimiz|arkadaşlar|üyeler|misafirler|turistler|komşular|takipçiler|kullanıcılar|herkes|okul|sınıf|şirket|web sitesi|web sitemiz|instagram|facebook|linkedin|youtube|tik ?tok|internet|sinema",
	before: "ile|için|ve|formatında|tonlarda",
	lead: {
		title: "konu:|ürün:|marka:|başlık:|başlığı:|başlık olarak|adı:|isim:|adı|ismi|adlı",
		tagline: "slogan:|sloganı:|motto:|alt başlık:",
		opening: "başlangıç:|başta:|açılış:|şununla başla:",
		ending:
			"son:|sonunda:|sonda:|bitiş:|kapanış:|son sahne:|sonunda|son olarak:|şununla bitir:|en sonda|bitişte|kapanışta|sonuna|en sona|videonun sonunda|son karede|son sahnede:|son karede:|son görüntü:|kapanışta:",
		say: "metin:|yazı:|mesaj:|şunu söyle:|şunu yaz:|şunu göster:|göster:|bilgiler:|gerçekler:|alıntı:|içerik:|vurgula:|belirt:|göster|söyle|yaz|metin ?\\d{1,2}:|sahne ?\\d{1,2}:|ekranda:",
		next: "sonra|daha sonra|ardından|önce|ilk olarak|ikinci olarak|son olarak|ve sonra|ilk önce|öncelikle|en sonunda|en son|sonrasında|bunun ardından",
	},
	scene:
		"(?:sütun|çubuk|çizgi|pasta)? ?grafi[kğ]\\p{L}*|diyagram|zaman çizelgesi|tablo|harita|karşılaştırma|liste|geri sayım|alıntı|yorum|rota|sayı",
	list: "adım\\p{L}*|madde\\p{L}*|nokta\\p{L}*|bilgi\\p{L}*|gerçek\\p{L}*|neden\\p{L}*|ipucu\\p{L}*|ipuçları|şey\\p{L}*|avantaj\\p{L}*|fikir\\p{L}*|kural\\p{L}*|sayı\\p{L}*|cümle\\p{L}*|kelime\\p{L}*|bölüm\\p{L}*|aşama\\p{L}*|sahne\\p{L}*",
	and: "ve|veya|&",
	versus: "vs\\.?|karşı|karşısında|kıyasla",
};
