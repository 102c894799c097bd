import type { Language } from "./words/types.ts";

/**
 * Forms of instructions with words of any kind in them, so that no list has to know those words. Patterns: `…` stands for
 * what is said, up to a mark of separation or the word that names the subject; a space for any blank. In languages that
 * have the form behind its words, `…` comes first.
 */
export interface Phrases {
	/** How the film should look or feel: "in the style of …", "should feel like …". */
	style: string;
	/** Whom it is for: "aimed at …". */
	audience: string;
	/** Requests: "I'd love", "can you make me". */
	make: string;
	/** A word for the film that is none: "something that …". Only behind a request. */
	film: string;
	/** What leads to the subject: "that gets people excited about". */
	about: string;
	/** The same behind the subject. */
	aboutBehind: string;
	/** What leads to the subject, and the verb that ends its clause: "das Lust auf … macht". */
	frames: readonly (readonly [string, string])[];
	/** Asks to compare what follows: "compare the two plans". */
	compare: string;
}

export const PHRASES: Readonly<Record<Language, Phrases>> = {
	en: {
		style:
			"(?:please|pls|plz) (?:read|show|make|keep|put|set|have|do|write|display) (?:it|them|this|that|these|everything|all|each) …|in the style of …|in the manner of …|in (?:a|an) … (?:style|look|manner|tone|mood|fashion|aesthetic)|with (?:a|an|some) … (?:feel|feeling|vibe|look|mood|tone|touch|flair|energy|aesthetic)|(?:look|design|style|visuals|film|video|clip|colours|colors) inspired by …|reminiscent of …|(?:should|must|needs to|has to|ought to) (?:feel|look|sound|read|be|come across) (?:a bit |a little |more )?(?:like|as if|as though) …|(?:make it|make this|let it|have it) (?:feel|look|sound) (?:a bit |a little |more )?(?:like|as if) …|give it (?:a|an|the) … (?:feel|vibe|look|mood|touch|flair)|evoking …",
		audience:
			"aimed (?:squarely |mainly |mostly )?at …|targeting …|targeted (?:at|to|towards) …|geared (?:to|towards?) …|addressed to …|directed at …|for an audience of …|(?:the |our |my )?(?:target )?(?:audience|viewers) (?:is|are|will be|would be) …|(?:it|this) (?:will be|is) shown (?:at|in|on|to) …|(?:it|this) will (?:play|run) (?:at|in|on) …|we(?:'ll| will) show it (?:at|in|on|to) …|to be shown (?:at|in|on|to) …",
		make: "invit(?:e|ing) (?:[\\p{L}']+ ){1,3}to|(?:i|we)(?:'d| would) (?:really |absolutely |just )?(?:love|appreciate)(?: it if you (?:made|could make))?|(?:i'm|i am|we're|we are) (?:looking for|after|hoping for)|i was (?:hoping for|wondering if you could (?:make|create|do))|would (?:it be possible|you be able) to (?:make|get|have|create)|(?:can|could|would|will) you (?:please |maybe |possibly )?(?:make|create|do|put together|whip up|help me with|help us with)(?: me| us)?|(?:can|could|may) (?:i|we) (?:please )?(?:get|have)|compare(?= (?:our|my|your|their) \\p{L}+(?: \\p{L}+)?\\s*:)|(?:here(?:'s| is| are)|this is|these are) (?:what|the \\p{L}+|all|everything) (?:that )?(?:we|i|you)(?:'d| would|'ll| will)? (?:like|want|need|wish|have|should (?:show|have)|had in mind)(?: to (?:see|have|show|include|put))?|help (?:me|us) (?:make|create|with)|put together|whip up|come up with",
		film: "(?<=(?:need|make|create|want|do) (?:me |us )?(?:a|an) )story|(?<=(?:make|making|do|want|need|love|like|for|create|have|get|appreciate|me|us|of|after|up|together) )something(?= (?:that|which|for|about|to|with|short|nice|cool|fun)|,)",
		about:
			"that (?:gets|will get) (?:people|everyone|them|folks|viewers) (?:excited|talking|curious|interested|hooked) (?:about|on|for|in)|that makes (?:people|everyone|viewers|you|them|folks) (?:want to (?:visit|come to|try|join|buy|book|go to)|curious about|fall in love with|excited about)|to get people (?:excited about|to come to|to visit|interested in)|to (?:advertise|market|showcase|spread the word about|invite people to|invite everyone to|let people know about|tell people about)|that (?:advertises|showcases|invites people to|tells people about|spreads the word about)|inviting everyone to",
		aboutBehind: "",
		frames: [],
		compare: "compar(?:e|ing) (?:the (?:two|three|following)|these(?: two| three)?|both|them)(?: \\p{L}+)?(?=\\s*[:.])",
	},
	de: {
		style:
			"im stil (?:von|der|des|eines|einer) …|in einem … stil|im … (?:stil|look)|(?:soll|sollte|muss|darf) (?:bitte )?(?:wie|nach) … (?:wirken|aussehen|klingen|sein)|(?:soll|sollte|muss|darf) sich (?:bitte )?(?:anfühlen|anhören|lesen) wie …|(?:soll|sollte|muss|darf) sich (?:bitte )?wie … (?:anfühlen|anhören|lesen)|(?:soll|sollte|muss|darf) (?:aussehen|wirken|klingen) wie …|(?:soll|sollte|muss) an … erinnern|mit (?:einem|einer|viel) … (?:gefühl|look|stil|charme|flair|ton|anmutung|stimmung|note)|angelehnt an …|in der (?:art|anmutung) (?:von|eines|einer) …",
		audience:
			"(?:gerichtet|richtet sich|wendet sich) an …|(?:gedacht|bestimmt|geeignet) für …|(?:die |unsere )?zielgruppe (?:ist|sind|wären) …|für die zielgruppe …|(?:er|es|das video|der film) (?:läuft|wird gezeigt) (?:auf|in|bei|im) …",
		make: "(?:bräuchten?|brauchen?|suchen?)(?= (?:mal |noch |bitte )?(?:für|eine?n?|nen) )|(?:ich|wir) (?:hätten?|bräuchten?|suchen?|wünschen? (?:mir|uns)|würden? (?:mir |uns )?(?:so |sehr )?gern\\p{L}*)(?: gern\\p{L}*)?|(?:könntest|kannst|würdest|magst) du (?:mir |uns )?(?:bitte |vielleicht )?|(?:könnten|können|würden) sie (?:mir |uns )?(?:bitte |vielleicht )?|wäre es möglich|(?:hier|das) ist,? was (?:wir|ich) (?:gerne? )?(?:hätten?|möchten?|wollen?|brauchen?)|hilf mir (?:bitte )?|machst du (?:mir |uns )?(?:bitte )?",
		film: "(?<=(?:gern|gerne|was|mir|uns|bitte|brauche|möchte|will|suche) )etwas(?=,| für| zu| über| mit)",
		about: "um … zu bewerben|zur werbung für|als werbung für",
		aboutBehind: "",
		frames: [
			["(?:der|das|die) (?:so richtig |richtig |viel )?(?:lust|neugierig|appetit|werbung) (?:auf|für)", "macht|machen"],
			["(?:der|das|die) (?:zum|zur|zu|alle zum|alle zur)", "einlädt|einladen"],
			["mit (?:dem|der) (?:ich|wir)", "bewerben|vorstellen|ankündigen|einladen"],
		],
		compare: "vergleich\\p{L}* (?:die (?:zwei|beiden|drei)|diese(?: beiden| zwei)?|beide)(?: \\p{L}+)?(?=\\s*[:.])",
	},
	fr: {
		style:
			"dans le style (?:de|d'|du|des) ?…|à la manière (?:de|d'|du|des) ?…|dans l'esprit (?:de|d'|du|des) ?…|(?:doit|devrait|doivent) (?:donner|évoquer|rappeler|ressembler|faire penser|avoir l'air|sembler|sonner) …|(?:donner|donne|donnant) (?:l'impression|le sentiment|la sensation) …|avec une? … (?:ambiance|atmosphère|touche)|(?:avec|dans) une? (?:ambiance|atmosphère|touche|esprit) …",
		audience:
			"destinée?s? (?:à|aux|au) …|à destination (?:de|des|du|d') ?…|qui s'adresse (?:à|aux|au) …|s'adressant (?:à|aux|au) …|(?:la |le |notre )?(?:cible|public cible|public visé|public) (?:est|sont|sera) …|(?:il|elle) sera (?:diffusée?|projetée?|montrée?) …",
		make: "(?:j'aurais|on aurait|nous aurions) besoin (?:de|d'|d'une?)|(?:on aimerait|nous aimerions|j'adorerais|je cherche|nous cherchons|il nous faudrait|il me faudrait|on voudrait|nous voudrions|nous souhaitons|je souhaite|je souhaiterais)|(?:pourriez-vous|pourrais-tu|peux-tu|tu peux|pouvez-vous|est-ce que (?:tu peux|vous pouvez|vous pourriez)) ?(?:me |nous )?(?:faire|créer|réaliser|préparer)?",
		film: "(?<=(?:besoin de|besoin d'|voudrais|aimerais|veux|cherche|faut|faire) )quelque chose(?= qui| de| pour| sur|,)",
		about:
			"qui donne (?:envie|l'envie) (?:de (?:venir|aller|participer) (?:à|au|aux)|de (?:visiter|découvrir|goûter|venir voir|rejoindre)|d'(?:essayer|aller à|aller au))|pour (?:annoncer|promouvoir|présenter|inviter (?:à|au)|faire connaître|célébrer|fêter)|qui (?:annonce|invite (?:à|au|aux)|célèbre|raconte|vante|promeut)",
		aboutBehind: "",
		frames: [],
		compare: "compare[rz]? (?:les (?:deux|trois)|ces (?:deux|trois)?|tous les deux)(?: \\p{L}+)?(?=\\s*[:.])",
	},
	es: {
		style:
			"al estilo (?:de|del) …|en (?:el )?estilo (?:de|del) …|con (?:un |una )?(?:aire|toque|ambiente|tono|sensación|atmósfera) …|(?:que|debe|debería|tiene que|quiero que) (?:transmit\\p{L}*|se sient\\p{L}*|sentirse|parezca|parecer|parecerse|evoque|evocar|recuerde|recordar|suene|sonar)(?: como| a)? …",
		audience:
			"(?:dirigid|destinad|orientad|enfocad)[oa]s? (?:a|al) …|pensad[oa]s? para …|(?:el |nuestro )?público (?:objetivo )?(?:es|son|será) …|se (?:mostrará|proyectará) en …",
		make: "me (?:gustaría|encantaría)(?: tener)?|nos (?:gustaría|encantaría)(?: tener)?|quisiera|quisiéramos|(?:podrías|podría|puedes|puede) (?:por favor )?(?:hacer(?:me|nos)?|crear(?:me|nos)?|preparar)|busco|buscamos|estaría bien|necesitamos",
		film: "(?<=(?:gustaría|encantaría|quiero|quisiera|necesito|hacer|hacerme|haz|busco) )algo(?= que| para| sobre| con| de|,)",
		about:
			"que (?:invite (?:a|al)|anime a (?:venir|ir) (?:a|al)|dé ganas de (?:ir a|ir al|visitar|venir a|venir al|probar)|anuncie|presente|cuente|celebre|dé a conocer)|para (?:anunciar|promocionar|presentar|invitar (?:a|al)|dar a conocer|celebrar)",
		aboutBehind: "",
		frames: [],
		compare: "compara\\p{L}* (?:(?:los|las) (?:dos|tres)|est[oa]s(?: dos| tres)?|ambos|ambas)(?: \\p{L}+)?(?=\\s*[:.])",
	},
	pt: {
		style:
			"(?:no|ao) estilo (?:de|do|da|dos|das) …|com (?:um |uma )?(?:ar|toque|clima|tom|ambiente|atmosfera) …|(?:que|deve|deveria|precisa|tem que|quero que) (?:transmit\\p{L}*|pareça|parecer|lembre|lembrar|evoque|evocar|passe|passar)(?: como| a)? …",
		audience:
			"(?:dirigid|destinad|voltad|direcionad)[oa]s? (?:a|ao|à|aos|às|para) …|pensad[oa]s? para …|(?:o |nosso )?público(?:-alvo)? (?:é|são|será) …|(?:será|vai ser) exibid[oa] (?:em|no|na) …",
		make: "(?:eu )?(?:gostaria|adoraria|queria) (?:de )?(?:ter )?|gostaríamos de(?: ter)?|queríamos|(?:você )?(?:pode|poderia|consegue) (?:me |nos )?(?:fazer|criar|preparar)|precis(?:o|amos) de|estou procurando|tem como fazer|dá para fazer",
		film: "(?<=(?:gostaria de|gostaria|queria|quero|preciso de|fazer|faça|adoraria) )algo(?= que| para| sobre| com|,)",
		about:
			"que (?:convide (?:para|a)|dê vontade de (?:ir (?:a|ao|à)|visitar|conhecer|provar)|anuncie|apresente|conte|celebre|divulgue)|para (?:anunciar|divulgar|apresentar|convidar para|celebrar)",
		aboutBehind: "",
		frames: [],
		compare: "compar[ea]\\p{L}* (?:(?:os|as) (?:dois|duas|três)|est[ea]s(?: dois| duas)?|ambos|ambas)(?: \\p{L}+)?(?=\\s*[:.])",
	},
	it: {
		style:
			"nello stile (?:di|del|della|dei|degli|delle) …|in stile …|con (?:un'|un |una )?(?:atmosfera|tono|tocco|aria|sapore) …|(?:deve|dovrebbe|devono|vorrei che) (?:sembrare|ricordare|evocare|trasmettere|dare l'idea|suonare|sembrasse)(?: come)? …|che (?:trasmetta|ricordi|evochi|sembri) …",
		audience:
			"(?:rivolt|destinat|indirizzat|dedicat)[oaie] (?:a|ai|al|agli|alle|alla) …|pensat[oaie] per …|(?:il |nostro )?(?:target|pubblico) (?:è|sono|sarà) …|verrà (?:mostrat|proiettat)[oa] …",
		make: "(?:vorrei|vorremmo|mi piacerebbe|ci piacerebbe)(?: avere)?|(?:potresti|puoi|potreste|può) (?:per favore )?(?:fare|farmi|farci|creare|crearmi|preparare)|mi serv(?:e|irebbe)|ci serv(?:e|irebbe)|(?:avrei|avremmo) bisogno di|cerco|cerchiamo",
		film: "(?<=(?:vorrei|piacerebbe|serve|bisogno di|fare|voglio|cerco) )qualcosa(?= che| per| su| di| con|,)",
		about:
			"che (?:inviti (?:a|al|alla)|faccia venire voglia di (?:visitare|venire (?:a|al|alla)|provare)|annunci|presenti|racconti|celebri)|per (?:annunciare|promuovere|presentare|invitare (?:a|al|alla)|celebrare|far conoscere)",
		aboutBehind: "",
		frames: [],
		compare: "confront\\p{L}* (?:(?:i|le) (?:due|tre)|quest[ie](?: due| tre)?|entramb[ie])(?: \\p{L}+)?(?=\\s*[:.])",
	},
	pl: {
		style:
			"w stylu …|w klimacie …|w duchu …|(?:ma|powin\\p{L}+|niech) (?:przypomina\\p{L}*|kojarzyć się|wyglądać|brzmieć|oddawa\\p{L}*|budzi\\p{L}*)(?: z| jak)? …",
		audience:
			"skierowan\\p{L}+ do …|przeznaczon\\p{L}+ dla …|adresowan\\p{L}+ do …|(?:nasza )?(?:grupa docelowa|grupą docelową|odbiorcy|odbiorcami) (?:to|są) …",
		make: "(?:chciał(?:bym|abym)|chcielibyśmy)(?: mieć| dostać)?|poproszę(?: o)?|proszę o|(?:czy )?(?:możesz|mógłbyś|mogłabyś|możecie) (?:mi |nam )?(?:zrobić|stworzyć|przygotować)|przydałby się|szuka(?:m|my)|zrób (?:mi|nam)",
		film: "(?<=(?:chciałbym|chciałabym|potrzebuję|zrób|zrobić|poproszę o) )coś(?= o| dla| na|,)",
		about:
			"który (?:zachęci do|zaprosi na|pokaże|przedstawi|promuje|opowiada o|zaprasza na)|(?:promujący|zapraszający na|przedstawiający|pokazujący|reklamujący|zachęcający do|zapowiadający)",
		aboutBehind: "",
		frames: [],
		compare: "porównaj (?:te|oba|obie|dwa|dwie|oba te)(?: \\p{L}+){0,2}(?=\\s*[:.])",
	},
	nl: {
		style:
			"in de stijl van …|in (?:een )?… stijl|met een … (?:gevoel|sfeer|look|uitstraling|tintje)|(?:moet|mag|zou moeten) (?:aanvoelen|voelen|klinken|eruitzien|lijken)(?: als| op)? …|(?:moet|mag) (?:als|op) … (?:aanvoelen|voelen|klinken|lijken)|(?:moet|mag) doen denken aan …",
		audience:
			"gericht op …|bedoeld voor …|bestemd voor …|(?:de |onze )?doelgroep (?:is|zijn) …|wordt (?:getoond|vertoond) (?:in|op|bij) …",
		make: "(?:ik|we|wij) (?:wil|willen|zou|zouden) (?:heel )?graag|(?:zou|kun|kan) je (?:voor ons |voor mij |me |ons )?(?:alsjeblieft )?|(?:kunt|zou) u|(?:ik zoek|we zoeken|wij zoeken)|maak je",
		film: "(?<=(?:graag|wil|zoek|maak|van) )iets(?= dat| wat| voor| over| met|,)",
		about: "(?:dat|die) zin (?:geeft|maakt) in|(?:dat|die) uitnodigt (?:voor|tot)|ter promotie van|ter aankondiging van",
		aboutBehind: "",
		frames: [["om", "te promoten|aan te kondigen|voor te stellen|te vieren"]],
		compare: "vergelijk (?:de (?:twee|drie)|deze(?: twee| drie)?|beide)(?: \\p{L}+)?(?=\\s*[:.])",
	},
	tr: {
		style:
			"… (?:tarzında|stilinde|havasında)|… gibi (?:hissettir\\p{L}*|görün\\p{L}*|olsun|olmalı)|… (?:hissi|duygusu|havası) (?:ver\\p{L}*|uyandır\\p{L}*)",
		audience: "… yönelik|hedef kitle(?:miz|si)? …|… hitap (?:eden|etsin)",
		make: "ister(?:im|iz|dim)|istiyor(?:um|uz)|(?:yapabilir|yapar|hazırlar|hazırlayabilir|oluşturur) mısın(?:ız)?|yapabilir misin(?:iz)?|lazım|ihtiyac(?:ım|ımız) var|rica ed(?:iyorum|erim)|olsa (?:harika|güzel) olur",
		film: "",
		about: "",
		aboutBehind: "tanıtan|anlatan|duyuran|davet eden|kutlayan",
		frames: [],
		compare: "(?:bu|şu)? ?(?:ikisini|ikiyi|iki \\p{L}+|üç \\p{L}+) karşılaştır\\p{L}*",
	},
	ja: {
		style:
			"…のような(?:雰囲気|感じ|トーン|スタイル|世界観|気分)(?:で|に|の)?(?:お願いします)?|…をイメージして|…っぽく|…(?:風|ふう)(?:に|の|で)(?:仕上げて(?:ください)?|お願いします)?|…(?:の|な)(?:雰囲気|テイスト|トーン|世界観)(?:で|に)(?:お願いします|仕上げて(?:ください)?)?",
		audience: "…向け(?:に|の|で)?|…を対象(?:に|とした|にした)|(?:対象|ターゲット)は…(?:です)?",
		make: "作って(?:ください|ほしいです|ほしい|もらえますか|もらえませんか|くれますか|くれませんか|いただけますか)|(?:を)?お願い(?:します|できますか|いたします|したいです)|が?(?:欲しい|ほしい)(?:です)?|(?:作成|制作)(?:して(?:ください|ほしいです)?|をお願いします)",
		film: "",
		about: "",
		aboutBehind: "を紹介する|を宣伝する|を知らせる|のための|に行きたくなる(?:ような)?|を伝える|を祝う",
		frames: [],
		compare: "(?:この)?(?:二つ|2つ|ふたつ|両方|三つ|3つ)を?比較(?:して(?:ください)?)?",
	},
	zh: {
		style:
			"(?:要|应该|应当)?(?:像|仿佛|如同)…(?:一样|一般|似的|的感觉|的氛围)|(?:采用|用|以)…(?:的)?(?:风格|氛围|感觉|基调)|(?:要有|营造|带有)…(?:的)?(?:感觉|氛围|气氛)",
		audience: "面向…(?:的)|针对…(?:的)|(?:目标)?(?:受众|观众)(?:是|为)…",
		make: "(?:请|麻烦|拜托)?(?:你|您)?(?:能不能|可不可以|可以|能)?(?:帮我|帮我们|给我|给我们)(?:做|制作|弄|生成|来)(?:一个|一段|一条|个)?|(?:我|我们)?(?:想要|希望有|想做|想拍|想制作|想弄|需要|要做)(?:一个|一段|一条|个)?",
		film: "",
		about: "",
		aboutBehind: "",
		frames: [],
		compare: "(?:请)?比较(?:一下)?(?:这|以下)?(?:两|三)(?:个|种|款)?\\p{L}{0,4}(?=[:：。])",
	},
	ko: {
		style:
			"…(?:같은|의|한) (?:느낌|분위기)(?:으로|로|이|가)?(?: 나게)?|…처럼 (?:느껴지\\p{L}*|보이\\p{L}*)|… 스타일(?:로|의)|…풍(?:으로|의)",
		audience: "… 대상(?:으로|의)|타깃은 …|…(?:을|를) 대상으로 (?:한|하는)?",
		make: "만들어 ?(?:줘|주세요|줄래|주실 수 있나요|주시겠어요|줄 수 있어|줄래요)|부탁(?:해|해요|드립니다|드려요|합니다)|(?:이|가)? ?필요(?:해요|합니다)|원(?:해요|합니다)|있으면 좋겠(?:어요|습니다)|제작해 ?(?:줘|주세요)",
		film: "",
		about: "",
		aboutBehind: "(?:을|를) 소개하는|(?:을|를) 알리는|(?:을|를) 홍보하는|에 초대하는",
		frames: [],
		compare: "(?:두|세) (?:가지|개)?(?:를|을)? ?비교(?:해 ?(?:줘|주세요))?",
	},
	ar: {
		style:
			"على (?:طراز|نمط|غرار|طريقة) …|بأسلوب …|بطابع …|(?:يجب أن|ينبغي أن|أريده أن|أريد أن) (?:يبدو|تبدو|يشبه|تشبه|يوحي|يمنح|يعطي) …",
		audience: "موجه\\p{L}* (?:إلى )?…|(?:الجمهور|جمهورنا)(?: المستهدف)? (?:هو|هم) …|يستهدف …",
		make: "(?:أود|نود|أرغب في|نرغب في|أحتاج(?: إلى)?|نحتاج(?: إلى)?)|هل يمكن(?:ك|كم)? (?:عمل|إنشاء|صنع|إعداد)|ممكن (?:تعمل|تصنع|تعملون)?(?: لي| لنا)?",
		film: "",
		about: "يعلن عن|يدعو (?:إلى|الناس إلى)|للترويج ل|للإعلان عن|يتحدث عن|يشجع (?:الناس )?على زيارة",
		aboutBehind: "",
		frames: [],
		compare: "قارن بين (?:الاثنين|الخيارين|\\p{L}+ين)(?=\\s*[:.])",
	},
	he: {
		style: "בסגנון …|ברוח …|באווירה של …|באווירת …|(?:צריך|אמור|חייב|שירגיש|שייראה) (?:להרגיש|להיראות|להישמע|להזכיר)?(?: כמו)? …",
		audience: "(?:מיועד|פונה|מכוון)\\p{L}* …|קהל היעד (?:הוא|שלנו הוא) …",
		make: "אשמח ל(?:קבל)?|נשמח ל(?:קבל)?|אפשר (?:לעשות|להכין|ליצור|לקבל)|(?:אני|אנחנו) (?:צריך|צריכה|צריכים|מחפש|מחפשת|מחפשים)|(?:תוכל|תוכלי|תוכלו) (?:לעשות|להכין|ליצור)(?: לי| לנו)?",
		film: "",
		about: "שמזמין (?:את כולם )?ל|שמציג את|שמספר על|שמפרסם את|לקידום|להשקת",
		aboutBehind: "",
		frames: [],
		compare: "השווה בין (?:השניים|שני \\p{L}+|שתי \\p{L}+)(?=\\s*[:.])",
	},
	hi: {
		style: "… (?:की|के) (?:शैली|अंदाज़|अंदाज|स्टाइल) में|… जैसा (?:लगे|लगना चाहिए|माहौल हो|महसूस हो)",
		audience: "दर्शक … हैं",
		make: "(?:मुझे|हमें)|चाहिए|(?:क्या आप )?(?:बना सकते हैं|बना दीजिए|बना दो|बनाइए)|तैयार (?:करें|कीजिए)",
		film: "",
		about: "",
		aboutBehind: "के प्रचार के लिए|का परिचय देने वाला|की घोषणा करने वाला",
		frames: [],
		compare: "(?:इन )?दोनों की तुलना (?:करें|करो|कीजिए)?",
	},
};
