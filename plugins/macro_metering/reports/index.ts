import type { Report } from '#core/reports/index'
import { pointVolumes } from './point_volumes.ts'
import { snisVolumes } from './snis_volumes.ts'

export default [snisVolumes, pointVolumes] as readonly Report[]
