import type { RecordType } from '#core/records/index'
import { agents } from './agents.ts'
import { agreements } from './agreements.ts'
import { deposits, manualSettlements } from './entered_money.ts'
import { fileLines } from './file_lines.ts'
import { files } from './files.ts'

export default [
  agents,
  agreements,
  files,
  fileLines,
  manualSettlements,
  deposits,
] as readonly RecordType[]
