import type { QualityCheck } from '#core/reports/index'
import { customerQuality } from './customers.ts'
import { premiseQuality } from './premises.ts'

export default [...customerQuality, ...premiseQuality] as readonly QualityCheck[]
