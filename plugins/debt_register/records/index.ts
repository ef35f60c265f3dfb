import type { RecordType } from '#core/records/index'
import { entries, operations, prescriptionEvents } from './entries.ts'
import { books, courtCases, paperEntries, papers } from './papers.ts'
import { processSteps, processes } from './processes.ts'
import { leftOut, proposals, terms } from './proposals.ts'

export default [
  ...[processes, processSteps, proposals, leftOut, terms, entries, operations],
  ...[prescriptionEvents, books, papers, paperEntries, courtCases],
] as readonly RecordType[]
