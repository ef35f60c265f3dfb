import type { Panel } from '#core/records/index'
import { consumptionPanel } from './premise_consumption.ts'

export default [consumptionPanel] as readonly Panel[]
