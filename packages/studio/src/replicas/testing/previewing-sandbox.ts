import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { readConfig } from "../../../../sandbox/src/config.ts";
import { runProcessWithoutBrowser, silentPreview } from "../../../../sandbox/src/testing/harness.ts";

/**
 * The real sandbox process with a preview server that says which sandbox it is and echoes what its socket is sent, and
 * without a camera: it starts in a fraction of the time.
 */
const config = readConfig(process.env);
const server = createServer((request, response) => response.end(`preview of ${config.name} at ${request.url}`));
new WebSocketServer({ server }).on("connection", (socket) => socket.on("message", (data) => socket.send(`echo ${data}`)));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as AddressInfo;
await runProcessWithoutBrowser(config, { ...silentPreview(), port, url: `http://127.0.0.1:${port}/` });
