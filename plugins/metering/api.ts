export { type SeenOccurrence, orderExchanges } from './services/orders.ts'
export { type ActiveMeter, type MeterQuery, activeMeters } from './services/active_meters.ts'
export type { MeterRemoving } from './services/remove_meter.ts'
export { type RemovedMeter, removedMeters } from './services/removed_meters.ts'
