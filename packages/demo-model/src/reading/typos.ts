/** Words of a request, that people who type fast misspell: a swapped pair of letters is put right. */
const WORDS =
	"make|create|video|videos|film|films|short|second|seconds|minute|minutes|vertical|portrait|landscape|square|please|about|music|background|colours|colors|advert|trailer|teaser|mach|erstelle|sekunden|hochformat|querformat|quadratisch|bitte|musik|hintergrund|vidéo|secondes|verticale|segundos|vertical|cuadrado|quadrado|secondi|verticale|quadrato|sekund|pionowo|seconden|verticaal|vierkant|saniye|dikey".split(
		"|",
	);
/** Letters from which on one wrong letter is taken for a slip as well: shorter words have too many neighbours. */
const LONG = 7;

/** The text with slips in the words of a request put right; as long as before, so that places in it stay the same. */
export function withoutTypos(text: string): string {
	return text.replace(/(?<![\p{L}\p{N}])\p{L}{4,12}(?![\p{L}\p{N}])/gu, (word) => {
		const low = word.toLowerCase();
		const candidates = low.length === word.length ? WORDS.filter((known) => known.length === word.length) : [];
		if (candidates.includes(low)) return word;
		return candidates.find((candidate) => isSlip(low, candidate)) ?? word;
	});
}

/** Two neighbouring letters swapped, or one wrong letter within a long word. */
function isSlip(word: string, meant: string): boolean {
	const wrong = [...word].flatMap((letter, index) => (letter === meant[index] ? [] : [index]));
	const [first = 0, second] = wrong;
	if (wrong.length === 2 && second === first + 1) return word[first] === meant[second] && word[second] === meant[first];
	return wrong.length === 1 && word.length >= LONG && first > 0 && first < word.length - 1;
}
