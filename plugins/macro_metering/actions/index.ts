import type { Action } from '#core/actions/index'
import { orderCalibrationAction, registerCalibrationAction } from './calibrations.ts'
import { importVolumesAction, receiveVolumesAction } from './deliveries.ts'
import { correctVolumeAction, recordVolumeAction } from './volumes.ts'

export default [
  orderCalibrationAction,
  registerCalibrationAction,
  receiveVolumesAction,
  importVolumesAction,
  recordVolumeAction,
  correctVolumeAction,
] as readonly Action[]
