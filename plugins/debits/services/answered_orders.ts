import { type Tx, query } from '#core/database/index'
import { parseDebitKey } from '../domain/debit_key.ts'
import type { ResultLine } from './receive_results.ts'

export interface AnsweredOrder {
  readonly id: bigint
  readonly invoiceId: bigint
  readonly documentId: bigint
  readonly enrolmentId: bigint
  readonly number: string
  readonly state: string
  readonly attempts: number
  readonly attempt: number
  readonly isAnswered: boolean
}

interface Row extends Omit<AnsweredOrder, 'attempt' | 'isAnswered'> {
  readonly answered: number[]
}

const COLUMNS = `o.id, o.invoice_id as "invoiceId", o.document_id as "documentId", o.enrolment_id as "enrolmentId", o.number,
  o.state, o.attempts,
  array(select s.attempt from debits_sendings s
         where s.order_id = o.id and s.kind = 'E' and s.movement = '0' and s.answer_line_id is not null) as answered`

/**
 * The debits that some lines of an agreement's file answer, by line: by the key that was sent with them or, where the bank did not return it,
 * by client, day and amount when only one was sent so.
 */
export async function ordersAnswered(
  tx: Tx,
  municipalityId: bigint,
  agreementId: bigint,
  lines: readonly ResultLine[]
): Promise<ReadonlyMap<bigint, AnsweredOrder>> {
  const byNumber = await byKey(tx, municipalityId, agreementId, lines)
  const found = new Map<bigint, AnsweredOrder>()
  for (const { id, record } of lines) {
    const key = parseDebitKey(record.companyUse)
    const row = key && byNumber.get(key.number)
    if (row && key.attempt <= row.attempts) found.set(id, orderOf(row, key.attempt))
  }
  const rest = lines.filter(({ id, record }) => !found.has(id) && !parseDebitKey(record.companyUse))
  for (const [id, row] of await byAccount(tx, municipalityId, agreementId, rest)) {
    found.set(id, orderOf(row, row.attempts))
  }
  return found
}

const orderOf = ({ answered, ...row }: Row, attempt: number): AnsweredOrder => ({
  ...{ ...row, attempt, isAnswered: answered.includes(attempt) },
})

async function byKey(
  tx: Tx,
  municipalityId: bigint,
  agreementId: bigint,
  lines: readonly ResultLine[]
): Promise<ReadonlyMap<string, Row>> {
  const numbers = lines.flatMap(({ record }) => parseDebitKey(record.companyUse)?.number ?? [])
  if (numbers.length === 0) return new Map()
  const rows = await query<Row>(
    tx,
    `select ${COLUMNS} from debits_orders o
      where o.municipality_id = ? and o.number = any(?::text[])
        and exists (select from debits_sendings s join debits_remittances r on r.id = s.remittance_id
                     where s.order_id = o.id and r.agreement_id = ?)
      order by o.id for update of o`,
    [municipalityId, numbers, agreementId]
  )
  return new Map(rows.map((row) => [row.number, row]))
}

async function byAccount(
  tx: Tx,
  municipalityId: bigint,
  agreementId: bigint,
  lines: readonly ResultLine[]
): Promise<ReadonlyMap<bigint, Row>> {
  if (lines.length === 0) return new Map()
  const rows = await query<Row & { line: bigint }>(
    tx,
    `select u.line, ${COLUMNS}
       from unnest(?::bigint[], ?::text[], ?::date[], ?::bigint[]) as u(line, client, debit_on, cents)
       join registry_premises p on p.municipality_id = ? and p.registration_number = u.client
       join debits_orders o on o.municipality_id = p.municipality_id and o.premise_id = p.id
        and o.agreement_id = ? and o.debit_on = u.debit_on and o.amount_cents = u.cents
        and o.state in ('sent', 'cancelling')
      order by o.id for update of o`,
    [
      lines.map(({ id }) => id),
      lines.map(({ record }) => record.clientId.trim()),
      lines.map(({ record }) => record.dueOn),
      lines.map(({ record }) => record.amountCents),
      ...[municipalityId, agreementId],
    ]
  )
  const byLine = Map.groupBy(rows, ({ line }) => line)
  return new Map(
    [...byLine].flatMap(([line, found]) => (found.length === 1 ? [[line, found[0]!] as const] : []))
  )
}
