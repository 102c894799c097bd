/**
 * A page that speaks the preview's messages and draws something film-like on a canvas. It asks the fake studio for the
 * storyboard of its project; `?version=` shows the same film in another colour; `?broken=1` reports an error.
 */
export const PREVIEW_PAGE = `<!doctype html><meta charset="utf-8"><style>html,body{margin:0;height:100%;background:#000;overflow:hidden}canvas{width:100%;height:100%;display:block}</style><canvas></canvas><script type="module">
const canvas = document.querySelector("canvas"), g = canvas.getContext("2d");
const query = new URLSearchParams(location.search), channel = "storydream-preview";
let state = await (await fetch("/__fake/state?project=" + query.get("project"))).json();
let film = state.storyboard, frame = 0, playing = false, loop = true, inspect = false, last = 0, broken = query.has("broken");
const say = (message) => parent.postMessage({ channel, ...message }, "*");
say({ type: "loading" });
const spans = () => { let next = 0; return film.scenes.map((s, i) => { const p = film.scenes[i-1]; const o = p && s.transition ? Math.min(s.transition.durationInFrames, Math.floor(Math.min(p.durationInFrames, s.durationInFrames)/2)) : 0; const from = next - o; next = from + s.durationInFrames; return { ...s, from, o }; }); };
const length = () => { const s = spans().at(-1); return s.from + s.durationInFrames; };
const ready = () => say({ type: "ready", fps: film.fps, width: film.width, height: film.height, durationInFrames: length(), storyboard: film, catalog: state.catalog, problem: null });
function words(p) { return p.title ?? p.text ?? p.quote ?? p.label ?? p.caption ?? ""; }
function scene(s, at) {
  const { width: w, height: h } = canvas, c = film.theme.palette, u = Math.min(w, h), t = Math.min(1, at / 20), e = 1 - Math.pow(1 - t, 3);
  g.fillStyle = query.has("version") ? c.surface : (s.props.background ?? c.background); g.fillRect(0, 0, w, h);
  const accent = s.props.accent ?? c.accent;
  const glow = g.createRadialGradient(w*.78, h*.35, 0, w*.78, h*.35, u*.75); glow.addColorStop(0, accent + "66"); glow.addColorStop(1, accent + "00"); g.fillStyle = glow; g.fillRect(0,0,w,h);
  g.save(); g.translate(w*.09, h*.5 + (1-e)*u*.05); g.globalAlpha = e; g.textBaseline = "middle";
  if (s.scene === "BigNumber") { g.fillStyle = accent; g.font = "600 " + u*.34 + "px Georgia"; g.fillText((s.props.prefix ?? "") + Math.round(s.props.value * Math.min(1, at/45)) + (s.props.suffix ?? ""), 0, -u*.06); g.fillStyle = c.muted; g.font = u*.05 + "px sans-serif"; g.fillText(s.props.label, 0, u*.17); }
  else if (s.scene === "BarChart") { g.fillStyle = c.text; g.font = "500 " + u*.07 + "px Georgia"; g.fillText(s.props.title, 0, -u*.33); const m = Math.max(...s.props.bars.map(b => b.value)); s.props.bars.forEach((b, i) => { const hh = u*.42*(b.value/m)*e, x = i*u*.3; g.fillStyle = i === 1 ? accent : c.accent2; g.fillRect(x, u*.24-hh, u*.2, hh); g.fillStyle = c.muted; g.font = u*.036 + "px sans-serif"; g.fillText(b.label, x, u*.3); }); }
  else { const text = words(s.props); const size = u * (text.length > 60 ? .075 : text.length > 24 ? .1 : .19); g.font = "500 " + size + "px Georgia"; g.fillStyle = c.text; const lines = [""]; for (const word of text.split(" ")) { const next = (lines.at(-1) + " " + word).trim(); if (g.measureText(next).width > w*.8) lines.push(word); else lines[lines.length-1] = next; } lines.forEach((l, i) => g.fillText(l, 0, (i - (lines.length-1)/2) * size * 1.15)); g.fillStyle = c.muted; g.font = u*.045 + "px sans-serif"; g.fillText(s.props.subtitle ?? s.props.author ?? s.props.action ?? "", 0, lines.length*size*.6 + u*.07); g.fillStyle = accent; g.font = "600 " + u*.03 + "px sans-serif"; g.fillText((s.props.kicker ?? "").toUpperCase(), 0, -lines.length*size*.6 - u*.06); }
  g.restore();
}
function draw() { const shown = spans().filter(s => frame >= s.from && frame < s.from + s.durationInFrames); for (const s of shown) { g.globalAlpha = s.o ? Math.min(1, (frame - s.from + 1) / s.o) : 1; scene(s, frame - s.from); } g.globalAlpha = 1; }
function fit() { canvas.width = Math.max(320, innerWidth * devicePixelRatio); canvas.height = Math.max(180, innerHeight * devicePixelRatio); draw(); }
addEventListener("resize", fit);
function tick(now) { if (playing) { const step = Math.floor((now - last) / 1000 * film.fps); if (step > 0) { last = now; frame += step; if (frame >= length()) { if (loop) frame = 0; else { frame = length() - 1; playing = false; } } draw(); say({ type: "frame", frame, playing }); } } requestAnimationFrame(tick); }
requestAnimationFrame(tick);
addEventListener("message", ({ data: m }) => { if (m?.channel !== channel) return;
  if (m.type === "hello") { fit(); ready(); if (broken) say({ type: "error", error: { key: "k1", kind: "render", message: "Cannot read properties of undefined (reading 'map')", frame: 214, component: "BarChart", sceneId: "bar-chart-1", file: "src/scenes/BarChart.tsx:31:18" } }); }
  if (m.type === "play") { playing = true; last = performance.now(); } if (m.type === "pause") playing = false;
  if (m.type === "seek") { frame = Math.min(m.frame, length() - 1); draw(); }
  if (m.type === "loop") loop = m.loop; if (m.type === "inspect") { inspect = m.on; document.body.style.cursor = inspect ? "crosshair" : ""; }
  say({ type: "frame", frame, playing }); });
addEventListener("click", () => { if (!inspect) return; const s = spans().findLast(s => s.from <= frame); say({ type: "selected", element: { file: "src/scenes/" + s.scene + ".tsx", line: 24, column: 7, text: words(s.props), tag: "h1" }, frame, sceneId: s.id }); });
addEventListener("keydown", (e) => say({ type: "key", key: e.key, code: e.code, meta: e.metaKey, ctrl: e.ctrlKey, shift: e.shiftKey, alt: e.altKey }));
setInterval(async () => { const next = await (await fetch("/__fake/state?project=" + query.get("project"))).json(); if (JSON.stringify(next.storyboard) === JSON.stringify(film) || query.has("version")) return; state = next; film = next.storyboard; frame = Math.min(frame, length() - 1); ready(); draw(); say({ type: "updated", files: ["src/storyboard.json"] }); }, 400);
</script>`;
