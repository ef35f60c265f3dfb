import type { CivilDate } from '#core/calendar/index'
import { parseBoletoReturn } from './boletos/return_reader.ts'
import { parseCollectionReturn } from './collection_return.ts'
import { CAPTURE_CHANNELS } from './collection_return_layout.ts'
import { parseDebitReturn } from './direct_debit_return.ts'
import type { FileHeader, FileTrailer } from './envelope_layout.ts'
import type { FileIssue } from './file_issue.ts'

/** A line as every kind of file gives it, before anything is done with it. */
export interface ParsedLine {
  readonly number: number
  readonly raw: string
  readonly isRejected: boolean
  readonly reason: string | null
  /** What is wrong with it; null: nothing. */
  readonly issue: FileIssue | null
  readonly paidOn: CivilDate | null
  readonly amountCents: bigint | null
  /** When the money reaches the account; null: not told. */
  readonly creditedOn: CivilDate | null
  /** How the customer paid. */
  readonly capture: string | null
  /** Fee that the bank tells. */
  readonly feeCents: bigint | null
}

export interface ParsedFile {
  readonly header: FileHeader | null
  readonly trailer: FileTrailer | null
  readonly lines: readonly ParsedLine[]
  readonly issues: readonly FileIssue[]
  readonly unreadableCents: bigint | null
}

type Reader = (bytes: Uint8Array) => ParsedFile

const collectionReturn: Reader = (bytes) => {
  const file = parseCollectionReturn(bytes)
  return {
    ...file,
    lines: file.lines.map(({ number, raw, fate, issue, record, amountCents }) => ({
      ...{ number, raw, amountCents, isRejected: fate === 'rejected' },
      ...{ reason: issue?.message ?? null, issue: issue ?? null, paidOn: record?.paidOn ?? null },
      ...{ creditedOn: record?.creditedOn ?? null, feeCents: record?.feeCents ?? null },
      capture: record ? (CAPTURE_CHANNELS[record.channel]?.channel ?? 'other') : null,
    })),
  }
}

const debitReturn: Reader = (bytes) => {
  const file = parseDebitReturn(bytes)
  return {
    ...file,
    lines: file.lines.map(({ number, raw, fate, issue, told, amountCents }) => ({
      ...{ number, raw, amountCents, isRejected: fate === 'rejected' },
      ...{
        reason: issue?.message ?? null,
        issue,
        paidOn: told?.kind === 'F' ? told.record.dueOn : null,
      },
      ...{ creditedOn: told?.kind === 'F' ? told.record.dueOn : null, feeCents: null },
      capture: 'direct_debit',
    })),
  }
}

const boletos: Reader = (bytes) => {
  const file = parseBoletoReturn(bytes)
  return {
    ...file,
    lines: file.lines.map(({ number, raw, told, issue, amountCents }) => ({
      ...{ number, raw, amountCents, isRejected: told === null },
      ...{ reason: issue?.message ?? null, issue },
      paidOn: told?.news === 'paid' ? told.event.occurredOn : null,
      creditedOn: told?.news === 'paid' ? (told.event.creditedOn ?? told.event.occurredOn) : null,
      ...{ feeCents: told?.news === 'paid' ? told.title.feeCents : null, capture: 'other' },
    })),
  }
}

/** How the files of each kind of agreement are read. */
const READERS: Readonly<Record<string, Reader>> = {
  collection_return: collectionReturn,
  direct_debit: debitReturn,
  registered_boleto: boletos,
}

/** Reads a file of an agreement; of a kind that others defined, as a collection return. Never throws. */
export const parseFile = (kind: string, bytes: Uint8Array): ParsedFile =>
  (READERS[kind] ?? collectionReturn)(bytes)
