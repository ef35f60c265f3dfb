export {
  type NewOrder,
  type OpenedOrder,
  type Requesting,
  requestOrders,
} from './services/request_orders.ts'
export { type Cancelling, cancelOrders } from './services/cancel_orders.ts'
export type { OrderOpening } from './services/ask_opening.ts'
export { type OrderClosing, type OrderResult, closeOrder } from './services/close_order.ts'
export { type Order, readOrder } from './services/orders.ts'
