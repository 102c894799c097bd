import type { Language } from "../../../reading/language.ts";
import { EVERYDAY_ENGLISH } from "./everyday-en.ts";
import { EVERYDAY_ENGLISH_ROWS } from "./everyday-en-rows.ts";
import { EVERYDAY_EUROPE } from "./everyday-europe.ts";
import type { TestBrief } from "./types.ts";

/** Briefs as people write them in chats, mails and notes, by language. */
export const EVERYDAY: Readonly<Partial<Record<Language, readonly TestBrief[]>>> = {
	en: [...EVERYDAY_ENGLISH, ...EVERYDAY_ENGLISH_ROWS],
	...EVERYDAY_EUROPE,
	tr: [
		{
			class: "invitation",
			prompt:
				"Marmara Üniversitesi mezuniyet töreni, 20 Haziran Cuma 17.00, Göztepe Kampüsü. Davetiye videosu olsun, 15 saniye, lacivert ve altın.",
			shown: ["Marmara Üniversitesi mezuniyet töreni", "20 Haziran Cuma", "17.00", "Göztepe Kampüsü"],
			hidden: ["15 saniye", "lacivert ve altın", "Davetiye videosu olsun"],
			seconds: 15,
			scene: ["Invitation"],
		},
		{
			class: "hours",
			prompt:
				"Lobideki ekran için: Hoş geldiniz! Kahvaltı 07.00-10.30, havuz 09.00-20.00, spa 10.00-22.00. Otel Mavi Koy. Sakin, 15 saniye.",
			shown: ["Hoş geldiniz", "Kahvaltı", "07.00-10.30", "havuz", "09.00-20.00", "spa", "10.00-22.00", "Otel Mavi Koy"],
			hidden: ["Lobideki ekran", "Sakin", "15 saniye"],
			seconds: 15,
			scene: ["OpeningHours"],
		},
	],
	ja: [
		{
			class: "hours",
			prompt: `喫茶ひばりの営業時間
平日 8:00〜18:00
土日 9:00〜20:00
火曜定休
縦型、15秒でお願いします`,
			shown: ["喫茶ひばり", "平日", "8:00〜18:00", "土日", "9:00〜20:00", "火曜", "定休"],
			hidden: ["縦型", "15秒", "お願いします"],
			ratio: "9:16",
			seconds: 15,
		},
		{
			class: "messy",
			prompt:
				"新商品「抹茶ラテ」のお知らせ動画をお願いします。税込480円。4月1日から全店で発売。数量限定。10秒、正方形、落ち着いた雰囲気で。",
			shown: ["抹茶ラテ", "税込480円", "4月1日から全店で発売", "数量限定"],
			hidden: ["お願いします", "10秒", "正方形", "落ち着いた雰囲気"],
			title: "抹茶ラテ",
			ratio: "1:1",
			seconds: 10,
		},
		{
			class: "team",
			prompt: "社員紹介動画：佐藤美咲（営業）、田中健（開発）、鈴木翔（デザイン）。会社名はミライ工房。15秒、明るく、正方形。",
			shown: ["佐藤美咲", "営業", "田中健", "開発", "鈴木翔", "デザイン", "ミライ工房"],
			hidden: ["15秒", "明るく", "正方形"],
			ratio: "1:1",
			seconds: 15,
			scene: ["Team"],
		},
		{
			class: "comparison",
			prompt: "比較動画：電車 45分 480円、バス 70分 300円。横型、15秒。",
			shown: ["電車", "45分", "480円", "バス", "70分", "300円"],
			hidden: ["横型", "15秒", "比較動画"],
			seconds: 15,
		},
	],
	zh: [
		{
			class: "messy",
			prompt: `我们是星河幼儿园，想做一个招生视频，20秒。
招生对象：3-6岁
开学时间：9月1日
学费：每月2600元
报名电话：021-55667788
活泼可爱`,
			shown: ["星河幼儿园", "招生对象", "3-6岁", "开学时间", "9月1日", "学费", "每月2600元", "021-55667788"],
			hidden: ["20秒", "活泼可爱", "想做一个"],
			title: "星河幼儿园",
			seconds: 20,
		},
		{
			class: "weather",
			prompt: "周末天气：周六 晴 28℃，周日 雷阵雨 24℃。杭州。10秒，给大厅屏幕播放",
			shown: ["周六", "晴", "28", "周日", "雷阵雨", "24", "杭州"],
			hidden: ["10秒", "大厅屏幕播放"],
			seconds: 10,
			scene: ["Weather"],
		},
	],
	ar: [
		{
			class: "messy",
			prompt:
				"نريد إعلانا قصيرا لشاشة المتجر: عطور الليل، خصم 30% على كل العطور حتى 15 رمضان. هاتف 0501234567. مدة 10 ثوان، ألوان ذهبية",
			shown: ["عطور الليل", "خصم 30%", "0501234567"],
			hidden: ["شاشة المتجر", "10 ثوان", "ألوان ذهبية", "نريد"],
			seconds: 10,
		},
	],
	hi: [
		{
			class: "messy",
			prompt: "हमारे स्कूल का वार्षिकोत्सव, शनिवार 14 दिसंबर, शाम 5 बजे, मुख्य सभागार। मुख्य अतिथि: डॉ. मीरा नायर। 15 सेकंड, रंगीन",
			shown: ["वार्षिकोत्सव", "शनिवार 14 दिसंबर", "शाम 5 बजे", "मुख्य सभागार", "मुख्य अतिथि", "डॉ. मीरा नायर"],
			hidden: ["15 सेकंड", "रंगीन"],
			seconds: 15,
		},
	],
};
