export { joinColumns } from './domain/csv_line.ts'
export { KIND_OPTIONS } from './records/options.ts'
export {
  type Adjustment,
  type AdjustmentTerm,
  type ConsumptionKind,
  type FrozenFacts,
  type HistoryMonth,
  type LoadState,
  type Qualification,
  type ReadingState,
  type RebilledMonths,
  ADJUSTMENT_TITLES,
} from './domain/frozen_facts.ts'
export type { FactsFreezing } from './services/joined_facts.ts'
export type { MonthsPlanned } from './services/next_loads.ts'
export {
  type LoadOfGroup,
  type LoadRef,
  loadOfGroup,
  lockLoad,
  markLoad,
} from './services/load_state.ts'
export { type Device as FieldDevice, seenDevice } from './services/devices.ts'
export { type LoadPeriod, loadPeriod } from './services/load_period.ts'
export { type RouteOfLoad, routesOfGroups, routesOfLoad } from './services/load_routes.ts'
export { type LoadSet, type LoadSetItem, loadSets } from './services/load_sets.ts'
export {
  type AcceptedAhead,
  type LoadedItem,
  type LoadedSet,
  type TypedAhead,
  loadedSet,
  readAhead,
} from './services/read_ahead.ts'
export { type RoutePlace, routePlaces } from './services/route_places.ts'
export { claimSets, parkSets, supersededSets } from './services/waiting_sets.ts'
export {
  type CorrectedReading,
  type KeptCorrection,
  correctedReading,
  keepCorrection,
  laterLoads,
  ownShareOf,
} from './services/correct_reading.ts'
export { type NewestMonth, newestMonth } from './services/newest_month.ts'
export { type MonthReading, monthReading } from './services/month_reading.ts'
export { type ReadingResult, readingResults } from './services/reading_results.ts'
export {
  type ReadingReplay,
  type ReplayDifference,
  replayReading,
  replayReadings,
} from './services/replay_reading.ts'
export {
  type CountedSources,
  type SourceVolume,
  keepSourceMonths,
  sourceVolumes,
} from './services/source_volumes.ts'
export { consumptionHistory } from './services/consumption_history.ts'
export { type BilledVolume, type VolumeFacts, billedVolume } from './domain/billed_volume.ts'
export { type SimulatedWalk, simulateWalk } from './services/simulate_walk.ts'
export { type Simulation, simulateReturn } from './services/simulate_return.ts'
