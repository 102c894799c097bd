import { describeObjects } from "./contract/objects.contract.ts";
import { openGcsObjects } from "./gcs.ts";
import { startGcsServer } from "./testing/gcs-server.ts";

describeObjects("Cloud Storage", async () => {
	const server = await startGcsServer();
	const open = () => openGcsObjects({ bucket: server.bucket, projectId: "test", apiEndpoint: server.url });
	return { objects: await open(), reopen: open, close: () => server.stop() };
});
