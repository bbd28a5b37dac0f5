export { dedupe } from './execution';
export type { RunSettings } from './execution';
export type { SavedCredential } from './credentials';
export type { TestConnection, TestNode, TestWorkflow } from './definition';
export { EngineRun, runWorkflow, startWorkflow } from './EngineRun';
export type { RunningEngine } from './EngineRun';
export { ITEMS, LOOP, PASS } from './helperNodes';
export { LIGUELEAD, NODE, nodeWorkflow, runNode, startNode } from './runNode';
export type { NodeRunOptions } from './runNode';
