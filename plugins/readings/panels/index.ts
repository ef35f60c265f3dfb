import type { Panel } from '#core/records/index'
import { consumptionPanel } from './premise_consumption.ts'
import { versionsPanel } from './used_versions.ts'

export default [consumptionPanel, versionsPanel] as readonly Panel[]
