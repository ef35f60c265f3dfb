import type { Issue } from '#core/kernel/index'
import { formatMoney } from '#core/money/index'
import { PARKED_CODES } from '../records/options.ts'
import type { ParkedSet, SetOfChunk } from '../services/run/bill_chunk.ts'
import type { SetInvoice } from '../services/run/invoice_batch.ts'

/** Premises in a chunk at most, more or less. */
const CHUNK_PREMISES = 500

export const BELOW_MINIMUM = 'below_minimum'
/** A figure of runs. */
export const BENEFITS = 'benefit_cents'

/** Why a set is not billed, or not asked for, as screens call it. */
export const REASONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(PARKED_CODES.map(({ value, label }) => [value, label])),
  [BELOW_MINIMUM]: 'Abaixo do valor mínimo',
}

export const parkedIssue = ({ code, setKey, message }: ParkedSet): Issue => ({
  ...{ code, severity: 'warning', path: String(setKey), message },
})

/** What the run does not ask for now: it waits for the next invoice of the premise. */
export const belowMinimum = ({
  composed: { month, carriedOutCents },
}: Pick<SetInvoice, 'composed'>): Issue => ({
  code: BELOW_MINIMUM,
  severity: 'warning',
  path: month.registrationNumber,
  message: `Matrícula ${month.registrationNumber}: ${formatMoney(carriedOutCents)} está abaixo do valor mínimo do grupo e vai para a próxima fatura.`,
})

/** What kinds of tariff took off some invoices; said only where they took something. */
export function benefitsOf(
  invoices: readonly Pick<SetInvoice, 'composed'>[]
): Readonly<Record<string, bigint>> {
  const cents = invoices.reduce((sum, { composed }) => sum + (composed.benefit?.cents ?? 0n), 0n)
  return cents === 0n ? {} : { [BENEFITS]: cents }
}

/** Chunks of about the same size, so that two worked at once end together; a billing set is never split. */
export function chunksOf(sets: readonly SetOfChunk[]): SetOfChunk[][] {
  const premises = sets.reduce((sum, [, , size]) => sum + size, 0)
  const share = premises / Math.ceil(premises / CHUNK_PREMISES)
  const chunks: SetOfChunk[][] = []
  let before = 0
  for (const set of sets) {
    if (before >= share * chunks.length) chunks.push([])
    chunks.at(-1)!.push(set)
    before += set[2]
  }
  return chunks
}
