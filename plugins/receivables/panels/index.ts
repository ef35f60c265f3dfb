import type { Panel } from '#core/records/index'
import { debtsPanel } from './premise_debts.ts'

export default [debtsPanel] as readonly Panel[]
