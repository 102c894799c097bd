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

/** Rows of the keyboard: a finger that slips hits a neighbour of the letter that was meant. */
const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** Whether two letters are next to each other on the keyboard. "Trainer" is no "trailer". */
function areNeighbours(one: string, other: string): boolean {
	const places = [one, other].map((letter) => {
		const row = ROWS.findIndex((letters) => letters.includes(letter));
		return { row, column: (ROWS[row] ?? "").indexOf(letter) };
	});
	const [first, second] = places;
	if (!first || !second || first.row < 0 || second.row < 0) return false;
	const across = second.column - first.column;
	if (first.row === second.row) return Math.abs(across) === 1;
	const down = second.row - first.row;
	return Math.abs(down) === 1 && (down === 1 ? across === 0 || across === -1 : across === 0 || across === 1);
}

/** Two neighbouring letters swapped, or one letter of a long word replaced by its neighbour on the keyboard. */
function isSlip(word: string, meant: string): boolean {
	const wrong = [...word].flatMap((letter, index) => (letter === meant[index] ? [] : [index]));
	const [first = 0, second] = wrong;
	if (wrong.length === 2 && second === first + 1) return word[first] === meant[second] && word[second] === meant[first];
	return (
		wrong.length === 1 &&
		word.length >= LONG &&
		first > 0 &&
		first < word.length - 1 &&
		areNeighbours(word[first] ?? "", meant[first] ?? "")
	);
}
