export {
  type NewOrder,
  type OpenedOrder,
  type Requesting,
  requestOrders,
} from './services/request_orders.ts'
export { type OrderClosing, type OrderResult, closeOrder } from './services/close_order.ts'
export { type Order, readOrder } from './services/orders.ts'
