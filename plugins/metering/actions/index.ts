import type { Action } from '#core/actions/index'
import { installMeterAction } from './install_meter.ts'

export default [installMeterAction] as readonly Action[]
