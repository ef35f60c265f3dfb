import type { Action } from '#core/actions/index'
import { installMeterAction } from './install_meter.ts'
import { cancelOrderAction, closeVerificationAction, requestVerificationAction } from './orders.ts'
import { exchangeMeterAction, removeMeterAction } from './remove_meter.ts'
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
] as readonly Action[]
