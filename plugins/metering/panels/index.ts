import type { Panel } from '#core/records/index'
import { meterChanges } from './meter_changes.ts'
import { meterPanel } from './premise_meter.ts'

export default [meterPanel, meterChanges] as readonly Panel[]
