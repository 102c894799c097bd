import type { WordTable } from "./types.ts";

export const es: WordTable = {
	small:
		"un|una|unos|unas|el|la|los|las|lo|de|del|y|e|o|u|con|en|sobre|a|al|para|por|como|este|esta|esto|estos|estas|ese|esa|muy|realmente|bastante|algo|poco|solo|sólo|también|por favor|más|menos|todo|toda|todos|todas|pero|mi|mis|nuestro|nuestra|nuestros|nuestras|tu|tus|su|sus|me|nos|yo|que|se|alrededor|unos|aproximadamente|exactamente|hola|gracias|quiero|quisiera|queremos|necesito|necesitamos|gustaría|no|nada|bien|así|luego|después|entonces|plan|aire",
	own: "receta|hasta|hoy|pero|aquí|cuando|llama|ya|sin|dos|nueve|lunes|martes|miércoles|jueves|viernes|necesito|necesitamos|quiero|gratis|el|los|las|y|con|para|una|es|son|nuestro|nuestra|del|muy|haz|crea|vídeo|sobre|que|por",
	manners:
		"como hablamos|como acordamos|según lo hablado|hola|hola a todos|buenas|buenos días|buenas tardes|gracias|muchas gracias|gracias de antemano|porfa|porfi|por favor|puedes|podrías|podéis|pueden|si es posible|quizás|tal vez|algo|algo así|un saludo|saludos|saludos cordiales|cordialmente|atentamente|sorpréndeme|a partir (?:del|de este) (?:texto|correo|artículo|mensaje)(?: de abajo)?|mensaje reenviado",
	make: "haz|hazme|haga|hagan|crea|crear|créame|cree|produce|produzca|genera|diseña|escribe|prepara|quiero|quisiera|queremos|necesito|necesitamos|me gustaría|explica|presenta|anuncia|promociona|cuenta|enséñame|queremos anunciar|quiero anunciar|anunciar|muéstrame|cuéntame|compara",
	film: "infografías?|tutos?|carrusel|story|stories|cápsulas?|videíto|vídeo corto|vídeos?|videos?|películas?|pelis?|clips?|reels?|shorts?|cortos?|cortometrajes?|anuncios?|spots?|tráiler*|trailers?|teasers?|intros?|animaci[oó]n|animaciones|invitaci[oó]n|invitaciones|vídeo explicativo|explicativo|promo|promocional|historia|stories|story|film|publicidad|tutorial|videoclips?|pantalla final|tarjeta final|cierre|cortinilla|vídeo corto|video corto|videíto|gráfico|vídeo educativo|video educativo|corto|cortito|clip de vídeo|vídeo promocional|pieza|pieza de vídeo|cápsula|educativ[oa]s?|didáctic[oa]s?|vídeo didáctico|spot publicitario|anuncio de vídeo|reel de instagram|vídeo animado|invitación animada|tarjeta animada|algo (?:bonito|chulo|especial|divertido|sencillo)",
	genre:
		"promocional|publicitario|producto|marca|bonit[oa]|pequeñ[oa]|nuev[oa]|chul[oa]|buen|buena|creativ[oa]|explicativ[oa]|de lanzamiento|de presentación|de promoción|corporativ[oa]",
	occasion:
		"resumen del año|balance anual|informe anual|cumpleaños|boda|aniversario|receta|jornada de puertas abiertas|parte meteorológico|oferta de empleo",
	about:
		"sobre|para|de|del|acerca de|que explica|que muestra|que presenta|que anuncia|presentando|mostrando|explicando|anunciando|dedicado a|en torno a|titulado|titulada|llamado|llamada|de la|del|de los|de las|para mi|para mis|de mi|que compare|que compara|comparando|que invite a",
	seconds: "segundos?|seg\\.?|s|segs?\\.?",
	minutes: "minutos?|min\\.?",
	counts:
		"un=1|una=1|uno=1|dos=2|tres=3|cuatro=4|cinco=5|seis=6|siete=7|ocho=8|nueve=9|diez=10|doce=12|quince=15|veinte=20|veinticinco=25|treinta=30|cuarenta=40|cuarenta y cinco=45|sesenta=60|noventa=90|medio=0.5|media=0.5",
	ratios: {
		"9:16":
			"para historias|formato historias?|story|stories|historia de instagram|vertical|verticales|en vertical|formato vertical|retrato|para móvil|para el móvil|para celular|reels?|shorts|youtube shorts?|stories|tik ?tok|historia de instagram|formato historia|formato story|story|en formato vertical",
		"1:1": "cuadrad[oa]s?|formato cuadrado",
		"16:9": "horizontal|horizontales|apaisad[oa]s?|formato horizontal|panorámic[oa]s?",
		"21:9": "cinemascope|ultra ?panorámic[oa]|formato cine",
	},
	style:
		"urgente|urgentes|neón|rápid[oa]s?|lent[oa]s?|tranquil[oa]s?|calmad[oa]s?|silencios[oa]s?|ruidos[oa]s?|atrevid[oa]s?|audaz|audaces|minimalistas?|limpi[oa]s?|sencill[oa]s?|simples?|modern[oa]s?|retro|vintage|elegantes?|lujos[oa]s?|lujo|juguet[oó]n|juguetona|colorid[oa]s?|divertid[oa]s?|alegres?|feliz|felices|seri[oa]s?|corporativ[oa]s?|profesional|profesionales|amable|amables|amistos[oa]s?|cercan[oa]s?|cálid[oa]s?|frí[oa]s?|acogedor*|oscur[oa]s?|clar[oa]s?|luminos[oa]s?|brillantes?|suaves?|delicad[oa]s?|enérgic[oa]s?|dinámic[oa]s?|viv[oa]s?|vivaz|optimistas?|fresc[oa]s?|cinematográfic[oa]s?|dramátic[oa]s?|épic[oa]s?|misterios[oa]s?|futuristas?|tecnológic[oa]s?|orgánic[oa]s?|natural|naturales|terros[oa]s?|rústic[oa]s?|dibujad[oa]s?|plan[oa]s?|geométric[oa]s?|tipográfic[oa]s?|cinétic[oa]s?|animad[oa]s?|pastel|pasteles|monocromátic[oa]s?|contrastad[oa]s?|profund[oa]s?|sutil|sutiles|fluid[oa]s?|poétic[oa]s?|romántic[oa]s?|nostálgic[oa]s?|festiv[oa]s?|deportiv[oa]s?|urban[oa]s?|inspirador*|emotiv[oa]s?|cort[oa]s?|breves?|concis[oa]s?|chic|atemporal|clásic[oa]s?|grandes?|pequeñ[oa]s?|fuertes?|relajad[oa]s?|relajantes?|mágic[oa]s?|llamativ[oa]s?|solemne|solemnes|intens[oa]s?|melancólic[oa]s?|lind[oa]s?|bonit[oa]s?|mon[oa]s?|loc[oa]s?|brillante?s?|tropical*|heroic[oa]s?|tiern[oa]s?|sepia|acuarelas?|industrial*|científic[oa]s?|documental*|majestuos[oa]s?|surrealistas?|abstract[oa]s?|neutr[oa]s?|fun|cool|guay|molón|chul[oa]s?|potente?s?|rítmic[oa]s?|veranieg[oa]s?|navideñ[oa]s?|infantil*|auténtic[oa]s?|rapido|impactante?s?|triste*|entendible*|cañer[oa]s?|molona|gamberr[oa]s?|potente*|vistos[oa]s?|chillon*|elegante*|desenfadad[oa]s?|marcher[oa]s?|legible*|estridente*|recargad[oa]s?|fácil de entender",
	moods: {
		calm: "tranquil[oa]s?|calmad[oa]s?|suaves?|relajad[oa]s?|relajantes?|lent[oa]s?",
		energetic: "enérgic[oa]s?|dinámic[oa]s?|rápid[oa]s?|atrevid[oa]s?|audaz|deportiv[oa]s?|llamativ[oa]s?",
		playful: "juguet[oó]n|juguetona|divertid[oa]s?|alegres?|colorid[oa]s?",
		serious: "seri[oa]s?|corporativ[oa]s?|profesional|profesionales",
		elegant: "elegantes?|lujos[oa]s?|lujo|minimalistas?|atemporal",
		techy: "futuristas?|tecnológic[oa]s?|neón",
		warm: "cálid[oa]s?|acogedor*|cercan[oa]s?|nostálgic[oa]s?",
		natural: "natural|naturales|orgánic[oa]s?|fresc[oa]s?|rústic[oa]s?",
		cinematic: "cinematográfic[oa]s?|dramátic[oa]s?|épic[oa]s?|misterios[oa]s?",
	},
	colours:
		"negr[oa]s?=black|blanc[oa]s?=white|roj[oa]s?=red|verdes?=green|azul=blue|azules=blue|azul marino=navy|azul noche=navy|amarill[oa]s?=yellow|naranja=orange|morad[oa]s?=purple|violeta=violet|rosa=pink|marr[oó]n=brown|gris|grises=grey|beige=beige|turquesa=turquoise|coral=coral|crema=cream|dorad[oa]s?=gold|oro=gold|plata=silver|platead[oa]s?=silver|ámbar=amber|menta=mint|granate=burgundy|terracota=terracotta|mostaza=mustard|verde oliva=olive|marfil=ivory|salvia=sage|lavanda=lavender|burdeos=burgundy|azul oscuro=navy|celeste=sky blue|cobre=amber|lila=lavender",
	technique:
		"música|música de fondo|piano|guitarra|sonidos?|voz|voz en off|fuentes?|tipografía|letras?|fondo|acentos?|color|colores|paleta|tonos?|estilos?|look|aspecto|ambiente|atmósfera|estética|diseño|gráficos?|animaciones|movimientos?|transici[oó]n|transiciones|cortes?|fundidos?|zooms?|cámara|ritmo|tempo|velocidad|escenas?|formas?|dibujos?|ilustraciones|iconos?|emojis?|fotos?|im[aá]gen|imágenes|logos?|subtítulos|textos?|palabras|duración|formato|resolución|luz|sombras?|público|audiencia|plataforma|idioma|redes sociales|confeti|llena la pantalla|la palabra|energía|textura|acabado|lenguaje|palabras difíciles|palabras complicadas|tipografía grande|letras grandes|mayúsculas|guitarra española|efectos|degradados?|aire|vocabulario|locución|rótulos?",
	music: {
		noun: "música|música de fondo|banda sonora|melodía",
		silent:
			"(?:sin|ninguna|nada de) (?:la )?(?:música|sonido|audio|banda sonora)|(?:quita|elimina|silencia) (?:la música|el sonido)|muda|silencioso|silenciosa|en silencio",
		kind: "tranquil*=calm|calmada=calm|suave*=soft|lent*=slow|alegre*=happy|animad*=upbeat|rápid*=fast|electrónic*=electronic|dramátic*=dramatic|épic*=epic|misterios*=mysterious|oscur*=dark|triste=sad|festiv*=festive|inspirador*=inspiring|acústic*=acoustic|orquestal=orchestral|clásic*=classical|jazz=jazzy|funk=funky|enérgic*=energetic",
		instrument: "piano=piano|guitarra=guitar|cuerdas=strings|violines=strings|tambores=drums|ukelele=ukulele",
	},
	direct:
		"usa|usar|use|utiliza|mantén|mantener|evita|evitar|debe ser|debería ser|debe|debería|deben|ser|sea|dura|dure|que dure|de duración|de largo|largo|al final|al principio|al inicio|en este orden|en total|máximo|como máximo|pensad[oa]|dirigid[oa]s?|adecuad[oa]|elige|pon|muestra|añade|unos|que sea|que sean|que tenga|que presente|al final del todo|con un toque|con aire",
	not: "sin|no|nada de|ningún|ninguna|nunca|evita|tampoco",
	audience:
		"niñ[oa]s|jóvenes|adolescentes|adultos|estudiantes|alumnos|profesores|padres|familias?|mayores|principiantes|expertos|desarrolladores|inversores|clientes|empleados|colegas|compañeros|equipo|amigos|miembros|visitantes|turistas|vecinos|seguidores|usuarios|fans|todos|todo el mundo|público|público general|escuela|clase|empresa|web|página web|sitio web|boletín|feria|presentación|instagram|facebook|linkedin|youtube|tik ?tok|whatsapp|redes sociales|internet|cine|donantes|pacientes",
	before:
		"en|con|para|a|de|y|por|en (?:un|el) mapa|en letras grandes|en pantalla|llena la pantalla|en formato|en vertical|en horizontal|en lenguaje sencillo|con aire|con un aire|con música|en plan|con tono|con estilo",
	lead: {
		title:
			"tema:|producto:|marca:|título:|el título:|con el título|titulado|titulada|llamado|llamada|titular:|bajo el título|nombre:|de título|se llama|que se llama|llamad[oa]s?|el nombre es|asunto:",
		tagline: "eslogan:|el eslogan:|lema:|el lema:|subtítulo:|con el eslogan|con el lema|claim:",
		opening: "empieza con|empieza por|comienza con|abre con|inicia con|empezando con|al principio:|al inicio:|inicio:|apertura:",
		ending:
			"termina con|termina en|terminar con|acaba con|acabar con|cierra con|cerrar con|finaliza con|finalizar con|concluye con|al final:|al final mostrar|al final muestra|final:|para terminar:|cierre:|última escena:|llamada a la acción:|que termine con|terminando con|que acabe con|despídete con|acaba diciendo|termina diciendo|y termina con|y acaba con|remata con|al final pon|al final que ponga|que aparezca al final|última imagen:|último plano:|pantalla final:",
		say: "con:|di|di que|dice|que diga|diga|muestra|muestra que|mostrando que|menciona|menciona que|mencionando|incluye|incluye que|incluyendo|añade|añade que|con el texto|con las palabras|con la frase|el texto:|texto:|escribe|cuenta que|explica que|los datos:|datos:|mensaje:|el mensaje:|contenido:|destaca|destaca que|la cita:|resalta que|indica|indica que|que dice|texto ?\\d{1,2}:|escena ?\\d{1,2}:|plano ?\\d{1,2}:|pantalla ?\\d{1,2}:|línea ?\\d{1,2}:|en pantalla:|que pregunta",
		next: "luego|después|a continuación|primero|en primer lugar|segundo|tercero|por último|finalmente|y luego|y después|seguido de|para empezar|en segundo lugar|en tercer lugar|al final|acto seguido|más tarde",
	},
	scene:
		"gráfic[oa]s?(?: de (?:barras|líneas|columnas|pastel))?|diagramas?|línea de tiempo|cronología|tabla|mapa|comparación|comparativa|listas?|cuenta atrás|citas?|testimonios?|reseñas?|ruta|número grande|números?",
	list: "pasos?|puntos?|datos?|razones|motivos|consejos?|cosas?|ventajas?|características|ideas?|reglas?|números?|cifras?|frases?|líneas?|palabras?|escenas?|partes?|capítulos?|fases?|mensajes?|puntos clave|claves|consejos|ventajas",
	and: "y|e|o|&",
	versus: "vs\\.?|versus|contra|frente a|comparado con|en comparación con",
};
