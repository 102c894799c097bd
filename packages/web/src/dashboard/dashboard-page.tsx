import type { Ratio } from "@storydream/protocol";
import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import { Button, Failure, Mark, ThemeButton, useTitle } from "../ui/index.ts";
import { ExamplePicture } from "./example-picture.tsx";
import { EXAMPLES } from "./examples.ts";
import { FilmsSection, LoadingFilms } from "./loading-films.tsx";
import { useNewFilm } from "./new-film.ts";
import { PromptBox } from "./prompt-box.tsx";
import { useStudioParts } from "./use-studio-parts.ts";

export function DashboardPage() {
	useTitle("StoryDream");
	const film = useNewFilm();
	const { parts, error, retry } = useStudioParts();
	const area = useRef<HTMLTextAreaElement>(null);
	const [text, setText] = useState("");
	const [ratio, setRatio] = useState<Ratio>("16:9");

	return (
		<div className="min-h-full">
			<header className="mx-auto flex h-16 max-w-6xl items-center gap-2.5 px-5 sm:px-8">
				<Mark />
				<span className="font-semibold text-[0.9375rem] tracking-tight">StoryDream</span>
				<span className="flex-1" />
				<Button look="quiet" icon={Plus} disabled={film.isPending} onClick={() => film.mutate({ prompt: null, ratio })}>
					Empty project
				</Button>
				<ThemeButton />
			</header>
			<main className="mx-auto max-w-6xl px-5 pb-24 sm:px-8">
				<div className="mx-auto max-w-3xl pt-10 pb-12 sm:pt-20">
					<h1 className="mb-8 text-balance text-center font-semibold text-4xl leading-[1.05] tracking-[-0.035em] sm:text-[3.25rem]">
						What film do you see?
					</h1>
					<PromptBox film={film} area={area} text={text} setText={setText} ratio={ratio} setRatio={setRatio} />
					<div className="mt-4">{parts && <parts.StudioNotes />}</div>
				</div>
				<section aria-labelledby="examples" className="mb-16">
					<h2 id="examples" className="mb-4 text-muted text-ui">
						Or begin with one of these
					</h2>
					<ul
						data-scrolls-x
						className="-mx-5 flex snap-x scroll-px-5 gap-3 overflow-x-auto px-5 pb-2 sm:mx-0 sm:grid sm:grid-cols-3 sm:px-0 lg:grid-cols-6"
					>
						{EXAMPLES.map((example) => (
							<li key={example.title} className="w-44 shrink-0 snap-start sm:w-auto">
								<button
									type="button"
									data-testid="example"
									title={example.prompt}
									disabled={film.isPending}
									onClick={() => {
										setText(example.prompt);
										setRatio(example.ratio);
										film.mutate({ prompt: example.prompt, ratio: example.ratio });
									}}
									className="group relative flex aspect-[5/4] w-full flex-col justify-end overflow-hidden rounded-xl p-3 text-left ring-1 ring-line transition-transform duration-200 hover:-translate-y-0.5"
									style={{ background: example.mood.paper, color: example.mood.ink }}
								>
									<ExamplePicture shape={example.mood.shape} color={example.mood.mark} />
									<span className="relative font-semibold text-ui leading-tight tracking-tight">{example.title}</span>
									<span className="relative text-2xs tabular-nums">{example.ratio}</span>
								</button>
							</li>
						))}
					</ul>
				</section>
				{parts ? (
					<parts.Films />
				) : (
					<FilmsSection>{error ? <Failure error={error} onRetry={retry} /> : <LoadingFilms />}</FilmsSection>
				)}
			</main>
		</div>
	);
}
