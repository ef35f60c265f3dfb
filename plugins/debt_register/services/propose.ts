import type { CivilDate } from '#core/calendar/index'
import { type Tx, copyRows, query, takeIds } from '#core/database/index'
import { heldInvoices } from '#plugins/billing/api'
import { type OpenDebt, openDebts } from '#plugins/receivables/api'
import type { Policy } from '../configuration/parameters.ts'
import type { LeftOutReason } from '../records/options.ts'
import { openProcesses, subjectKey } from './processes.ts'
import { type ValuedDebt, originKey, totalsOf, valueDebts } from './value_debts.ts'

export interface Proposing {
  readonly municipalityId: bigint
  readonly proposalId: bigint
  readonly dueFrom: CivilDate
  readonly dueUntil: CivilDate
  readonly on: CivilDate
  readonly by: string
  readonly byId: bigint | null
  readonly policy: Policy
  /** Only these debts, as `type/id`; all that fell due in the period, when not said. */
  readonly origins?: ReadonlySet<string>
}

export interface Proposed {
  readonly terms: number
  readonly entries: number
  readonly totalCents: bigint
  readonly leftOut: readonly LeftOut[]
}

export interface LeftOut {
  readonly debt: Pick<
    OpenDebt,
    'origin' | 'debtorId' | 'premiseId' | 'reference' | 'dueOn' | 'openCents'
  >
  readonly reason: LeftOutReason
}

/** What a debt is registered as, besides what receivables tell of it. */
interface Known {
  readonly itemIds: readonly bigint[]
  readonly nature: 'tariff' | 'tax'
  readonly billNumber: string | null
}

/**
 * Proposes the debts of some debtors that fell due in the period: one term for each debtor and premise. What is not proposed is
 * kept with its reason. A constant number of statements, however many debts there are.
 */
export async function proposeDebts(
  tx: Tx,
  proposing: Proposing,
  debtorIds: readonly bigint[]
): Promise<Proposed> {
  const { municipalityId, dueFrom, dueUntil, policy, on, origins } = proposing
  const open = await openDebts(tx, { municipalityId, debtorIds, dueUntil })
  const debts = open.filter(
    ({ dueOn, marks, origin }) =>
      dueOn >= dueFrom &&
      !isRegistered(marks) &&
      (origins?.has(`${origin.type}/${origin.id}`) ?? true)
  )
  if (debts.length === 0) return { terms: 0, entries: 0, totalCents: 0n, leftOut: [] }
  const reasonOf = await reasons(tx, proposing, debts)
  const judged = debts.map((debt) => ({ debt, reason: reasonOf(debt) }))
  const proposable = judged.filter(({ reason }) => reason === null).map(({ debt }) => debt)
  const valued = await valueDebts(tx, { municipalityId, debts: proposable, on })
  const groups = [...Map.groupBy(valued, subjectKey).values()]
  const isEnough = (group: readonly ValuedDebt[]) =>
    totalsOf(group).totalCents >= BigInt(policy.minimum_cents)
  const kept = groups.filter(isEnough)
  const small = groups.filter((group) => !isEnough(group)).flat()
  const leftOut: LeftOut[] = [
    ...judged.flatMap(({ debt, reason }) =>
      reason === null || reason === 'proposed' ? [] : [{ debt, reason }]
    ),
    ...small.map((debt) => ({ debt, reason: 'below_minimum' as const })),
  ]
  await writeTerms(tx, proposing, kept)
  await writeLeftOut(tx, proposing, leftOut)
  return {
    ...{ terms: kept.length, entries: kept.flat().length, leftOut },
    totalCents: totalsOf(kept.flat()).totalCents,
  }
}

/** Inscribed and not taken to court: it is where it should be, and nothing is told of it. */
const isRegistered = (marks: OpenDebt['marks']): boolean =>
  marks.includes('inscribed') && !marks.includes('in_court')

/** Why a debt is not proposed; null: it is. */
async function reasons(
  tx: Tx,
  { municipalityId, policy, on }: Proposing,
  debts: readonly OpenDebt[]
): Promise<(debt: OpenDebt) => LeftOutReason | 'proposed' | null> {
  const premiseIds = [...new Set(debts.flatMap(({ premiseId }) => premiseId ?? []))]
  const held = new Set(await heldInvoices(tx, municipalityId, { premiseIds, on }))
  const nameless = await withoutTaxpayer(tx, municipalityId, debts)
  const known = await registeredBefore(tx, municipalityId, debts)
  const noticed = await noticedBefore(tx, { municipalityId, on, days: policy.noticed_days }, debts)
  return (debt) => {
    const { origin, ownCents, marks, debtorId } = debt
    const key = originKey(origin.type, origin.id, debtorId)
    if (marks.includes('in_court')) return 'in_court'
    if (known.has(key)) return 'proposed'
    if (ownCents === 0n) return 'third_party'
    if (marks.includes('plan') || marks.includes('renegotiated')) return 'plan'
    if (origin.type === 'billing.invoice' && held.has(origin.id)) return 'hold'
    if (nameless.has(debtorId)) return 'no_debtor'
    if (noticed && !noticed.has(`${origin.type}/${origin.id}`)) return 'not_noticed'
    return null
  }
}

async function withoutTaxpayer(
  tx: Tx,
  municipalityId: bigint,
  debts: readonly OpenDebt[]
): Promise<ReadonlySet<bigint>> {
  const rows = await query<{ id: bigint }>(
    tx,
    'select id from registry_customers where municipality_id = ? and id = any(?::bigint[]) and taxpayer_id is null',
    [municipalityId, [...new Set(debts.map(({ debtorId }) => debtorId))]]
  )
  return new Set(rows.map(({ id }) => id))
}

async function registeredBefore(
  tx: Tx,
  municipalityId: bigint,
  debts: readonly OpenDebt[]
): Promise<ReadonlySet<string>> {
  const rows = await query<{ type: string; id: bigint; debtor: bigint }>(
    tx,
    `select e.origin_type as type, e.origin_id as id, e.debtor_id as debtor from debt_register_entries e
       join unnest(?::text[], ?::bigint[]) as o (type, id) on o.type = e.origin_type and o.id = e.origin_id
      where e.municipality_id = ? and e.state not in ('dropped', 'excluded')`,
    [debts.map(({ origin }) => origin.type), debts.map(({ origin }) => origin.id), municipalityId]
  )
  return new Set(rows.map(({ type, id, debtor }) => originKey(type, id, debtor)))
}

interface Notice {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly days: number | null
}

/** Debts that were noticed of long enough ago; null when no notice is asked for. */
async function noticedBefore(
  tx: Tx,
  { municipalityId, on, days }: Notice,
  debts: readonly OpenDebt[]
): Promise<ReadonlySet<string> | null> {
  if (days === null) return null
  const rows = await query<{ key: string }>(
    tx,
    `select distinct m.origin_type || '/' || m.origin_id as key from receivables_marks m
       join unnest(?::text[], ?::bigint[]) as o (type, id) on o.type = m.origin_type and o.id = m.origin_id
      where m.municipality_id = ? and m.kind = 'noticed' and m.since <= ?::date - ?::int`,
    [
      ...[debts.map(({ origin }) => origin.type), debts.map(({ origin }) => origin.id)],
      ...[municipalityId, on, days],
    ]
  )
  return new Set(rows.map(({ key }) => key))
}

/** The utility's own items of each debt, their nature and the number of the bill, by `originKey`. */
async function knownOf(
  tx: Tx,
  municipalityId: bigint,
  debts: readonly OpenDebt[]
): Promise<ReadonlyMap<string, Known>> {
  const rows = await query<{
    type: string
    id: bigint
    debtor: bigint
    items: readonly string[]
    nature: string
    number: string | null
  }>(
    tx,
    `select i.origin_type as type, i.origin_id as id, i.debtor_id as debtor, array_agg(i.id order by i.id) as items,
            min(b.nature) as nature,
            (select min(d.number) from receivables_document_items di join receivables_documents d on d.id = di.document_id
              where di.item_id = min(i.id) and d.kind = 'invoice') as number
       from receivables_items i join receivables_beneficiaries b on b.id = i.beneficiary_id and b.kind = 'utility'
      where i.municipality_id = ? and i.id = any(?::bigint[])
      group by i.origin_type, i.origin_id, i.debtor_id`,
    [municipalityId, debts.flatMap(({ itemIds }) => itemIds)]
  )
  return new Map(
    rows.map((row) => [
      originKey(row.type, row.id, row.debtor),
      {
        itemIds: row.items.map(BigInt),
        nature: row.nature === 'tax' ? 'tax' : 'tariff',
        billNumber: row.number,
      },
    ])
  )
}

const TERM_COLUMNS = [
  ...['id', 'municipality_id', 'proposal_id', 'process_id', 'debtor_id', 'premise_id', 'state'],
  ...['entries', 'original_cents', 'charges_cents', 'total_cents', 'proposed_on', 'proposed_by'],
  'proposed_by_id',
]
const ENTRY_COLUMNS = [
  ...['municipality_id', 'term_id', 'origin_type', 'origin_id', 'item_ids', 'debtor_id'],
  ...['premise_id', 'reference', 'due_on', 'bill_number', 'nature', 'state', 'original_cents'],
  ...['fine_cents', 'interest_cents', 'correction_cents', 'total_cents'],
]

async function writeTerms(
  tx: Tx,
  proposing: Proposing,
  groups: readonly (readonly ValuedDebt[])[]
): Promise<void> {
  if (groups.length === 0) return
  const { municipalityId, proposalId, on, by, byId } = proposing
  const subjects = groups.map(([first]) => first!)
  const processes = await openProcesses(tx, { municipalityId, on, by }, subjects)
  const known = await knownOf(tx, municipalityId, groups.flat())
  const ids = await takeIds(tx, 'debt_register_terms', groups.length)
  await copyRows(
    tx,
    'debt_register_terms',
    TERM_COLUMNS,
    groups.map((group, index) => {
      const [{ debtorId, premiseId }] = group as readonly [ValuedDebt]
      const { originalCents, totalCents } = totalsOf(group)
      return [
        ...[ids[index]!, municipalityId, proposalId, processes.get(subjectKey(group[0]!))!],
        ...[debtorId, premiseId, 'proposed', group.length, originalCents],
        ...[totalCents - originalCents, totalCents, on, by, byId],
      ]
    })
  )
  await copyRows(
    tx,
    'debt_register_entries',
    ENTRY_COLUMNS,
    groups.flatMap((group, index) =>
      group.map((debt) => {
        const { origin, debtorId, premiseId, reference, dueOn } = debt
        const { itemIds, nature, billNumber } = known.get(
          originKey(origin.type, origin.id, debtorId)
        )!
        return [
          ...[municipalityId, ids[index]!, origin.type, origin.id, `{${itemIds.join(',')}}`],
          ...[debtorId, premiseId, reference, dueOn, billNumber, nature, 'proposed'],
          ...[debt.originalCents, debt.fineCents, debt.interestCents, debt.correctionCents],
          debt.totalCents,
        ]
      })
    )
  )
}

/** Debts that a proposal left out, or that left it when their term was decided. */
export async function writeLeftOut(
  tx: Tx,
  { municipalityId, proposalId }: Pick<Proposing, 'municipalityId' | 'proposalId'>,
  leftOut: readonly LeftOut[]
): Promise<void> {
  if (leftOut.length === 0) return
  await copyRows(
    tx,
    'debt_register_left_out',
    [
      ...['municipality_id', 'proposal_id', 'origin_type', 'origin_id', 'debtor_id', 'premise_id'],
      ...['reference', 'due_on', 'open_cents', 'reason'],
    ],
    leftOut.map(({ debt, reason }) => [
      ...[municipalityId, proposalId, debt.origin.type, debt.origin.id, debt.debtorId],
      ...[debt.premiseId, debt.reference, debt.dueOn, debt.openCents, reason],
    ])
  )
}
