import type { Bridge } from '#core/reports/index'
import chargedVolume from './charged_volume.ts'
import coverage from './coverage.ts'
import documents from './documents.ts'
import issued from './issued.ts'
import volume from './volume.ts'

export default [coverage, volume, chargedVolume, issued, ...documents] as readonly Bridge[]
