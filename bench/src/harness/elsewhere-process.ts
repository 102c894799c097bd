// Runs where there is no network but its own loopback: carries the studio's port there, and runs the browser.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";

const [way = "", port = "", program = "", ...args] = process.argv.slice(2);
const server = createServer((from) => {
	const to = connect(way);
	from.pipe(to).pipe(from);
	from.once("error", () => to.destroy());
	to.once("error", () => from.destroy());
});
server.listen(Number(port), "127.0.0.1");
await once(server, "listening");
// 3 and 4 are the pipe by which the browser is driven.
const browser = spawn(program, args, { stdio: ["inherit", "inherit", "inherit", 3, 4] });
process.on("SIGTERM", () => browser.kill("SIGTERM"));
const [code] = await once(browser, "exit");
process.exit(typeof code === "number" ? code : 1);
