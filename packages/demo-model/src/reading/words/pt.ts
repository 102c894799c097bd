import type { WordTable } from "./types.ts";

export const pt: WordTable = {
	small:
		"um|uma|uns|umas|o|a|os|as|do|da|dos|das|de|e|ou|com|em|no|na|nos|nas|para|por|pelo|pela|ao|à|como|este|esta|isto|isso|esse|essa|muito|muita|bem|bastante|mais|menos|pouco|só|também|por favor|tudo|todo|toda|todos|todas|mas|meu|minha|nosso|nossa|nossos|nossas|seu|sua|me|eu|que|cerca|aproximadamente|exatamente|olá|obrigado|obrigada|quero|queria|queremos|preciso|precisamos|gostaria|não|nada|assim|num|numa|depois|então|pro|pra|pros|pras",
	own: "receita|até|hoje|mas|quando|já|sem|dois|segunda|terça|quinta|sexta|preciso|precisamos|quero|grátis|o|os|um|uma|com|para|não|são|nosso|nossa|do|da|dos|das|em|no|na|faça|faz|crie|vídeo|sobre|pelo|você|mais",
	manners:
		"como combinado|conforme combinado|oi|olá|ola|bom dia|boa tarde|boa noite|obrigad[oa]|muito obrigad[oa]|valeu|pfv|pf|por favor|pode|poderia|podem|consegue|se possível|talvez|tipo|algo|uma coisa|abraços?|atenciosamente|cumprimentos|beijos|surpreenda-me|me surpreenda|a partir (?:do|deste) (?:texto|e-?mail|artigo)(?: abaixo)?|mensagem encaminhada",
	make: "faça|faz|fazer|crie|cria|criar|produza|produz|gere|gera|desenhe|escreva|prepare|quero|queria|queremos|preciso|precisamos|gostaria|explique|explica|apresente|apresenta|anuncie|anuncia|divulgue|conte|mostre-me|preciso de|gostaria de|produzir|montar|preparar|mostrar|queremos anunciar|quero anunciar|anunciar|mostre|compare|divulgar|mostra|me mostra",
	film: "infográficos?|carrossel|story|stories|videozinho|v[ií]deos?|filmes?|clipes?|clips?|reels?|shorts?|curtas?|curtas?-metragens?|an[uú]ncios?|comercial|comerciais|spots?|trailers?|teasers?|intros?|animaç[ãõ]o|animações|convites?|publicidade|propaganda|story|stories|tutorial|promo|promocional|explicativo|tela final|cartão final|encerramento|vinheta|vídeo curto|videozinho|video|vídeo educativo|video educativo|vídeo animado|vídeo promocional|vídeo explicativo|videoclipe|peça|educativ[oa]s?|didátic[oa]s?|convite animado|vídeo institucional|comercial de tv|chamada|filmete|algo (?:legal|bonito|especial|divertido|simples)",
	genre:
		"promocional|publicitári[oa]|produto|marca|bonit[oa]|pequen[oa]|nov[oa]|legal|bom|boa|criativ[oa]|explicativ[oa]|de lançamento|de apresentação|institucional",
	occasion:
		"retrospectiva|balanço do ano|relatório anual|aniversário|casamento|receita|dia aberto|previsão do tempo|oferta de emprego",
	about:
		"sobre|para|de|do|da|dos|das|acerca de|que explica|que mostra|que apresenta|que anuncia|apresentando|mostrando|explicando|anunciando|dedicado a|intitulado|intitulada|chamado|chamada|a respeito de|pro|pra|pros|pras|pro meu|pra minha|que compara|que compare|comparando|que convida para",
	seconds: "segundos?|seg\\.?|s|segs?",
	minutes: "minutos?|min\\.?",
	counts:
		"um=1|uma=1|dois=2|duas=2|três=3|quatro=4|cinco=5|seis=6|sete=7|oito=8|nove=9|dez=10|doze=12|quinze=15|vinte=20|trinta=30|quarenta=40|sessenta=60|noventa=90|meio=0.5|meia=0.5",
	ratios: {
		"9:16":
			"story|stories|vertical|verticais|na vertical|em pé|formato vertical|retrato|para celular|para telemóvel|reels?|shorts|youtube shorts?|stories|tik ?tok|formato story|formato stories",
		"1:1": "quadrad[oa]s?|formato quadrado",
		"16:9": "horizontal|horizontais|na horizontal|paisagem|formato paisagem|widescreen",
		"21:9": "cinemascope|ultra-?wide|formato cinema",
	},
	style:
		"urgente|urgentes|n[eé]on|rápid[oa]s?|lent[oa]s?|calm[oa]s?|tranquil[oa]s?|silencios[oa]s?|ousad[oa]s?|minimalistas?|limp[oa]s?|simples|modern[oa]s?|retr[ôo]|vintage|elegantes?|luxuos[oa]s?|luxo|brincalh[ãõ]o|lúdic[oa]s?|colorid[oa]s?|divertid[oa]s?|alegres?|feliz|séri[oa]s?|corporativ[oa]s?|profissional|profissionais|amig[aá]vel|amigáveis|acolhedor[ae]?s?|quentes?|fri[oa]s?|escur[oa]s?|clar[oa]s?|luminos[oa]s?|brilhantes?|suaves?|delicad[oa]s?|enérgic[oa]s?|dinâmic[oa]s?|viv[oa]s?|vibrantes?|otimistas?|fresc[oa]s?|cinematográfic[oa]s?|dramátic[oa]s?|épic[oa]s?|misterios[oa]s?|futuristas?|tecnológic[oa]s?|orgânic[oa]s?|natural|naturais|terros[oa]s?|rústic[oa]s?|desenhad[oa]s?|geométric[oa]s?|tipográfic[oa]s?|animad[oa]s?|pastel|monocromátic[oa]s?|profund[oa]s?|subtil|sutil|sutis|fluid[oa]s?|poétic[oa]s?|romântic[oa]s?|nostálgic[oa]s?|festiv[oa]s?|desportiv[oa]s?|esportiv[oa]s?|urban[oa]s?|inspirador[ae]?s?|emocionantes?|curt[oa]s?|breves?|concis[oa]s?|atemporal|clássic[oa]s?|grandes?|pequen[oa]s?|fortes?|relaxantes?|mágic[oa]s?|descontraíd[oa]s?|intens[oa]s?|aconchegantes?|melancólic[oa]s?|lind[oa]s?|bonit[oa]s?|bem bonit[oa]s?|fof[oa]s?|tropicais|tropical|heróic[oa]s?|tern[oa]s?|sépia|aquarelas?|industria(?:l|is)|científic[oa]s?|documenta(?:l|is)|majestos[oa]s?|abstrat[oa]s?|acolhedor*|neutr[oa]s?|legal|descolad[oa]s?|impactantes?|ritmad[oa]s?|veranil|natalin[oa]s?|infantil|autêntic[oa]s?|caprichad[oa]s?|triste*|desenhad[oa]s? à mão|desenho à mão|feito à mão|alegre*|infantis|caseir[oa]s?|chamativ[oa]s?|berrante*|legível|legíveis|aconchegante*|vibrante*|de fácil compreensão|fácil de entender|leve|leves|alto astral|pra cima|empolgante*",
	moods: {
		calm: "calm[oa]s?|tranquil[oa]s?|suaves?|relaxantes?|lent[oa]s?",
		energetic: "enérgic[oa]s?|dinâmic[oa]s?|rápid[oa]s?|ousad[oa]s?|vibrantes?",
		playful: "lúdic[oa]s?|divertid[oa]s?|alegres?|colorid[oa]s?|brincalhão",
		serious: "séri[oa]s?|corporativ[oa]s?|profissional",
		elegant: "elegantes?|luxuos[oa]s?|luxo|minimalistas?",
		techy: "futuristas?|tecnológic[oa]s?|n[eé]on",
		warm: "quentes?|acolhedor[ae]?s?|nostálgic[oa]s?|aconchegantes?",
		natural: "natural|naturais|orgânic[oa]s?|fresc[oa]s?|rústic[oa]s?",
		cinematic: "cinematográfic[oa]s?|dramátic[oa]s?|épic[oa]s?|misterios[oa]s?",
	},
	colours:
		"pret[oa]s?=black|negr[oa]s?=black|branc[oa]s?=white|vermelh[oa]s?=red|verdes?=green|azul=blue|azuis=blue|azul-?marinho=navy|azul escuro=navy|amarel[oa]s?=yellow|laranja=orange|rox[oa]s?=purple|violeta=violet|rosa=pink|castanh[oa]s?=brown|marrom=brown|cinza=grey|cinzent[oa]s?=grey|bege=beige|turquesa=turquoise|coral=coral|creme=cream|dourad[oa]s?=gold|ouro=gold|prata=silver|âmbar=amber|menta=mint|bordô=burgundy|terracota=terracotta|verde oliva=olive|marfim=ivory|sálvia=sage|lavanda=lavender|mostarda=mustard|vinho=burgundy|azul marinho=navy|cobre=amber|lilás=lavender",
	technique:
		"música|música de fundo|piano|violão|guitarra|som|sons|voz|narração|fontes?|tipografia|letras?|serifa|fundo|acentos?|destaques?|cor|cores|paleta|tom|tons|estilos?|visual|aparência|ambiente|atmosfera|estética|design|gráficos?|animaç[ãõ]o|animações|movimentos?|transiç[ãõ]o|transições|cortes?|zooms?|câmera|câmara|ritmo|tempo|velocidade|cenas?|formas?|desenhos?|ilustrações|ícones?|emojis?|fotos?|imagem|imagens|logos?|logotipo|legendas|textos?|palavras|duração|formato|resolução|luz|sombras?|público|público-alvo|plataforma|idioma|língua|redes sociais|confete|preenche a tela|a palavra|energia|textura|acabamento|linguagem|linguagem simples|palavras difíceis|letras grandes|maiúsculas|locução|voz em off|efeitos|clima|desenho|traço|traços|vocabulário|trilha|trilha sonora",
	music: {
		noun: "música|música de fundo|trilha sonora|banda sonora|trilha|melodia",
		silent:
			"(?:sem|nenhuma) (?:a )?(?:música|som|áudio|trilha sonora|trilha|banda sonora)|(?:remove|tira|remova|tire) (?:a música|o som)|mudo|silencioso|em silêncio",
		kind: "calm*=calm|tranquil*=calm|suave*=soft|lent*=slow|alegre*=happy|animad*=upbeat|rápid*=fast|eletrônic*=electronic|eletrónic*=electronic|dramátic*=dramatic|épic*=epic|misterios*=mysterious|sombri*=dark|triste=sad|festiv*=festive|inspirador*=inspiring|acústic*=acoustic|orquestral=orchestral|clássic*=classical|jazz=jazzy|funk=funky|enérgic*=energetic",
		instrument: "piano=piano|violão=guitar|guitarra=guitar|cordas=strings|violinos=strings|tambores=drums|ukulele=ukulele",
	},
	direct:
		"use|usa|usar|utilize|mantenha|mantém|evite|evita|deve ser|deve|devem|deveria|ser|seja|dure|duração de|longo|longa|no final|no fim|no início|nesta ordem|no total|máximo|no máximo|pensad[oa]|dirigid[oa]|adequad[oa]|escolha|coloque|mostre|adicione|pro|pra|fazer|que seja|que tenha|que dure|bem",
	not: "sem|não|nada de|nenhum|nenhuma|nunca|evite|nem",
	audience:
		"crianças|jovens|adolescentes|adultos|estudantes|alunos|professores|pais|famílias?|idosos|iniciantes|especialistas|investidores|clientes|funcionários|colegas|equipa|equipe|amigos|membros|visitantes|turistas|vizinhos|seguidores|usuários|utilizadores|fãs|todos|público em geral|escola|turma|empresa|site|website|newsletter|feira|apresentação|instagram|facebook|linkedin|youtube|tik ?tok|whatsapp|redes sociais|internet|cinema|doadores",
	before:
		"em|no|na|com|para|num|numa|e|por|em um mapa|num mapa|no mapa|em letras grandes|na tela|preenche a tela|em formato|no formato|na vertical|na horizontal|em linguagem simples|com clima|com um clima|com música|com tom|com estilo",
	lead: {
		title:
			"tema:|assunto:|produto:|marca:|título:|o título:|com o título|intitulado|intitulada|chamado|chamada|nome:|se chama|que se chama|chamad[oa]s?|o nome é",
		tagline: "slogan:|o slogan:|lema:|subtítulo:|com o slogan|com o lema|assinatura:",
		opening: "comece com|começa com|começar com|abra com|abre com|inicie com|no início:|abertura:",
		ending:
			"termine com|termina com|terminar com|acabe com|acaba com|acabar com|finalize com|finaliza com|encerre com|encerra com|feche com|fecha com|conclua com|no final:|no final mostrar|no final mostre|no final mostra|no fim:|final:|fim:|última cena:|chamada para ação:|encerramento:|e termina em|no final|no fim|termina dizendo|termine dizendo|encerrar com|fechar com|e termine com|no final aparece|no final escreva|no final coloque|última imagem:|última tela:|tela final:",
		say: "com:|diga|diz|diga que|diz que|que diz|mostre|mostra|mostre que|mostra que|mencione|menciona|mencione que|inclua|inclui|adicione|com o texto|com as palavras|com a frase|o texto:|texto:|escreva|conte que|explique que|os dados:|dados:|mensagem:|a mensagem:|conteúdo:|destaque|destaque que|a citação:|indique|texto ?\\d{1,2}:|cena ?\\d{1,2}:|tela ?\\d{1,2}:|linha ?\\d{1,2}:|na tela:|que pergunta|lembrar que|lembre que|mostrar que|mencionar que|informe que|avise que",
		next: "depois|a seguir|em seguida|primeiro|em primeiro lugar|segundo|terceiro|por fim|finalmente|e depois|seguido de|então|primeiramente|em segundo lugar|logo depois|no fim|mais tarde|para começar",
	},
	scene:
		"gráficos?(?: de (?:barras|linhas|colunas|pizza))?|diagramas?|linha do tempo|cronologia|tabela|mapa|comparação|listas?|contagem regressiva|citaç[ãõ]o|citações|depoimentos?|rota|números?",
	list: "passos?|etapas?|pontos?|dados|fatos?|razões|motivos|dicas?|coisas?|vantagens|ideias?|regras?|números?|frases?|linhas?|palavras?|cenas?|partes?|capítulos?|fases?|mensagens",
	and: "e|ou|&",
	versus: "vs\\.?|versus|contra|comparado com|em comparação com",
};
