import type { WordTable } from "./types.ts";

export const en: WordTable = {
	small:
		"a|an|the|and|or|with|in|on|of|for|to|at|by|as|from|it|its|this|that|these|very|really|quite|rather|bit|some|any|all|only|also|just|please|more|most|less|too|so|but|my|our|your|me|us|i|we|you|like|over|through|under|about|around|roughly|exactly|throughout|overall|there|one|each|every|other|else|nothing|something|want|need|would|i'd|could|can|let's|hi|hello|hey|thanks|thank|etc|kind|sort|lots|lot|much|few|plus|into|out|not",
	own: "don't|be|the|and|with|of|is|are|our|make|about|for|this|that|from|you|your|it",
	make: "make|create|build|produce|design|generate|write|craft|prepare|draft|give me|show me|i need|we need|i want|we want|i'd like|i would like|can you make|could you make|can you create|do|need|want|explain|introduce|announce|promote|present|advertise|celebrate|tell|describe|summari[sz]e|visuali[sz]e|teach|turn",
	film: "films?|videos?|movies?|clips?|reels?|shorts?|short film|ads?|advert*|commercials?|spots?|promos?|teasers?|trailers?|intros?|explainers?|animations?|montage|bumpers?|tik ?toks?|invitations?|invites?|tutorials?|slideshows?|recap|motion graphics?|launch films?|promo video|launch video|product video|explainer video|explainer film|title film|story video|image film|how-to|announcement|post|loop",
	genre:
		"product launch|launch|product|marketing|brand|branding|promo|promotional|promotion|corporate|company|advertising|advertisement|social media|explanatory|educational|training|welcome|onboarding|recruiting|recruitment|greeting|event|teaser|trailer|demo|explainer|intro|image|opening|hype|lyric|title|kinetic|typography|animated|new|little|nice|cool|great|good|awesome|beautiful|lovely|original|creative|wonderful|amazing|stunning|catchy|engaging|scroll-stopping",
	occasion:
		"year in review|annual report|annual review|birthday|wedding|anniversary|save the date|grand opening|open day|open house|recipe|obituary|farewell|graduation|baby shower|job ad|match report|weather report|weather forecast|product comparison|countdown|weekly menu|quarterly results|monthly report",
	about:
		"about|on|for|of|showing|explaining|introducing|presenting|announcing|promoting|advertising|celebrating|to introduce|to announce|to present|to promote|to explain|to show|to celebrate|to launch|that explains|that shows|that introduces|that presents|that announces|that promotes|that tells the story of|that celebrates|telling the story of|around|named|called|comparing|inviting people to|inviting you to|to invite people to",
	seconds: "seconds?|secs?|s|second-long",
	minutes: "minutes?|mins?",
	counts:
		"a=1|an=1|one=1|two=2|three=3|four=4|five=5|six=6|seven=7|eight=8|nine=9|ten=10|twelve=12|fifteen=15|twenty=20|twenty-five=25|thirty=30|forty=40|forty-five=45|sixty=60|ninety=90|half a=0.5",
	ratios: {
		"9:16":
			"vertical|vertically|portrait|portrait format|portrait mode|upright|for phones|phone format|mobile format|tall|reels?|shorts|youtube shorts?|stories|instagram stories|tik ?tok",
		"1:1": "square|square format|squared",
		"16:9": "landscape|landscape format|horizontal|horizontally|widescreen|wide screen|wide format",
		"4:5": "feed format|feed post",
		"21:9": "cinemascope|ultra-?wide|cinema format|scope format|cinema scope",
	},
	style:
		"neon|fast|slow|slowly|quick|quickly|calm|quiet|loud|bold|minimal|minimalist*|minimalistic|clean|simple|modern|retro|vintage|elegant|luxur*|premium|playful|colou?rful|colou?red|bouncy|fun|funny|cheerful|happy|serious|corporate|professional|friendly|warm|cool|cold|cosy|cozy|dark|light|bright|soft|gentle|punchy|energetic|dynamic|lively|optimistic|upbeat|fresh|vibrant|cinematic|dramatic|epic|moody|mysterious|atmospheric|futuristic|techy|tech|organic|natural|earthy|rustic|hand-?drawn|drawn|hand-?made|sketchy|flat|geometric|brutalist|swiss|editorial|typographic|kinetic|animated|pastel|muted|monochrome|black and white|high-?contrast|contrast*|deep|pale|rich|subtle|smooth|snappy|rhythmic|poetic|romantic|nostalgic|dreamy|festive|sporty|urban|edgy|grungy|gritty|quirky|childlike|inspiring|inspirational|emotional|heartfelt|confident|trustworthy|trust|honest|sober|formal|informal|casual|plain|simple|short|concise|stylish|classy|sleek|polished|refined|classic|contemporary|crisp|airy|spacious|big|large|small|huge|tiny|strong|intense|relaxed|relaxing|peaceful|serene|soothing|magical|whimsical|tasteful|understated|restrained|fast-?paced|slow-?paced|zen|sunny|summery|wintry|autumnal|pixel*|8-?bit|comic|cartoon*|paper cut|papercut|kraft|grainy|glossy|matte|metallic|glowing|shiny|saturated|desaturated|airy|no-?nonsense|tongue-in-cheek|witty|humou?rous|ironic|dry|solemn|dignified|respectful|sad|hopeful|urgent|exciting|thrilling|sophisticated|timeless|lo-?fi|hi-?tech|high-?tech|sci-?fi|cyberpunk|vaporwave|art deco|bauhaus|70s|80s|90s|sixties|seventies|eighties|nineties",
	moods: {
		calm: "calm|quiet|soothing|peaceful|relaxed|relaxing|gentle|serene|slow|soft|zen",
		energetic: "energetic|dynamic|fast|fast-?paced|punchy|bold|exciting|upbeat|loud|vibrant|sporty|snappy",
		playful: "playful|fun|funny|cheerful|happy|quirky|colou?rful|bouncy|joyful|childlike|whimsical",
		serious: "serious|corporate|professional|trustworthy|sober|formal",
		elegant: "elegant|luxur*|premium|classy|refined|minimal|minimalist*|editorial|sophisticated|timeless",
		techy: "tech|techy|futuristic|cyberpunk|neon|sci-?fi|hi-?tech|high-?tech",
		warm: "warm|cosy|cozy|friendly|nostalgic|heartfelt",
		natural: "natural|organic|earthy|rustic|fresh",
		cinematic: "cinematic|dramatic|epic|moody|mysterious|atmospheric",
	},
	colours:
		"black=black|white=white|red=red|green=green|blue=blue|yellow=yellow|orange=orange|purple=purple|violet=violet|pink=pink|magenta=magenta|brown=brown|grey=grey|gray=grey|beige=beige|navy=navy|teal=teal|turquoise=turquoise|coral=coral|cream=cream|gold=gold|silver=silver|amber=amber|mint=mint|lime=lime|olive=olive|burgundy=burgundy|terracotta=terracotta|lavender=lavender|peach=peach|salmon=salmon|mustard=mustard|rust=rust|charcoal=charcoal|ivory=ivory|sand=sand|cyan=cyan|indigo=indigo|crimson=crimson|maroon=maroon|sage=sage|rose=rose|sky blue=sky blue|navy blue=navy|dark blue=dark blue|dark green=dark green|forest green=forest green",
	technique:
		"music|soundtrack|songs?|beats?|piano|guitar|strings|voice ?overs?|voice|sound|sounds|sound effects|effects?|fonts?|typeface|typography|type|serif|sans|sans-serif|letters|lettering|text size|background|backdrop|foreground|accents?|accent colou?r|colou?rs?|palette|tones?|tints?|shades?|styles?|look|looks|feel|feeling|vibes?|mood|aesthetics?|design|designs|visuals?|graphics?|animations?|motion|movement|transitions?|cuts?|fades?|zooms?|slides?|pans?|wipes?|camera|pace|paced|pacing|tempo|rhythm|speed|energy|scenes?|shots?|marks?|shapes?|illustrations?|icons?|emojis?|photos?|pictures?|images?|stock photos?|logos?|watermark|captions?|subtitles?|text|texts|words|type size|length|duration|runtime|format|formats|ratio|aspect ratio|aspect|resolution|hd|4k|1080p|fps|frames|layout|margins?|space|white ?space|gradients?|textures?|patterns?|lights?|lighting|neon|glow|shadows?|grain|borders?|theme|art direction|screen|full ?screen|language|audience|target group|target audience|platform|channel|social media|mobile|phones?|confetti|opening|intro|outro",
	music: {
		noun: "music|soundtrack|songs?|beats?|tune|backing track|sound ?track|background music",
		silent:
			"no (?:background |backing )?(?:music|sound|audio|soundtrack)|without (?:any |the )?(?:background |backing )?(?:music|sound|audio|soundtrack)|(?:remove|drop|mute|kill|turn off|delete) (?:the )?(?:background )?(?:music|sound|audio|soundtrack|song)|(?:music|sound|audio) off|silent|silently|in silence|muted",
		kind: "acoustic=acoustic|ambient=ambient|folk=folk|funk*=funky|soul=soul|jazz*=jazzy|lo-?fi=lofi|hip ?hop=hip hop|techno=techno|house=house|electronic=electronic|synth*=synth|synthwave=synthwave|orchestral=orchestral|classical=classical|pop=pop|rock=powerful|upbeat=upbeat|happy=happy|happier=happy|sad=sad|solemn=solemn|tender=tender|inspir*=inspiring|hopeful=hopeful|uplifting=uplifting|emotional=emotional|epic=epic|dramatic=dramatic|powerful=powerful|intense=intense|driving=driving|fast*=fast|energetic=energetic|punchy=punchy|mysterious=mysterious|suspense*=suspense|tense=tense|eerie=eerie|spooky=spooky|dark=dark|dreamy=dreamy|slow*=slow|soft*=soft|gentle=gentle|quiet=quiet|calm*=calm|warm=warm|cosy=cosy|cozy=cozy|bright*=bright|cheerful=cheerful|positive=positive|sunny=sunny|light=light|playful=playful|fun=fun|funny=funny|festive=festive|groovy=groovy|retro=retro|corporate=corporate|modern=modern|dance=dance|trailer=trailer|heroic=heroic|8-bit=digital|lively=lively|relax*=relaxing",
		instrument:
			"piano=piano|guitar=guitar|ukulele=ukulele|strings=strings|marimba=marimba|drums=drums|violins?=strings|synthesi[sz]ers?=synth|bells=bells",
	},
	direct:
		"use|uses|using|keep|keeps|avoid|should be|should feel|should look|should have|must be|must feel|must look|has to be|have to be|make it|make this|keep it|feel|feels|looks|look|set|choose|pick|go for|go with|prefer|think|stay|show|shown|add|don't|do not|lasting|lasts|long|paced|timed|at the end|at the start|in the beginning|in this order|in that order|in order|styled|based|ends?|starts?|opens?|close|in total|total|exactly|max|maximum|at most|no longer than|under|below|up to|per scene|language|tone|spoken|written|aimed|targeted|meant|intended|suitable|optimi[sz]ed|made|designed|formatted|rendered|fit|fits|works?|works on|readable|legible",
	not: "no|without|not|never|don't|do not|avoid|nothing|none|instead of|isn't|shouldn't be|zero",
	audience:
		"kids|children|teens|teenagers|adults|students|pupils|teachers|parents|families|seniors|beginners|experts|professionals|developers|engineers|designers|investors|customers|clients|employees|colleagues|team|staff|boss|friends|members|visitors|guests|tourists|neighbours|followers|subscribers|users|fans|audience|everyone|everybody|public|general public|school|class|classroom|company|website|web site|homepage|landing page|channel|newsletter|presentation|trade fair|fair|meeting|conference|lobby|shop window|instagram|facebook|linkedin|youtube|tik ?tok|twitter|whatsapp|social media|social|web|internet|intranet|tv|cinema|young people|older people|small businesses|startups|managers|donors|voters|citizens|patients|a general audience",
	before: "in|with|for|using|at|on|as|and|under|of",
	lead: {
		title:
			"topic:|subject:|product:|brand:|theme:|company:|title:|titled|the title:|with the title|entitled|headline:|the headline:|called|named|under the title|the name is:|name:",
		tagline:
			"tag ?line:|the tag ?line:|slogan:|the slogan:|claim:|motto:|subtitle:|subtitled|strap ?line:|with the slogan|with the tag ?line",
		opening:
			"starts? with|open with|opens with|begins? with|opening with|starting with|starting on|first show|opening:|opening line:|at the start:|in the beginning:|intro:",
		ending:
			"ends? with|ending with|ends? on|ending on|finish with|finishes with|close with|closes with|closing with|closing line:|at the end:|in the end:|as the ending|ending:|outro:|last scene:|final scene:|final line:|call to action:|cta:|end card:|ends? by saying|sign off with|conclude with|finally say|end saying|finally show",
		say: "with:|say|says|saying|that says|which says|it says|it should say|should say|show that|shows that|showing that|show how|tell that|mention|mentions|mentioning|mention that|include|includes|including|include that|tell people|tell them|tell people that|tell viewers|explain that|state that|point out that|with the text|with the words|with the sentence|with the line|the text:|the words:|the sentence:|text:|reads:|reading|that reads|show|shows|showing|display|add|add that|write|use the text|use the words|use the line|use these words|use this text|it tells|with the message|message:|key message:|the message:|the facts:|facts:|these facts:|key facts:|content:|script:|highlight:|highlights:|highlighting|stress that|emphasi[sz]e|emphasi[sz]e that|key points:|the points are|featuring|feature:|the quote:|around one sentence|around the sentence",
		next: "then|then show|then say|next|next show|after that|afterwards|and then|first|firstly|second|secondly|third|thirdly|fourth|fifth|last|lastly|finally|and finally|followed by|to begin|to start",
	},
	scene:
		"(?:bar|column|line|pie|donut|doughnut)? ?(?:charts?|graphs?|diagrams?)|timelines?|tables?|maps?|comparisons?|lists?|bullet points?|bullets|countdowns?|quotes?|testimonials?|reviews?|checklists?|route|split screen|big numbers?|numbers?|gauge|rings?",
	list: "steps?|points?|facts?|reasons?|tips?|things?|features?|benefits?|items?|bullet points?|bullets|ideas?|rules?|numbers?|figures?|sentences?|lines?|words?|scenes?|slides?|parts?|chapters?|stages?|phases?|messages?|ways|stats?|statistics|data|values",
	and: "and|or|&",
	versus: "vs\\.?|versus|compared to|compared with|against",
};
