export { type Cause, clearAlert, raiseAlert } from './raise.ts'
export { type Topic } from './topics.ts'
export { diskPercent, watch } from './watch.ts'
export { watchDatabase } from './outage.ts'
