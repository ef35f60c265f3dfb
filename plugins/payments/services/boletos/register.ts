import type { ActionContext } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { copyRows, query, takeIds } from '#core/database/index'
import { andInside } from '#core/records/index'
import { bankSlipCodes } from '../../domain/boletos/bank_slip.ts'
import { fillTemplate } from '../../domain/boletos/number_template.ts'
import { errors } from '../../errors.ts'
import { type BoletoTerms, lockTerms } from './terms.ts'

export interface WantedBoletos {
  readonly agreementId: bigint
  /** Numbers of the documents; none: every invoice due in the period. */
  readonly numbers: readonly string[]
  readonly dueFrom: CivilDate | null
  readonly dueUntil: CivilDate | null
  readonly leastCents: bigint
}

export interface Registered {
  readonly boletos: number
  readonly totalCents: bigint
  readonly firstId: bigint
}

interface Payable {
  readonly id: bigint
  readonly amount_cents: bigint
  readonly due_on: CivilDate
}

const MOST = 20_000

/**
 * Makes boletos of documents that are still owed and not yet due, one for each, to be told to the bank in the next remittance. A document
 * that has one is left as it is. Errors: E_PAYMENTS_BOLETO_TERMS, E_PAYMENTS_BOLETO_NONE, E_PAYMENTS_BOLETO.
 */
export async function registerBoletos(
  context: ActionContext,
  wanted: WantedBoletos
): Promise<Registered> {
  const { tx, municipalityId, actor, now } = context
  const terms = await lockTerms(tx, municipalityId, wanted.agreementId)
  const documents = await payable(context, wanted)
  if (documents.length === 0) throw errors.E_PAYMENTS_BOLETO_NONE()
  const ids = await takeIds(tx, 'payments_boletos', documents.length)
  await copyRows(
    tx,
    'payments_boletos',
    [
      ...['id', 'municipality_id', 'agreement_id', 'document_id', 'own_number', 'due_on'],
      ...['amount_cents', 'barcode', 'line', 'state', 'created_at', 'user_name'],
    ],
    documents.map((document, index) => {
      const { ownNumber, barcode, line } = codesOf(terms, document, BigInt(index + 1))
      return [
        ...[ids[index]!, municipalityId, wanted.agreementId, document.id, ownNumber],
        ...[document.due_on, document.amount_cents, barcode, line, 'waiting'],
        ...[now.toISOString(), actor.name],
      ]
    })
  )
  await query(
    tx,
    `insert into payments_boleto_orders (municipality_id, boleto_id, movement, due_on, state, asked_at, user_name)
     select municipality_id, id, '01', due_on, 'waiting', created_at, user_name from payments_boletos
      where id = any(?::bigint[]) order by id`,
    [ids]
  )
  await query(tx, 'update payments_boleto_terms set last_number = last_number + ? where id = ?', [
    ...[BigInt(documents.length), terms.id],
  ])
  const totalCents = documents.reduce((sum, { amount_cents: cents }) => sum + cents, 0n)
  return { boletos: documents.length, totalCents, firstId: ids[0]! }
}

async function payable(
  { tx, municipalityId, actor }: ActionContext,
  { numbers, dueFrom, dueUntil, leastCents }: WantedBoletos
): Promise<Payable[]> {
  const today = await todayIn(tx, municipalityId)
  const inside = andInside('d.premise_id', 'registry.premises', actor)
  const chosen =
    numbers.length > 0
      ? { sql: 'd.number = any(?::bpchar[])', bindings: [numbers] }
      : {
          sql: `d.kind = 'invoice' and d.due_on between ?::date and ?::date and d.amount_cents >= ?`,
          bindings: [dueFrom ?? today, dueUntil ?? dueFrom ?? today, leastCents],
        }
  return query<Payable>(
    tx,
    `select d.id, d.amount_cents, d.due_on from receivables_documents d
      where d.municipality_id = ? and ${chosen.sql} and d.state = 'live' and d.amount_cents > 0 and d.due_on >= ?${inside.sql}
        and not exists (select from payments_boletos b where b.document_id = d.id
                         and b.state in ('waiting', 'sent', 'registered', 'paid'))
      order by d.due_on, d.id limit ${MOST} for share of d`,
    [municipalityId, ...chosen.bindings, today, ...inside.bindings]
  )
}

function codesOf(
  terms: BoletoTerms,
  { due_on: dueOn, amount_cents: amountCents }: Payable,
  nth: bigint
) {
  const values = {
    ...{ agreement: terms.code, agency: terms.agency, account: terms.account },
    ...{ portfolio: terms.portfolio_code, sequence: String(terms.last_number + nth) },
  }
  const ownNumber = fillTemplate(terms.own_number_template, values)
  const freeField = fillTemplate(terms.free_field_template, { ...values, own_number: ownNumber })
  const bankCode = terms.agent_code
  return { ownNumber, ...bankSlipCodes({ bankCode, dueOn, amountCents, freeField }) }
}
