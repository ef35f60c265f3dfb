import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type Agreement, type RemittanceRecord, ownerFields } from '#plugins/payments/api'
import { debitKey } from '../domain/debit_key.ts'

/** A record of a remittance with what it is about. */
export interface Going {
  readonly line: RemittanceRecord
  readonly movement: '0' | '1' | '2'
  readonly premiseId: bigint | null
  readonly orderId: bigint | null
  readonly attempt: number | null
  readonly amountCents: bigint
  readonly debitOn: CivilDate | null
}

export interface GoingOrder {
  readonly id: bigint
  readonly number: string
  readonly state: 'waiting' | 'cancelling'
  readonly attempts: number
  readonly amount_cents: bigint
  readonly debit_on: CivilDate
  readonly document_id: bigint
  readonly is_resend: boolean
  readonly premise_id: bigint
  readonly registration: string
  readonly taxpayer_id: string | null
  readonly agency: string
  readonly bank_client: string
}

export interface OrdersWanted {
  readonly municipalityId: bigint
  readonly agreementId: bigint
  /** Debits on this day or before; those that people asked to send again go whatever their day. */
  readonly until: CivilDate
  /** Only of this billing group. */
  readonly groupId: bigint | null
}

/** The debits of an agreement that go now, in order of premise, locked. */
export function goingOrders(tx: Tx, wanted: OrdersWanted): Promise<GoingOrder[]> {
  const { municipalityId, agreementId, until, groupId } = wanted
  return query<GoingOrder>(
    tx,
    `select o.id, o.number, o.state, o.attempts, o.amount_cents, o.debit_on, o.document_id, o.is_resend, o.premise_id,
            p.registration_number as registration, c.taxpayer_id, e.agency, e.bank_client
       from debits_orders o
       join debits_enrolments e on e.id = o.enrolment_id
       join registry_premises p on p.id = o.premise_id
       join registry_customers c on c.id = o.customer_id
      where o.municipality_id = ? and o.agreement_id = ? and (?::bigint is null or p.billing_group_id = ?::bigint)
        and ((o.state = 'waiting' and (o.debit_on <= ? or o.is_resend))
             or (o.state = 'cancelling' and o.cancel_sent_on is null))
      order by p.registration_number, o.id for update of o`,
    [municipalityId, agreementId, groupId, groupId, until]
  )
}

/** A debit, or the cancellation of one that was sent: the same words again, with another movement. */
export function orderRecord(order: GoingOrder, agreement: Agreement): Going {
  const isCancelled = order.state === 'cancelling'
  const attempt = isCancelled ? order.attempts : order.attempts + 1
  const movement = isCancelled ? '1' : '0'
  return {
    line: {
      kind: 'E',
      record: {
        clientId: order.registration,
        agency: order.agency,
        bankClient: order.bank_client,
        dueOn: order.debit_on,
        amountCents: order.amount_cents,
        companyUse: debitKey(order.number, attempt),
        ...ownerFields(agreement.layoutVersion, order.taxpayer_id),
        movement,
      },
    },
    ...{ movement, premiseId: order.premise_id, orderId: order.id, attempt },
    ...{ amountCents: order.amount_cents, debitOn: order.debit_on },
  }
}

interface Told {
  readonly id: bigint
  readonly premise_id: bigint | null
  readonly client_id: string
  readonly agency: string
  readonly bank_client: string
  readonly text: string
}

/** Options of an agreement that ended and of which the bank is told now; each is told once. */
export async function endedRecords(
  tx: Tx,
  municipalityId: bigint,
  agreementId: bigint
): Promise<Going[]> {
  const ended = await query<Told>(
    tx,
    `update debits_enrolments e set is_to_tell = false from registry_premises p
      where p.id = e.premise_id and e.municipality_id = ? and e.agreement_id = ? and e.is_to_tell
        -- who came back by the same agreement meanwhile is not excluded
        and not exists (select from debits_enrolments a
                         where a.premise_id = e.premise_id and a.agreement_id = e.agreement_id and a.state = 'active')
     returning e.id, e.premise_id, p.registration_number as client_id, e.agency, e.bank_client,
               coalesce(e.end_reason, '') as text`,
    [municipalityId, agreementId]
  )
  return ended.map(({ premise_id: premiseId, client_id: clientId, agency, bank_client, text }) => ({
    line: {
      kind: 'D',
      record: {
        ...{ clientId, agency, bankClient: bank_client, newClientId: '' },
        ...{ text, movement: '1' },
      },
    },
    ...{ movement: '1', premiseId, ...NO_MONEY },
  }))
}

/** Registrations of the bank that were refused, each told once. */
export async function refusedRecords(
  tx: Tx,
  municipalityId: bigint,
  agreementId: bigint
): Promise<Going[]> {
  const refused = await query<Told & { movement: 'include' | 'exclude' }>(
    tx,
    `update debits_registrations set is_to_tell = false
      where municipality_id = ? and agreement_id = ? and is_to_tell
     returning id, premise_id, client_id, agency, bank_client, coalesce(note, '') as text, movement`,
    [municipalityId, agreementId]
  )
  return refused.map(({ premise_id: premiseId, client_id: clientId, ...one }) => {
    const movement = one.movement === 'include' ? '2' : '1'
    return {
      line: {
        kind: 'C',
        record: {
          ...{ clientId, agency: one.agency, bankClient: one.bank_client },
          ...{ occurrence: one.text, movement },
        },
      },
      ...{ movement, premiseId, ...NO_MONEY },
    } as const
  })
}

const NO_MONEY = { orderId: null, attempt: null, amountCents: 0n, debitOn: null } as const
