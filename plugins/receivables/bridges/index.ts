import type { Bridge } from '#core/reports/index'
import balance from './balance.ts'

export default [balance] as readonly Bridge[]
