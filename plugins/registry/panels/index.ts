import type { Panel } from '#core/records/index'
import { issuedPanel } from './issued_documents.ts'

export default [issuedPanel] as readonly Panel[]
