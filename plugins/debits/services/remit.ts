import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, copyRows, query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { type Agreement, type WrittenFile, writeDebitRemittance } from '#plugins/payments/api'
import { documentsByIds } from '#plugins/receivables/api'
import type { UtilityIdentity } from '#plugins/registry/api'
import { isInTime } from '../domain/debit_day.ts'
import { debitAgreement } from './enrolments.ts'
import { giveUp } from './orders.ts'
import {
  type Going,
  type GoingOrder,
  endedRecords,
  goingOrders,
  orderRecord,
  refusedRecords,
} from './remittance_records.ts'
import { debitRules, lockTerms } from './terms.ts'

export interface RemittanceAsked {
  readonly municipalityId: bigint
  readonly agreementId: bigint
  readonly today: CivilDate
  /** Only the debits of this billing group. */
  readonly groupId: bigint | null
  readonly createdBy: bigint | null
}

export interface Remittance {
  /** Null when there was nothing to send. */
  readonly id: bigint | null
  readonly sequence: number
  readonly debits: number
  readonly records: number
  readonly totalCents: bigint
  readonly sha256: string | null
  /** Too late for the bank: they are paid with their codes. */
  readonly missed: number
  /** Paid meanwhile. */
  readonly paid: number
}

/**
 * Writes the next remittance of an agreement: the debits whose time has come, cancellations, options that ended and registrations
 * refused. The file is kept with all its lines; its number (NSA) is one more than the last, and none is ever given twice.
 */
export async function remit(tx: Tx, asked: RemittanceAsked): Promise<Remittance> {
  const { municipalityId, agreementId, today, groupId } = asked
  const terms = await lockTerms(tx, municipalityId, agreementId)
  const agreement = await debitAgreement(tx, municipalityId, agreementId)
  const rules = await debitRules(tx, municipalityId, today)
  const until = addDays(today, terms.leadDays ?? rules.leadDays)
  const orders = await goingOrders(tx, { municipalityId, agreementId, until, groupId })
  const { going, missed, paid } = await sift(tx, municipalityId, orders, (on) =>
    isInTime(on, today, rules.minimumDays)
  )
  const records = [
    ...going.map((order) => orderRecord(order, agreement)),
    ...(await endedRecords(tx, municipalityId, agreementId)),
    ...(await refusedRecords(tx, municipalityId, agreementId)),
  ]
  const figures = { missed: missed.length, paid: paid.length }
  if (records.length === 0) {
    return { id: null, sequence: terms.lastSequence, debits: 0, ...NOTHING, ...figures }
  }
  const sequence = terms.lastSequence + 1
  const written = await write(tx, asked, { agreement, sequence, records })
  const debits = records.filter(({ line }) => line.kind === 'E')
  const { id, sha256 } = await keep(tx, asked, { agreement, sequence, records, written })
  await markSent(tx, municipalityId, { records, today })
  return {
    ...{ id, sequence, sha256, debits: debits.length, records: records.length },
    ...{ totalCents: written.totalCents, ...figures },
  }
}

const NOTHING = { records: 0, totalCents: 0n, sha256: null } as const

/** What was paid meanwhile, or comes too late for the bank, is not sent. */
async function sift(
  tx: Tx,
  municipalityId: bigint,
  orders: readonly GoingOrder[],
  inTime: (on: CivilDate) => boolean
) {
  const documents = await documentsByIds(
    tx,
    municipalityId,
    orders.map(({ document_id: id }) => id)
  )
  const waiting = orders.filter(({ state }) => state === 'waiting')
  const paid = waiting.filter(({ document_id: id }) => documents.get(id)?.state !== 'live')
  const missed = waiting.filter((one) => !paid.includes(one) && !inTime(one.debit_on))
  await giveUp(tx, municipalityId, {
    ...{ ids: paid.map(({ id }) => id), state: 'paid' },
    note: 'Já estava paga quando a remessa foi feita',
  })
  await giveUp(tx, municipalityId, {
    ...{ ids: missed.map(({ id }) => id), state: 'missed' },
    note: 'Não havia mais prazo para o banco debitar',
  })
  const left = new Set([...paid, ...missed])
  return { going: orders.filter((one) => !left.has(one)), missed, paid }
}

interface Writing {
  readonly agreement: Agreement
  readonly sequence: number
  readonly records: readonly Going[]
}

async function write(
  tx: Tx,
  { municipalityId, today }: RemittanceAsked,
  { agreement, sequence, records }: Writing
): Promise<WrittenFile> {
  const utility = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: today },
  })
  return writeDebitRemittance(
    {
      ...{ agreementCode: agreement.code, companyName: utility.short_name },
      ...{ bankCode: agreement.agentCode, bankName: agreement.agentName },
      ...{ generatedOn: today, fileSequence: sequence, version: agreement.layoutVersion },
    },
    records.map(({ line }) => line)
  )
}

async function keep(
  tx: Tx,
  { municipalityId, agreementId, today, groupId, createdBy }: RemittanceAsked,
  { agreement, sequence, records, written }: Writing & { readonly written: WrittenFile }
): Promise<{ readonly id: bigint; readonly sha256: string }> {
  const name = `debito-${agreement.agentCode}-${agreement.code.replace(/[^A-Za-z0-9]/g, '')}-${String(sequence).padStart(6, '0')}.rem`
  const file = await storeFile(tx, {
    ...{ municipalityId, name, mediaType: 'text/plain', createdBy },
    content: new TextEncoder().encode(written.content),
  })
  const debits = records.filter(({ line }) => line.kind === 'E').length
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into debits_remittances (municipality_id, agreement_id, sequence, billing_group_id, file_object_id, file_name,
            sha256, generated_on, generated_at, line_count, debit_count, total_cents, state)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'generated') returning id`,
    [
      ...[municipalityId, agreementId, sequence, groupId, file.id, name, file.sha256, today],
      ...[clock.now(), records.length, debits, written.totalCents],
    ]
  )
  await query(tx, 'update debits_terms set last_sequence = ? where agreement_id = ?', [
    ...[sequence, agreementId],
  ])
  await copyRows(
    tx,
    'debits_sendings',
    [
      ...['municipality_id', 'remittance_id', 'number', 'kind', 'movement', 'order_id', 'attempt'],
      ...['premise_id', 'amount_cents', 'debit_on', 'raw'],
    ],
    records.map((one, index) => [
      // Line 1 is the header.
      ...[municipalityId, row!.id, index + 2, one.line.kind, one.movement, one.orderId],
      ...[one.attempt, one.premiseId, one.amountCents, one.debitOn, written.lines[index]!],
    ])
  )
  return { id: row!.id, sha256: file.sha256 }
}

async function markSent(
  tx: Tx,
  municipalityId: bigint,
  { records, today }: { readonly records: readonly Going[]; readonly today: CivilDate }
): Promise<void> {
  const idsOf = (movement: string) =>
    records.flatMap((one) => (one.orderId && one.movement === movement ? [one.orderId] : []))
  await query(
    tx,
    `update debits_orders set state = 'sent', attempts = attempts + 1, is_resend = false, occurrence = null, answered_on = null
      where municipality_id = ? and id = any(?::bigint[])`,
    [municipalityId, idsOf('0')]
  )
  await query(
    tx,
    'update debits_orders set cancel_sent_on = ? where municipality_id = ? and id = any(?::bigint[])',
    [today, municipalityId, idsOf('1')]
  )
}
