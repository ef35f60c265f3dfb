import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, copyRows, query, takeIds } from '#core/database/index'
import type { BeneficiaryKind, ItemComponent } from '../domain/beneficiary.ts'
import type { LiveFacts, UsableCredit, WaitingCharge } from '../domain/live_facts.ts'
import { errors } from '../errors.ts'

/** A premise and who holds it. */
export interface PremiseHolder {
  readonly premiseId: bigint
  readonly holderId: bigint
}

export interface LiveFactsQuery {
  readonly municipalityId: bigint
  /** The holder of each premise in the month that is billed: what belongs to others stays with them (DECISIONS 45). */
  readonly holders: readonly PremiseHolder[]
  /** Credits still held on this date are left out. */
  readonly on: CivilDate
  /** The month that is billed: what waits for a later one is left out; without it, nothing is. */
  readonly reference?: RefMonth
}

interface CreditRow {
  readonly id: bigint
  readonly premise_id: bigint
  readonly cause: UsableCredit['cause']
  readonly open_cents: bigint
}

export interface ChargeRow {
  readonly id: bigint
  readonly premise_id: bigint
  readonly charge_type: string
  readonly category: string | null
  readonly component: ItemComponent
  readonly beneficiary_id: bigint
  readonly beneficiary_kind: BeneficiaryKind
  readonly amount_cents: bigint
  readonly cause: WaitingCharge['cause']
  readonly label: string | null
}

/**
 * Usable credits and waiting charges of the holders of premises, locked until the transaction ends, so that two runs cannot
 * use them twice. Premises with none are absent. Two queries, whatever their number.
 */
export async function liveFacts(
  tx: Tx,
  { municipalityId, holders, on, reference }: LiveFactsQuery
): Promise<ReadonlyMap<bigint, LiveFacts>> {
  if (holders.length === 0) return new Map()
  const pairs = [holders.map(({ premiseId }) => premiseId), holders.map(({ holderId }) => holderId)]
  const credits = await query<CreditRow>(
    tx,
    `select c.id, c.premise_id, c.cause, c.open_cents
       from unnest(?::bigint[], ?::bigint[]) as h(premise_id, holder_id)
       join receivables_credits c on c.premise_id = h.premise_id and c.customer_id = h.holder_id
      where c.municipality_id = ? and c.open_cents > 0 and c.held_until <= ?
      order by c.id for update of c`,
    [...pairs, municipalityId, on]
  )
  const pending = await query<ChargeRow>(
    tx,
    `select p.id, p.premise_id, p.charge_type, p.category, p.component, p.beneficiary_id, b.kind as beneficiary_kind,
            p.amount_cents, p.cause, p.label
       from unnest(?::bigint[], ?::bigint[]) as h(premise_id, holder_id)
       join receivables_pending_charges p on p.premise_id = h.premise_id and p.debtor_id = h.holder_id
       join receivables_beneficiaries b on b.id = p.beneficiary_id
      where p.municipality_id = ? and p.state = 'pending' and (?::text is null or coalesce(p.from_reference, '') <= ?::text)
      order by p.id for update of p`,
    [...pairs, municipalityId, reference ?? null, reference ?? null]
  )
  const holderOf = new Map(holders.map(({ premiseId, holderId }) => [premiseId, holderId]))
  const creditsOf = Map.groupBy(credits, (row) => row.premise_id)
  const pendingOf = Map.groupBy(pending, (row) => row.premise_id)
  return new Map(
    [...new Set([...creditsOf.keys(), ...pendingOf.keys()])].map((premiseId) => [
      premiseId,
      {
        holderId: holderOf.get(premiseId)!,
        credits: (creditsOf.get(premiseId) ?? []).map(creditOf),
        pending: (pendingOf.get(premiseId) ?? []).map(chargeOf),
      },
    ])
  )
}

const creditOf = ({ id, cause, open_cents: openCents }: CreditRow): UsableCredit => ({
  id,
  cause,
  openCents,
})

export const chargeOf = (row: ChargeRow): WaitingCharge => ({
  id: row.id,
  chargeType: row.charge_type,
  category: row.category,
  component: row.component,
  beneficiaryId: row.beneficiary_id,
  beneficiaryKind: row.beneficiary_kind,
  amountCents: row.amount_cents,
  cause: row.cause,
  ...(row.label === null ? {} : { label: row.label }),
})

export interface CreditUse {
  readonly creditId: bigint
  readonly itemId: bigint
  readonly originId: bigint
  readonly amountCents: bigint
}

export interface NewCarriedCharge extends Omit<
  WaitingCharge,
  'id' | 'cause' | 'label' | 'beneficiaryKind'
> {
  readonly premiseId: bigint
  readonly debtorId: bigint
  /** The invoice that did not charge it. */
  readonly sourceId: bigint
}

export interface LiveConsumption {
  readonly municipalityId: bigint
  readonly originType: string
  readonly on: CivilDate
  readonly creditUses: readonly CreditUse[]
  /** Waiting charges that a document now asks for, and its origin. */
  readonly billed: readonly { readonly id: bigint; readonly originId: bigint }[]
  readonly carried: readonly NewCarriedCharge[]
}

/** Uses what `liveFacts` gave, in the same transaction: a constant number of statements, none when there is nothing. */
export async function consumeLive(tx: Tx, consumption: LiveConsumption): Promise<void> {
  if (consumption.creditUses.length) await useCredits(tx, consumption)
  if (consumption.billed.length) await markBilled(tx, consumption)
  if (consumption.carried.length) await addCarried(tx, consumption)
}

async function useCredits(tx: Tx, consumption: LiveConsumption): Promise<void> {
  const { municipalityId, originType, on, creditUses } = consumption
  const totals = Map.groupBy(creditUses, (use) => use.creditId)
  const sums = [...totals.values()].map((uses) =>
    uses.reduce((sum, { amountCents }) => sum + amountCents, 0n)
  )
  const changed = await query(
    tx,
    `update receivables_credits c set open_cents = open_cents - u.amount
       from unnest(?::bigint[], ?::bigint[]) as u(id, amount)
      where c.id = u.id and c.municipality_id = ? returning c.id`,
    [[...totals.keys()], sums, municipalityId]
  )
  if (changed.length !== totals.size) throw errors.E_RECEIVABLES_CREDIT_CHANGED()
  await copyRows(
    tx,
    'receivables_credit_uses',
    [
      'municipality_id',
      'credit_id',
      'item_id',
      'origin_type',
      'origin_id',
      'amount_cents',
      'used_on',
    ],
    creditUses.map((use) => [
      ...[municipalityId, use.creditId, use.itemId, originType, use.originId, use.amountCents, on],
    ])
  )
}

async function markBilled(
  tx: Tx,
  { municipalityId, originType, billed }: LiveConsumption
): Promise<void> {
  const changed = await query(
    tx,
    `update receivables_pending_charges p set state = 'billed', billed_origin_id = u.origin, billed_origin_type = ?
       from unnest(?::bigint[], ?::bigint[]) as u(id, origin)
      where p.id = u.id and p.municipality_id = ? and p.state = 'pending' returning p.id`,
    [originType, billed.map(({ id }) => id), billed.map(({ originId }) => originId), municipalityId]
  )
  if (changed.length !== billed.length) throw errors.E_RECEIVABLES_CREDIT_CHANGED()
}

async function addCarried(tx: Tx, consumption: LiveConsumption): Promise<void> {
  const { municipalityId, originType, on, carried } = consumption
  const ids = await takeIds(tx, 'receivables_pending_charges', carried.length)
  await copyRows(
    tx,
    'receivables_pending_charges',
    [
      ...[
        'id',
        'municipality_id',
        'premise_id',
        'debtor_id',
        'charge_type',
        'category',
        'component',
      ],
      ...['beneficiary_id', 'amount_cents', 'cause', 'source_type', 'source_id', 'explanation'],
      ...['state', 'created_on'],
    ],
    carried.map((charge, index) => [
      ...[ids[index]!, municipalityId, charge.premiseId, charge.debtorId, charge.chargeType],
      ...[charge.category, charge.component, charge.beneficiaryId, charge.amountCents, 'carried'],
      ...[originType, charge.sourceId, '{}', 'pending', on],
    ])
  )
}
