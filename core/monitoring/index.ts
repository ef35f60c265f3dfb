export { type HealthCheck, readiness } from './health.ts'
export { flushRequests } from './recorder.ts'
export { beat, endBeat, forgetOld, sampleHost, sampleTables } from './sampler.ts'
