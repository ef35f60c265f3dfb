import type { RecordType } from '#core/records/index'
import { bureaus } from './bureaus.ts'
import { debts } from './debts.ts'
import { files, returnLines } from './files.ts'
import { layoutChecks } from './layout_checks.ts'
import { listings } from './listings.ts'
import { leftOut, lots } from './lots.ts'
import { movements } from './movements.ts'
import { noticeDebts, notices } from './notices.ts'

export default [
  lots,
  listings,
  debts,
  movements,
  files,
  returnLines,
  notices,
  noticeDebts,
  leftOut,
  bureaus,
  layoutChecks,
] as readonly RecordType[]
