import type { Panel } from '#core/records/index'
import { meterPanel } from './premise_meter.ts'

export default [meterPanel] as readonly Panel[]
