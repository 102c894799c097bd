import type { WordTable } from "./types.ts";

export const it: WordTable = {
	small:
		"un|uno|una|un'|il|lo|la|i|gli|le|l'|di|del|dello|della|dei|degli|delle|dell'|e|ed|o|con|in|nel|nella|nei|su|sul|sulla|a|al|alla|ai|da|dal|per|come|questo|questa|questi|molto|molta|davvero|abbastanza|un po'|poco|solo|anche|per favore|più|meno|tutto|tutta|tutti|ma|mio|mia|nostro|nostra|nostri|nostre|suo|sua|mi|ci|io|che|circa|esattamente|ciao|grazie|voglio|vorrei|vogliamo|serve|bisogno|non|niente|così|si|d'|poi|dopo|infine",
	own: "il|gli|che|con|per|una|di|è|sono|nostro|nostra|della|del|dei|nel|fai|crea|realizza|sul|sulla|più|un'|questo",
	manners:
		"come d'accordo|come da accordi|ciao|ciao a tutti|buongiorno|buonasera|salve|grazie|grazie mille|grazie in anticipo|per favore|per piacere|puoi|potresti|potete|potreste|se possibile|magari|forse|qualcosa di|qualcosa|cordiali saluti|distinti saluti|un saluto|saluti|a presto|sorprendimi|dal (?:testo|messaggio)(?: qui)? sotto|dalla mail(?: qui)? sotto|messaggio inoltrato",
	make: "fai|fammi|fare|crea|creare|creami|realizza|realizzare|produci|genera|progetta|scrivi|prepara|voglio|vorrei|vogliamo|mi serve|ci serve|spiega|presenta|annuncia|promuovi|racconta|mostrami|mi servirebbe|ho bisogno di|ci servirebbe|mi fai|puoi farmi|potresti farmi|preparare|fammi vedere|spiegami|vogliamo annunciare|annunciare|confronta|raccontami",
	film: "infografiche|infografica|carosello|story|stories|videino|storie|video|filmati?|filmato|film|clip|reels?|shorts?|corti?|cortometraggi?o?|spot|pubblicità|trailer|teaser|intro|animazion[ei]|invit[oi]|story|stories|tutorial|promo|promozionale|esplicativo|schermata finale|cartello finale|sigla|videino|video ricetta|videoricetta|video educativo|video didattico|educativ[oi]|didattic[oi]|video animato|spot video|clip video|invito animato|video promozionale|pillola|videoclip|filmatino|partecipazione animata|storia instagram|qualcosa di (?:bello|carino|speciale|semplice|divertente)",
	genre:
		"promozional[ei]|pubblicitari[oa]|prodotto|marchio|bell[oa]|bel|piccol[oa]|nuov[oa]|buon|creativ[oa]|esplicativ[oa]|di lancio|di presentazione|aziendale",
	occasion:
		"bilancio dell'anno|rapporto annuale|compleanno|matrimonio|anniversario|ricetta|porte aperte|previsioni del tempo|offerta di lavoro",
	about:
		"su|sul|sulla|sullo|sui|sulle|sull'|per|di|del|della|dei|delle|che spiega|che mostra|che presenta|che annuncia|riguardo a|presentando|mostrando|spiegando|dedicato a|intitolato|intitolata|chiamato|chiamata|per il|per la|per lo|per i|per l'|per le|che confronta|che paragona|che invita a",
	seconds: "second[oi]|sec\\.?|s|",
	minutes: "minut[oi]|min\\.?",
	counts:
		"un=1|uno=1|una=1|due=2|tre=3|quattro=4|cinque=5|sei=6|sette=7|otto=8|nove=9|dieci=10|dodici=12|quindici=15|venti=20|trenta=30|quaranta=40|sessanta=60|novanta=90|mezzo=0.5",
	ratios: {
		"9:16":
			"story|stories|storia instagram|vertical[ei]|in verticale|formato verticale|ritratto|per telefono|per cellulare|reels?|shorts|youtube shorts?|stories|tik ?tok|formato storia|formato story|storia instagram|in formato storia|story",
		"1:1": "quadrat[oaie]|formato quadrato",
		"16:9": "orizzontal[ei]|in orizzontale|panoramic[oa]|formato orizzontale",
		"21:9": "cinemascope|ultra-?wide|formato cinema",
	},
	style:
		"urgente|urgentes|neon|veloc[ei]|rapid[oaie]|lent[oaie]|calm[oaie]|tranquill[oaie]|silenzios[oaie]|audac[ei]|minimal|minimalist[ai]|minimaliste|pulit[oaie]|semplic[ei]|modern[oaie]|retrò|vintage|elegant[ei]|luss[uo]os[oaie]|lusso|giocos[oaie]|colorat[oaie]|divertent[ei]|allegr[oaie]|felic[ei]|seri[oae]?|professional[ei]|amichevol[ei]|cald[oaie]|fredd[oaie]|accoglient[ei]|scur[oaie]|chiar[oaie]|luminos[oaie]|brillant[ei]|morbid[oaie]|delicat[oaie]|dolc[ei]|energic[oahei]*|dinamic[oahei]*|viv[oaie]|vivac[ei]|ottimist[aei]+|fresc[oahei]*|cinematografic[oahei]*|drammatic[oahei]*|epic[oahei]*|misterios[oaie]|futuristic[oahei]*|tecnologic[oahei]*|organic[oahei]*|natural[ei]|rustic[oahei]*|disegnat[oaie](?: a mano)?|geometric[oahei]*|tipografic[oahei]*|animat[oaie]|pastello|monocromatic[oahei]*|profond[oaie]|sottil[ei]|fluid[oaie]|poetic[oahei]*|romantic[oahei]*|nostalgic[oahei]*|festos[oaie]|sportiv[oaie]|urban[oaie]|emozionant[ei]|brev[ei]|cort[oaie]|senza tempo|classic[oahei]*|grand[ei]|piccol[oaie]|fort[ei]|rilassant[ei]|rilassat[oaie]|magic[oahei]*|intens[oaie]|epic[oa]|malinconic[oaie]|carin[oaie]|tropical[ei]|eroic[oaie]|tener[oaie]|seppia|acquerell[oi]|industrial[ei]|scientific[oaie]|documentaristic[oa]|maestos[oaie]|astratt[oaie]|accogliente|neutr[oaie]|fresc[oaie]|simpatic[oaie]|ritmat[oaie]|estiv[oaie]|natalizi[oae]|infantil[ei]|autentic[oaie]|rustic[oaie]|d'impatto|solar[ei]|raffinat[oaie]|triste|tristi|semplici|invernal[ei]|leggibil[ei]|comprensibil[ei]|chiass\\p{L}*|pacat[oaie]|spumeggiant[ei]|grintos[oaie]|familiare|sbarazzin[oaie]|sgargiant[ei]|disegnat[oaie] a mano|corsivo|facile da capire|facili da capire|incalzante",
	moods: {
		calm: "calm[oaie]|tranquill[oaie]|rilassant[ei]|lent[oaie]|dolc[ei]",
		energetic: "energic[oahei]*|dinamic[oahei]*|veloc[ei]|audac[ei]|sportiv[oaie]",
		playful: "giocos[oaie]|divertent[ei]|allegr[oaie]|colorat[oaie]",
		serious: "seri[oae]?|professional[ei]",
		elegant: "elegant[ei]|lusso|minimal|minimalist[ai]",
		techy: "futuristic[oahei]*|tecnologic[oahei]*|neon",
		warm: "cald[oaie]|accoglient[ei]|nostalgic[oahei]*",
		natural: "natural[ei]|organic[oahei]*|fresc[oahei]*|rustic[oahei]*",
		cinematic: "cinematografic[oahei]*|drammatic[oahei]*|epic[oahei]*|misterios[oaie]",
	},
	colours:
		"ner[oaie]=black|bianc[oahei]*=white|ross[oaie]=red|verd[ei]=green|blu=blue|azzurr[oaie]=sky blue|blu notte=navy|giall[oaie]=yellow|arancion[ei]=orange|viola=violet|rosa=pink|marron[ei]=brown|grigi[oae]?=grey|beige=beige|turchese=turquoise|corallo=coral|crema=cream|oro=gold|dorat[oaie]=gold|argento=silver|ambra=amber|menta=mint|terracotta=terracotta|bordeaux=burgundy|verde oliva=olive|avorio=ivory|salvia=sage|pesca=peach|lavanda=lavender|senape=mustard|azzurro=sky blue|celeste=sky blue|rame=amber|panna=cream",
	technique:
		"musica|musica di sottofondo|pianoforte|chitarra|suon[oi]|voce|voce fuori campo|caratter[ei]|font|tipografia|letter[ea]|grazie|sfond[oi]|accent[oi]|color[ei]|palette|ton[oi]|tinte|stil[ei]|look|aspetto|atmosfera|estetica|design|grafica|animazion[ei]|moviment[oi]|transizion[ei]|tagli|dissolvenz[ae]|zoom|camera|ritmo|tempo|velocità|scen[ae]|form[ae]|disegn[oi]|illustrazion[ei]|icon[ae]|emoji|foto|immagin[ei]|logo|sottotitoli|test[oi]|parol[ae]|durata|formato|risoluzione|luc[ei]|ombr[ae]|pubblico|target|piattaforma|lingua|social|coriandoli|riempie lo schermo|la parola|energia|texture|finitura|mood|linguaggio|parole difficili|parole semplici|scritte|scritte in corsivo|maiuscole|disegni|voce narrante|effetti|vocabolario|caratteri",
	music: {
		noun: "musica|musica di sottofondo|colonna sonora|sottofondo|melodia",
		silent:
			"(?:senza|niente|nessuna) (?:la )?(?:musica|suono|audio|colonna sonora)|(?:togli|rimuovi|elimina) (?:la musica|il suono)|muto|silenzioso|in silenzio",
		kind: "calm*=calm|tranquill*=calm|dolce=gentle|lent*=slow|allegr*=happy|vivace=upbeat|veloce=fast|elettronic*=electronic|drammatic*=dramatic|epic*=epic|misterios*=mysterious|cup*=dark|triste=sad|festos*=festive|acustic*=acoustic|orchestrale=orchestral|classic*=classical|jazz=jazzy|funk=funky|energic*=energetic",
		instrument: "pianoforte=piano|chitarra=guitar|archi=strings|violini=strings|tamburi=drums|ukulele=ukulele",
	},
	direct:
		"usa|usare|usate|utilizza|mantieni|evita|evitare|deve essere|deve|devono|dovrebbe|essere|sia|dura|durare|lungo|lunga|alla fine|all'inizio|in quest'ordine|in totale|massimo|al massimo|pensat[oa]|rivolt[oa]|adatt[oa]|scegli|metti|mostra|aggiungi|mi serve|ci serve|che sia|che duri|niente",
	not: "senza|non|niente|nessun|nessuna|mai|evita|né",
	audience:
		"bambini|ragazzi|giovani|adolescenti|adulti|studenti|alunni|insegnanti|genitori|famiglie|anziani|principianti|esperti|investitori|clienti|dipendenti|colleghi|team|squadra|amici|membri|visitatori|turisti|vicini|follower|utenti|fan|tutti|grande pubblico|scuola|classe|azienda|sito|sito web|newsletter|fiera|presentazione|instagram|facebook|linkedin|youtube|tik ?tok|whatsapp|social|internet|cinema|donatori",
	before:
		"in|con|per|a|da|e|su|nel|su(?:lla| una) (?:mappa|cartina)|a lettere grandi|sullo schermo|riempie lo schermo|in formato|in verticale|in orizzontale|con linguaggio semplice|con musica|con tono|dal tono|dallo stile|con colori|con disegni|con un'atmosfera|senza parole difficili",
	lead: {
		title:
			"tema:|argomento:|prodotto:|marchio:|titolo:|il titolo:|con il titolo|con titolo|intitolato|intitolata|chiamato|chiamata|nome:|si chiama|che si chiama|chiamat[oa]|il nome è|oggetto:",
		tagline: "slogan:|lo slogan:|motto:|sottotitolo:|con lo slogan|claim:",
		opening: "inizia con|iniziare con|comincia con|apri con|all'inizio:|apertura:|inizio:",
		ending:
			"finisci con|finisce con|finire con|termina con|terminare con|concludi con|conclude con|chiudi con|chiude con|chiudere con|alla fine:|alla fine mostra|alla fine mostrare|fine:|finale:|ultima scena:|invito all'azione:|chiusura:|per finire:|chiudi dicendo|termina dicendo|finisci dicendo|e chiudi con|concludere con|alla fine scrivi|alla fine appare|sul finale|ultima immagine:|ultima inquadratura:|schermata finale:",
		say: "con:|di'|dì|dice|dici|dici che|di' che|che dice|mostra|mostra che|menziona|menziona che|cita|includi|aggiungi|con il testo|con le parole|con la frase|il testo:|testo:|scrivi|racconta che|spiega che|i dati:|dati:|messaggio:|il messaggio:|contenuto:|evidenzia|evidenzia che|la citazione:|indica|testo ?\\d{1,2}:|scena ?\\d{1,2}:|schermata ?\\d{1,2}:|riga ?\\d{1,2}:|sullo schermo:|che chiede",
		next: "poi|dopo|in seguito|prima|per prima cosa|secondo|terzo|infine|e poi|seguito da|quindi|anzitutto|innanzitutto|successivamente|alla fine|per finire|da ultimo",
	},
	scene:
		"grafic[oi](?: a (?:barre|linee|colonne|torta))?|diagramm[ai]|linea del tempo|cronologia|tabell[ae]|mappa|confronto|list[ae]|elenc[oh]i?|conto alla rovescia|citazion[ei]|testimonianz[ae]|recension[ei]|percorso|numer[oi]",
	list: "pass[oi]|passaggi|punt[oi]|dati|fatt[oi]|ragioni|motivi|consigli|cose|vantaggi|idee|regole|numeri|frasi|righe|parole|scene|parti|capitoli|fasi|messaggi",
	and: "e|ed|o|&",
	versus: "vs\\.?|versus|contro|rispetto a|a confronto con",
};
