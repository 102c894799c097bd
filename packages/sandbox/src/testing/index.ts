export { compiled } from "./compiled.ts";
export { freePort, freePorts } from "./free-ports.ts";
export { rounds, roundsDeadline } from "./rounds.ts";
export {
	inOrder,
	type Script,
	type ScriptedBlock,
	type ScriptedModel,
	type ScriptedReply,
	type ScriptedRequest,
	startScriptedModel,
} from "./scripted-model.ts";
