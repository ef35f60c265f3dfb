export type { ChunkResult, Job, JobContext, JobPlan, RunStatus, RunSummary } from './types.ts'
