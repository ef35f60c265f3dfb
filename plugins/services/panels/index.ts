import type { Panel } from '#core/records/index'
import { premiseOrders } from './premise_orders.ts'

export default [premiseOrders] as readonly Panel[]
