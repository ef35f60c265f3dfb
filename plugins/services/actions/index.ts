import type { Action } from '#core/actions/index'
import { cancelOrderAction, closeOrderAction, reopenOrderAction } from './close_order.ts'
import { printOrderAction } from './print_order.ts'
import { assignOrderAction, requestOrderAction } from './request_order.ts'

export default [
  requestOrderAction,
  assignOrderAction,
  closeOrderAction,
  cancelOrderAction,
  reopenOrderAction,
  printOrderAction,
] as readonly Action[]
