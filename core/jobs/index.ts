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
export { inParts } from './in_parts.ts'
export { type Progress, formatCount, formatDuration, progressOf } from './progress.ts'
export { type ProgressBar, progressBar } from './progress_bar.ts'
export { type InlineOptions, runInline } from './run_inline.ts'
export { instantIn } from './instant.ts'
export { startRun } from './start_run.ts'
export { switchSchedule, writeSchedule } from './schedules/actions.ts'
export { type TimingGiven, timingFields } from './schedules/schedule_input.ts'
export { TIMING_WORDS, newTiming, optionsIn, timingForm } from './schedules/timing_form.ts'
export { statusOf as runStatus } from './view/words.ts'
export { scheduleOf, schedulesOf } from './schedules/schedule_rows.ts'
export { previewGiven, summaryOf as scheduleSummary } from './schedules/schedule_view.ts'
