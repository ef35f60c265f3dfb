export { type ActiveMeter, type MeterQuery, activeMeters } from './services/active_meters.ts'
