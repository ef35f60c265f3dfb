import type { Actor } from '#core/actions/index'
import { type CivilDate, addDays, maxDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { type Agreement, findAgreement } from '#plugins/payments/api'
import { isAccount, isAgency, plainAccount } from '../domain/account.ts'
import { errors } from '../errors.ts'
import { withdrawWaiting } from './orders.ts'

export type EndCause = 'holder' | 'bank' | 'change_of_holder' | 'refusals' | 'replaced'

export interface Enrolment {
  readonly id: bigint
  readonly premise_id: bigint
  readonly holder_id: bigint
  readonly agreement_id: bigint
  readonly agency: string
  readonly bank_client: string
  readonly from_on: CivilDate
  readonly state: 'active' | 'ended'
}

export interface OwnPremise {
  readonly id: bigint
  readonly registration: string
  readonly holderId: bigint
  readonly holderName: string
}

/**
 * The premise, locked, with who answers for it on the day; one outside the person's territory is unknown.
 * Errors: E_DEBITS_PREMISE, E_DEBITS_NO_HOLDER.
 */
export async function ownPremise(
  tx: Tx,
  municipalityId: bigint,
  { premiseId: id, actor }: { readonly premiseId: bigint; readonly actor: Actor }
): Promise<OwnPremise> {
  const [premise] = await query<{ registration: string }>(
    tx,
    `select registration_number as registration from registry_premises where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!premise || (await isOutside(tx, actor, { type: 'registry.premises', id }))) {
    throw errors.E_DEBITS_PREMISE({ id })
  }
  const [holder] = await query<{ id: bigint; name: string }>(
    tx,
    `select c.id, c.name from registry_holdings h join registry_customers c on c.id = h.customer_id
      where h.municipality_id = ? and h.premise_id = ? and h.role = 'holder' and h.until_on is null`,
    [municipalityId, id]
  )
  if (!holder) throw errors.E_DEBITS_NO_HOLDER({ registration: premise.registration })
  return { id, ...premise, holderId: holder.id, holderName: holder.name }
}

/** An agreement with which debits are exchanged. Errors: E_PAYMENTS_AGREEMENT_UNKNOWN, E_DEBITS_AGREEMENT, E_DEBITS_VERSION. */
export async function debitAgreement(
  tx: Tx,
  municipalityId: bigint,
  id: bigint
): Promise<Agreement> {
  const agreement = await findAgreement(tx, municipalityId, id)
  const { code, kind, layoutVersion: version } = agreement
  if (kind !== 'direct_debit') throw errors.E_DEBITS_AGREEMENT({ code })
  if (version > '06') throw errors.E_DEBITS_VERSION({ code, version })
  return agreement
}

export interface NewEnrolment {
  readonly premise: OwnPremise
  readonly agreementId: bigint
  readonly agency: string
  readonly bankClient: string
  readonly channel: 'desk' | 'bank'
  /** How the holder consented, in Portuguese. */
  readonly consent: string
  readonly from: CivilDate
  readonly by: string
}

/**
 * Puts a premise in direct debit, of its holder's account. An option that stands is replaced: its debits that wait go out by
 * the new one. Errors: E_DEBITS_ACCOUNT.
 */
export async function enrol(tx: Tx, municipalityId: bigint, wanted: NewEnrolment): Promise<bigint> {
  const { premise, agreementId, channel, consent, from, by } = wanted
  const agency = plainAccount(wanted.agency)
  const bankClient = plainAccount(wanted.bankClient)
  if (!isAgency(agency) || !isAccount(bankClient)) {
    throw errors.E_DEBITS_ACCOUNT({ agency, account: bankClient })
  }
  const standing = await activeOf(tx, municipalityId, premise.id)
  if (standing) {
    await close(tx, standing, {
      ...{ on: addDays(from, -1), cause: 'replaced', reason: 'Substituída por outra conta' },
      // The bank that keeps the customer is told by the debits themselves.
      isToTell: standing.agreement_id !== agreementId,
    })
  }
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into debits_enrolments (municipality_id, premise_id, holder_id, agreement_id, agency, bank_client, channel,
            consent, state, from_on, created_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?) returning id`,
    [
      ...[municipalityId, premise.id, premise.holderId, agreementId, agency, bankClient, channel],
      ...[consent, from, by],
    ]
  )
  if (standing) {
    await query(
      tx,
      `update debits_orders set enrolment_id = ?, agreement_id = ?
        where municipality_id = ? and enrolment_id = ? and state = 'waiting'`,
      [row!.id, agreementId, municipalityId, standing.id]
    )
  }
  return row!.id
}

export async function activeOf(
  tx: Tx,
  municipalityId: bigint,
  premiseId: bigint
): Promise<Enrolment | undefined> {
  const [row] = await query<Enrolment>(
    tx,
    `select * from debits_enrolments
      where municipality_id = ? and premise_id = ? and state = 'active' for update`,
    [municipalityId, premiseId]
  )
  return row
}

/** @throws BusinessError E_DEBITS_UNKNOWN, E_DEBITS_ENDED */
export async function lockActive(tx: Tx, municipalityId: bigint, id: bigint): Promise<Enrolment> {
  const [row] = await query<Enrolment>(
    tx,
    'select * from debits_enrolments where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!row) throw errors.E_DEBITS_UNKNOWN({ what: 'opção', id })
  if (row.state !== 'active') throw errors.E_DEBITS_ENDED({ id })
  return row
}

export interface Ending {
  /** Last day. */
  readonly on: CivilDate
  readonly cause: EndCause
  readonly reason: string
  /** Whether the bank is to be told. */
  readonly isToTell: boolean
}

/** Ends an option. Its debits that were not sent yet are given up: those invoices are paid with their codes. */
export async function endEnrolment(
  tx: Tx,
  municipalityId: bigint,
  { enrolment, ending }: { readonly enrolment: Enrolment; readonly ending: Ending }
): Promise<{ readonly withdrawn: number }> {
  await close(tx, enrolment, ending)
  const withdrawn = await withdrawWaiting(tx, municipalityId, {
    enrolmentId: enrolment.id,
    note: ending.reason,
  })
  return { withdrawn }
}

async function close(tx: Tx, enrolment: Enrolment, ending: Ending): Promise<void> {
  await query(
    tx,
    `update debits_enrolments
        set state = 'ended', until_on = ?, end_cause = ?, end_reason = ?, is_to_tell = ? where id = ?`,
    [
      ...[maxDate(enrolment.from_on, ending.on), ending.cause, ending.reason, ending.isToTell],
      enrolment.id,
    ]
  )
}
