/** Prompts of people in different trades, as they would write them; each gives a sheet in docs/gallery. */
export const BRIEFS: readonly { name: string; trade: string; prompt: string }[] = [
	{
		name: "roastery",
		trade: "Coffee roastery",
		prompt:
			'A 15 second film for the coffee roastery "Kestrel Coffee". 62% of our beans come from three farms. Espresso €2.80, flat white €3.90, cold brew €4.20. Open Mon to Fri 7:30 to 17:00, Sat 9:00 to 14:00. End with "Come by for a cup" and kestrel-coffee.example.',
	},
	{
		name: "clinic",
		trade: "Doctors",
		prompt:
			'Calm 20 second film for a family clinic, "Linden Practice". 4 of 5 appointments start within ten minutes. Steps: book online, come in, talk to your doctor. "They listened to every question." — Maren Holt, patient. Phone +44 20 7946 0188. End with "Book your visit".',
	},
	{
		name: "ferry",
		trade: "Ferry line",
		prompt:
			'20 seconds, 16:9. From Stockholm via Mariehamn to Helsinki. "The slow way across". 17 hours on board, 480 cabins, 1 sauna. Cabins from £89 instead of £119. End with "See you on deck", northline.example.',
	},
	{
		name: "bicycle-repair",
		trade: "Fahrradwerkstatt (German)",
		prompt:
			'Ein 15 Sekunden langes Hochformat-Video für die Fahrradwerkstatt "Speichenwerk". Vorher: zwei Wochen warten. Nachher: heute noch fertig. Bewertung 4,9 von 5. Leistungen: Bremsen einstellen, Schaltung warten, Laufräder zentrieren. Am Ende "Jetzt Termin buchen".',
	},
	{
		name: "bakery",
		trade: "Boulangerie (French)",
		prompt:
			'Un film de 15 secondes pour la boulangerie "Au Levain". Chaleureux, fait main. Pain de seigle 4,80 €, brioche 3,20 €, croissant 1,60 €. Ouvert du mardi au samedi, 7h à 19h. « Le meilleur pain du quartier » — Claire Fabre. Finir par "À demain matin".',
	},
	{
		name: "theatre",
		trade: "Teatro (Spanish)",
		prompt:
			'Un vídeo de 15 segundos, dramático, para el teatro "La Lámpara". Estreno el 9 de octubre a las 20:30, Calle del Pozo 14. "Tres puertas, una noche". Reparto: Elena como Clara, Tomás como el Faro, Inés como la Marea. Terminar con "Reserva tu butaca".',
	},
	{
		name: "beach-cleaning",
		trade: "ONG (Portuguese)",
		prompt:
			'Um filme de 15 segundos sobre a limpeza das praias, "Maré Limpa". 3 de 4 garrafas voltam ao mar. Em 2023: 12 toneladas, em 2024: 19 toneladas, em 2025: 31 toneladas. Terminar com "Junta-te a nós", marelimpa.example.',
	},
	{
		name: "pasta",
		trade: "Ricetta (Italian)",
		prompt:
			'Un video di 20 secondi, ricetta "Spaghetti alla carbonara". Ingredienti: 320 g di spaghetti, 150 g di guanciale, 4 tuorli, 60 g di pecorino. Passaggi: rosolare il guanciale, cuocere la pasta, mescolare fuori dal fuoco. Finire con "Buon appetito".',
	},
	{
		name: "library",
		trade: "Biblioteka (Polish)",
		prompt:
			'15-sekundowy film dla biblioteki "Pod Dębem". 12 480 książek, 36 miejsc do czytania, 0 zł za kartę. Godziny: pon.–pt. 9:00–19:00, sob. 10:00–14:00. Zakończ słowami "Przyjdź poczytać".',
	},
	{
		name: "market",
		trade: "Çay bahçesi (Turkish)",
		prompt:
			'15 saniyelik sıcak bir film: çay bahçesi "Işık Bahçesi". İnce belli çay 25 ₺, simit 20 ₺, limonata 60 ₺. Her gün 8:00–22:00. "Akşamları hep buradayız." — İpek Şahin. Sonunda "Bize uğrayın".',
	},
	{
		name: "tulips",
		trade: "Bloemenkwekerij (Dutch)",
		prompt:
			'Een film van 15 seconden over tulpen, "Kwekerij de Zon". Van bol tot bloem: planten in oktober, wachten tot april, plukken in mei. 7 van de 10 bollen gaan naar de buren. Eindig met "Kom plukken".',
	},
	{
		name: "onsen",
		trade: "温泉旅館 (Japanese)",
		prompt:
			"15秒の動画。温泉旅館「月の湯」。静かで上品に。客室は12室、源泉は42度。東京から軽井沢まで70分。最後に「お待ちしております」。",
	},
	{
		name: "night-market",
		trade: "夜市 (Chinese)",
		prompt: "15秒竖屏视频，霓虹风格。夜市「灯火」。豆花 12元，烤串 5元，桂花茶 8元。每天 18:00–24:00。结尾写「今晚见」。",
	},
	{
		name: "pottery",
		trade: "도자기 공방 (Korean)",
		prompt:
			'15초 영상. 도자기 공방 "흙과 불". 단계: 흙을 고르기, 물레 돌리기, 가마에 굽기. 1,240도에서 18시간. 마지막에 "함께 빚어요".',
	},
	{
		name: "perfume",
		trade: "عطور (Arabic)",
		prompt:
			'فيلم مدته 15 ثانية، فاخر، لعطر "ليل الورد". ثلاث نوتات: ورد، عود، مسك. 48 ساعة من العطر. السعر 290 درهم. انتهِ بعبارة "اكتشف العطر".',
	},
	{
		name: "game-jam",
		trade: "Game developers",
		prompt:
			'Neon on black, fast, 12 seconds. "Pixel Night", a game jam. 48 hours, 30 teams, 1 theme. Starts in 5 days. npm create pixel-night. End with "Bring a keyboard", pixelnight.example.',
	},
	{
		name: "rowing",
		trade: "Sports club",
		prompt:
			'A bold 12 second vertical film. Cup final: Harbour Rowers 3 - 2 Mill Town, after extra time. "We row again on Sunday." — Ada Quist, captain. End with "Tickets at the gate".',
	},
	{
		name: "solar",
		trade: "Energy report",
		prompt:
			'A 25 second report film. "Roofs that pay". Solar power by year: 2021: 12 GWh, 2022: 19 GWh, 2023: 31 GWh, 2024: 46 GWh. Where a euro goes: panels 48%, work 30%, grid 14%, advice 8%. 1 in 3 roofs is ready. End with "Ask for your roof".',
	},
	{
		name: "kindergarten",
		trade: "Kindergarten",
		prompt:
			'Playful, colourful, bouncy, 15 seconds, for the kindergarten "Puddle & Hill". Three things we do every day: dig in the mud, sing too loud, nap under the tree. 18 children, 5 grown-ups, 1 rabbit. End with "Come and play".',
	},
	{
		name: "app",
		trade: "Software",
		prompt:
			'15 second product film for the app "Tidewater": show it on a phone. It plans your week, shares it with the family and reminds you once. Tidewater vs paper: setup 2 min vs 20 min, sharing 1 tap vs none. Rating 4.8 of 5 from 2,310 people. End with "Try it free", tidewater.example.',
	},
	{
		name: "museum",
		trade: "Museum",
		prompt:
			'An editorial 20 second film, 4:5. "A mill becomes a school". 1894: the mill is built. 1961: the last sack of flour. 2003: a roof, at last. 2026: ninety pupils. Curated by Lena Moor, photographs by Jon Abara. End with "Free entry on Thursdays".',
	},
	{
		name: "wedding",
		trade: "Invitation",
		prompt:
			'An elegant square film of 12 seconds. You are invited: Saturday, 12 June, 4 pm, Orchard House, Mill Lane 3. "Nora & Sami". Dinner at 7, dancing at 9. End with "Please reply by May".',
	},
	{
		name: "weather",
		trade: "Local news",
		prompt:
			'15 seconds, weather for Aarhus. Monday sun 19 to 11 degrees, Tuesday clouds 17 to 12 degrees, Wednesday rain 14 to 10 degrees, Thursday wind 16 to 9 degrees. "Take a coat on Wednesday."',
	},
	{
		name: "brewery",
		trade: "Brewery, widescreen",
		prompt:
			'A 21:9 film of 15 seconds, rustic, for the brewery "Old Weir". Water 92%, malt 6%, hops and yeast 2%. Pale ale 4.6%, stout 5.8%, wheat beer 5.1%. Brewed since 1897. End with "Drink it here", 14 Harbour Row.',
	},
];
