import type { TestBrief } from "./types.ts";

export const PORTUGUESE: readonly TestBrief[] = [
	{
		class: "advertisement",
		prompt:
			"Crie um anúncio de 20 segundos para a padaria Pão Nosso. Fornadas às 7h e às 16h, broa de milho, café grátis na primeira visita. Tons quentes, vertical. Termine com “Passe por cá”.",
		shown: ["Pão Nosso", "Fornadas às 7h e às 16h", "broa de milho", "café grátis na primeira visita", "Passe por cá"],
		hidden: ["Crie um anúncio", "20 segundos", "Tons quentes", "vertical", "Termine com"],
		ratio: "9:16",
		seconds: 20,
	},
	{
		class: "recipe",
		prompt:
			"Receita de brigadeiro: 1 lata de leite condensado, 2 colheres de cacau, 1 colher de manteiga, granulado. Misture tudo em fogo baixo, mexa por 10 minutos, deixe esfriar, enrole. Vídeo divertido, 1:1",
		shown: [
			"brigadeiro",
			"leite condensado",
			"cacau",
			"manteiga",
			"granulado",
			"Misture tudo em fogo baixo",
			"mexa por 10 minutos",
			"deixe esfriar",
			"enrole",
		],
		hidden: ["Vídeo divertido", "1:1"],
		ratio: "1:1",
		scene: ["Recipe"],
	},
	{
		class: "percent",
		prompt: "Só 4% dos rios da nossa região estão limpos. Associação Água Viva. aguaviva.org.br. Sério, 10 segundos.",
		shown: ["4%", "dos rios da nossa região estão limpos", "Associação Água Viva", "aguaviva.org.br"],
		hidden: ["Sério", "10 segundos"],
		seconds: 10,
		scene: ["Ring"],
	},
	{
		class: "comparison",
		prompt: "Carro ou trem? Carro: 5 horas, R$ 180. Trem: 3 horas e 20, R$ 95. Vídeo simples para o Instagram, 4:5.",
		shown: ["Carro ou trem?", "5 horas", "R$ 180", "3 horas e 20", "R$ 95"],
		hidden: ["Vídeo simples", "Instagram", "4:5"],
		ratio: "4:5",
	},
	{
		class: "weather",
		prompt: "Previsão para o fim de semana: sexta sol 31°, sábado nublado 27°, domingo chuva 23°. Colorido.",
		shown: ["sexta", "sol", "31°", "sábado", "nublado", "27°", "domingo", "chuva", "23°"],
		hidden: ["Colorido"],
		scene: ["Weather"],
	},
	{
		class: "question",
		prompt: "Você sabia que uma árvore produz oxigênio para duas pessoas por dia? Plante uma. Vídeo de 8 segundos, verde, calmo.",
		shown: ["Você sabia que uma árvore produz oxigênio para duas pessoas por dia?", "Plante uma"],
		hidden: ["Vídeo de 8 segundos", "verde", "calmo"],
		seconds: 8,
	},
	{
		class: "messy",
		prompt:
			"oi preciso de um video pro meu salao studio bia corte 60 reais escova 40 reais unha 35 reais agenda pelo zap 11 98765 4321 bem bonito pfv",
		shown: ["studio bia", "corte", "60 reais", "escova", "40 reais", "unha", "35 reais", "11 98765 4321"],
		hidden: ["oi", "preciso de um video", "bem bonito", "pfv"],
	},
];
