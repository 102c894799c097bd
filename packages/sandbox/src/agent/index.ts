export { type Agent, type AgentParts, createAgent } from "./agent.ts";
export { type Confinement, testAgentSandbox } from "./confinement.ts";
