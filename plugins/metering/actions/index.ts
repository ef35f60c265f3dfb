import type { Action } from '#core/actions/index'
import { installMeterAction } from './install_meter.ts'
import { orderInstallationsAction } from './installations.ts'
import { cancelOrderAction, closeVerificationAction, requestVerificationAction } from './orders.ts'
import { exchangeMeterAction, removeMeterAction } from './remove_meter.ts'
import { scheduleOrderAction, scheduleOrdersAction } from './schedule.ts'
import {
  registerBatchAction,
  registerMeterAction,
  replaceSealAction,
  sendMeterAction,
} from './stock.ts'

export default [
  installMeterAction,
  exchangeMeterAction,
  removeMeterAction,
  registerMeterAction,
  registerBatchAction,
  sendMeterAction,
  replaceSealAction,
  requestVerificationAction,
  closeVerificationAction,
  cancelOrderAction,
  scheduleOrdersAction,
  scheduleOrderAction,
  orderInstallationsAction,
] as readonly Action[]
