/** What is counted down to an event, in the languages of the word tables. */
const UNITS =
	"days?|weeks?|hours?|minutes?|nights?|sleeps?|months?|tagen?|tage|wochen?|stunden?|nächten?|nächte|jours?|semaines?|heures?|nuits?|días?|dias?|semanas?|horas?|giorni|giorno|settimane?|ore|dni|dzień|tygodni[ae]?|godzin[ay]?|dagen|dag|weken|week|uur|gün|hafta|saat|日|天|週間|周|小时|時間|일|주|시간|يوما?|أيام|أسابيع|ساعات?|ימים|שבועות|שעות|दिन|हफ़्ते|घंटे";
/** What says behind the unit that the count leads to something. */
const UNTIL =
	"until|till|til|to|to go|left|before|remaining|bis|noch|vor|verbleiben\\p{L}*|avant|jusqu['’]\\p{L}*|restants?|hasta|para|restantes?|até|fino|all['’]?\\p{L}*|al|rimast\\p{L}*|do|został\\p{L}*|pozostał\\p{L}*|tot|te gaan|kaldı|kala|sonra|まで|后|後|남\\p{L}*|까지|حتى|متبق\\p{L}*|על|עד|נותר\\p{L}*|बाकी|तक";
/** What says so before the count. */
const STILL =
	"only|just|noch|nur noch|encore|plus que|il reste|quedan|faltan|solo quedan|faltam|só faltam|restam|mancano|ancora|jeszcze|zostało|jeszcze tylko|nog|nog maar|sadece|あと|还有|還有|距离开业还有|倒计时|앞으로|باقي|متبقي|بقي|עוד|נותרו|सिर्फ|बस";

const BEHIND = new RegExp(
	`^((?:${STILL})\\s?)?(\\d{1,3})\\s?(${UNITS})(?:(?<=[\\p{Script=Han}\\p{Script=Hangul}])|(?![\\p{L}\\p{M}]))\\s?((?:(?:${UNTIL})(?![\\p{L}\\p{M}])|(?:まで|남|까지|后|後)).*)?$`,
	"iu",
);

interface CountdownFound {
	count: number;
	unit: string;
	/** What stands before the count: "only". */
	lead: string;
	/** What it leads to. */
	label: string;
}

/** "5 days until the opening", "Noch 3 Wochen bis …", "あと5日". `asked`: a countdown was asked for, so the unit is enough. */
export function countdownIn(text: string, asked: boolean): CountdownFound | null {
	const range = /^(?:(.*?\s)?count ?down:?\s)?(?:from\s)?(\d{1,3})\s?(?:to|–|-|bis|à|a)\s?(?:1|0|one|zero)$/iu.exec(text.trim());
	if (range?.[2] && (asked || /count ?down/iu.test(text))) return { count: Number(range[2]), unit: "", lead: "", label: "" };
	const found = BEHIND.exec(text.trim());
	if (!found?.[2] || !found[3]) return null;
	const [, lead = "", count, unit, label = ""] = found;
	if (!asked && lead === "" && label === "") return null;
	// "Only 5 days" counts nothing down by itself.
	if (!asked && label === "" && /^(?:only|just|sadece|सिर्फ|बस)\s*$/iu.test(lead)) return null;
	return Number(count) > 0 ? { count: Number(count), unit, lead: lead.trim(), label: label.trim() } : null;
}
