/** What a person sees in the preview's frame when there is no preview. `retry` loads the page again by itself. */
export function sorryPage(title: string, text: string, options: { retry: boolean }): string {
	const script = options.retry
		? `<script>let n=0;const t=setInterval(async()=>{n++;try{const r=await fetch(location.href,{headers:{accept:"text/html"}});if(r.ok){clearInterval(t);location.reload()}}catch{}if(n>60)clearInterval(t)},1000)</script>`
		: "";
	return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>html{color-scheme:dark;background:#111;color:#ddd;font:15px/1.5 system-ui,sans-serif}body{display:grid;place-content:center;min-height:100vh;margin:0;padding:0 24px;box-sizing:border-box}main{max-width:26rem}h1{font-size:18px;margin:0 0 8px}p{margin:0;color:#aaa}</style>
<main><h1>${title}</h1><p>${text}</p></main>${script}</html>`;
}
