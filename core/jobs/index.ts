export type {
  ChunkResult,
  Job,
  JobContext,
  JobPlan,
  JobSchedule,
  RunStatus,
  RunSummary,
  ScheduleSetting,
} from './types.ts'
export { decode, encode } from './codec.ts'
export { errors as jobErrors } from './errors.ts'
export { type Progress, formatCount, formatDuration, progressOf } from './progress.ts'
export { type ProgressBar, progressBar } from './progress_bar.ts'
export { type InlineOptions, runInline } from './run_inline.ts'
export { startRun } from './start_run.ts'
