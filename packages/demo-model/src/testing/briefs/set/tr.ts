import type { TestBrief } from "./types.ts";

export const TURKISH: readonly TestBrief[] = [
	{
		class: "advertisement",
		prompt:
			"Kahve dükkânımız Telve için 15 saniyelik dikey bir reklam yap. Taze kavrulmuş çekirdek, günde 3 kavurma, Türk kahvesi 45 TL. Sıcak renkler. Sonunda “Bir kahvenin kırk yıl hatırı var” yazsın.",
		shown: ["Telve", "Taze kavrulmuş çekirdek", "günde 3 kavurma", "45 TL", "Bir kahvenin kırk yıl hatırı var"],
		hidden: ["15 saniyelik", "dikey", "reklam yap", "Sıcak renkler", "Sonunda", "yazsın"],
		ratio: "9:16",
		seconds: 15,
	},
	{
		class: "list",
		prompt:
			"Mercimek çorbası için gerekenler:\n- 2 su bardağı kırmızı mercimek\n- 1 soğan\n- 1 havuç\n- 1 tatlı kaşığı kimyon\n\nSamimi bir video olsun, 20 saniye.",
		shown: ["Mercimek çorbası", "kırmızı mercimek", "soğan", "havuç", "kimyon"],
		hidden: ["Samimi", "video olsun", "20 saniye"],
		seconds: 20,
	},
	{
		class: "percent",
		prompt: "Gençlerin %68'i haberleri telefondan okuyor. Kare video, 8 saniye, mavi.",
		shown: ["%68", "haberleri telefondan okuyor"],
		hidden: ["Kare video", "8 saniye", "mavi"],
		ratio: "1:1",
		seconds: 8,
	},
	{
		class: "contact",
		prompt: "Kapanış ekranı: Deniz Emlak, 0212 555 01 23, denizemlak.com.tr, @denizemlak. 5 saniye",
		shown: ["Deniz Emlak", "0212 555 01 23", "denizemlak.com.tr", "@denizemlak"],
		hidden: ["Kapanış ekranı", "5 saniye"],
		seconds: 5,
	},
	{
		class: "score",
		prompt: "Maç sonucu: Yıldızspor 2 - 1 Kartal Gücü. Goller: Emre 23', Burak 67'. Heyecanlı, 10 saniye.",
		shown: ["Yıldızspor", "Kartal Gücü", "Emre 23'", "Burak 67'"],
		hidden: ["Heyecanlı", "10 saniye"],
		seconds: 10,
		scene: ["Score"],
	},
	{
		class: "messy",
		prompt: "selam bana bi video lazım kuaför salonum için adı saç sanatı kesim 300 tl boya 900 tl pazartesi kapalı güzel olsun",
		shown: ["saç sanatı", "kesim", "300 tl", "boya", "900 tl", "pazartesi kapalı"],
		hidden: ["selam", "video lazım", "güzel olsun"],
	},
];
