import type { Bridge } from '#core/reports/index'
import issued from './issued.ts'
import volume from './volume.ts'

export default [volume, issued] as readonly Bridge[]
