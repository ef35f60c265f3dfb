import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { heldInvoices } from '#plugins/billing/api'
import { setMarks } from '#plugins/receivables/api'
import { errors } from '../errors.ts'
import { LEFT_OUT_REASONS, type LeftOutReason, TERM_STATES, labelOf } from '../records/options.ts'
import { changeEntries } from './change_entries.ts'
import { type Entry, lockEntries, originsOf } from './entry_rows.ts'
import { issueTerm } from './issue_term.ts'
import { keepPrescription } from './keep_prescription.ts'
import { takeNumbers, yearOf } from './numbers.ts'
import { actDone } from './processes.ts'
import { writeLeftOut } from './propose.ts'
import { policyOf } from './settings.ts'
import { type ValuedDebt, originKey, totalsOf, valueEntries } from './value_debts.ts'

export const TERM = 'debt_register.terms'

export interface Term {
  readonly id: bigint
  readonly number: string | null
  readonly proposal_id: bigint
  readonly process_id: bigint
  readonly debtor_id: bigint
  readonly premise_id: bigint | null
  readonly state: 'proposed' | 'inscribed' | 'refused'
  readonly proposed_by_id: bigint | null
  readonly total_cents: bigint
}

/** A term in one of some states, locked. @throws E_DEBT_REGISTER_TERM_UNKNOWN, _TERM_STATE */
export async function lockTerm(
  tx: Tx,
  { municipalityId, id }: { readonly municipalityId: bigint; readonly id: bigint },
  state: Term['state']
): Promise<Term> {
  const [term] = await query<Term>(
    tx,
    `select id, number, proposal_id, process_id, debtor_id, premise_id, state, proposed_by_id, total_cents
       from debt_register_terms where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!term) throw errors.E_DEBT_REGISTER_TERM_UNKNOWN({ id })
  if (term.state !== state) {
    throw errors.E_DEBT_REGISTER_TERM_STATE({ id, state: labelOf(TERM_STATES, term.state) })
  }
  return term
}

export interface Inscribed {
  readonly id: bigint
  readonly number: string
  readonly entries: number
  readonly dropped: number
  readonly totalCents: bigint
  readonly premiseId: bigint | null
}

/**
 * Another person than who proposed inscribes a term: what is still open and free of hold, plan and court gets its number, the
 * mark and the day from which it prescribes; the rest leaves the proposal with its reason (DECISIONS 54).
 */
export async function inscribeTerm(context: ActionContext, id: bigint): Promise<Inscribed> {
  const { tx, municipalityId, actor, now: at } = context
  const term = await lockTerm(tx, { municipalityId, id }, 'proposed')
  if (term.proposed_by_id === actor.userId) throw errors.E_DEBT_REGISTER_SAME_PERSON({ id })
  const policy = await policyOf(tx, municipalityId)
  if (!policy.is_public_law) throw errors.E_DEBT_REGISTER_NOT_PUBLIC()
  const on = await todayIn(tx, municipalityId)
  const doing = { municipalityId, on, by: actor.name }
  const { kept, dropped } = await judge(tx, { municipalityId, on, term })
  if (kept.length === 0) {
    const why = [...new Set(dropped.map(({ reason }) => labelOf(LEFT_OUT_REASONS, reason)))]
    throw errors.E_DEBT_REGISTER_NOTHING_LEFT({ id, why: why.join(', ').toLowerCase() })
  }
  const [number] = await takeNumbers(tx, {
    ...{ municipalityId, kind: 'term', year: yearOf(on), count: 1 },
  })
  await drop(tx, { municipalityId, term }, dropped)
  await numberEntries(tx, { municipalityId, on }, kept)
  const totals = totalsOf(kept.map(({ debt }) => debt))
  await query(
    tx,
    `update debt_register_terms set state = 'inscribed', number = ?, entries = ?, original_cents = ?, charges_cents = ?,
            total_cents = ?, decided_on = ?, decided_by = ? where id = ?`,
    [
      ...[number!, kept.length, totals.originalCents, totals.totalCents - totals.originalCents],
      ...[totals.totalCents, on, actor.name, id],
    ]
  )
  const entries = kept.map(({ entry }) => entry)
  await changeEntries(tx, entries, {
    ...{ municipalityId, operation: 'inscribe', to: 'inscribed', on, at, by: actor.name },
    reason: `Termo ${number!}`,
  })
  const source = { type: TERM, id }
  await setMarks(tx, context, { kind: 'inscribed', source, origins: originsOf(entries), on })
  await actDone(tx, doing, { act: 'registration', processIds: [term.process_id] })
  const inscribed = await lockEntries(tx, municipalityId, { ids: entries.map((one) => one.id) })
  await keepPrescription(tx, { municipalityId, today: on }, inscribed)
  await issueTerm(context, { on, termId: id })
  return {
    ...{ id, number: number!, entries: kept.length, dropped: dropped.length },
    ...{ totalCents: totals.totalCents, premiseId: term.premise_id },
  }
}

interface Kept {
  readonly entry: Entry
  readonly debt: ValuedDebt
}
interface Dropped {
  readonly entry: Entry
  readonly debt: ValuedDebt | undefined
  readonly reason: LeftOutReason
}

interface Judging {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly term: Term
}

/** What may still be inscribed of a proposal, valued today. */
async function judge(
  tx: Tx,
  { municipalityId, on, term }: Judging
): Promise<{ kept: Kept[]; dropped: Dropped[] }> {
  const entries = await lockEntries(tx, municipalityId, { termIds: [term.id] })
  const valued = await valueEntries(tx, { municipalityId, entries, on })
  const premiseIds = term.premise_id === null ? [] : [term.premise_id]
  const held = new Set(await heldInvoices(tx, municipalityId, { premiseIds, on }))
  const kept: Kept[] = []
  const dropped: Dropped[] = []
  for (const entry of entries) {
    const debt = valued.get(originKey(entry.origin_type, entry.origin_id, entry.debtor_id))
    const reason = reasonNow(entry, debt, held)
    if (debt && reason === null) kept.push({ entry, debt })
    else dropped.push({ entry, debt, reason: reason ?? 'paid' })
  }
  return { kept, dropped }
}

function reasonNow(
  { origin_type: type, origin_id: id }: Entry,
  debt: ValuedDebt | undefined,
  held: ReadonlySet<bigint>
): LeftOutReason | null {
  if (!debt) return 'paid'
  const { marks } = debt
  if (marks.includes('in_court')) return 'in_court'
  if (marks.includes('plan') || marks.includes('renegotiated')) return 'plan'
  return type === 'billing.invoice' && held.has(id) ? 'hold' : null
}

async function drop(
  tx: Tx,
  { municipalityId, term }: Omit<Judging, 'on'>,
  dropped: readonly Dropped[]
): Promise<void> {
  await query(
    tx,
    `update debt_register_entries set state = 'dropped' where municipality_id = ? and id = any(?::bigint[])`,
    [municipalityId, dropped.map(({ entry }) => entry.id)]
  )
  const { proposal_id: proposalId } = term
  await writeLeftOut(
    tx,
    { municipalityId, proposalId },
    dropped.map(({ entry, debt, reason }) => ({
      debt: {
        ...{ origin: { type: entry.origin_type, id: entry.origin_id } },
        ...{ debtorId: entry.debtor_id, premiseId: entry.premise_id },
        ...{ reference: entry.reference, dueOn: entry.due_on, openCents: debt?.openCents ?? 0n },
      },
      reason,
    }))
  )
}

async function numberEntries(
  tx: Tx,
  { municipalityId, on }: Omit<Judging, 'term'>,
  kept: readonly Kept[]
): Promise<void> {
  const numbers = await takeNumbers(tx, {
    ...{ municipalityId, kind: 'entry', year: yearOf(on), count: kept.length },
  })
  const cents = (of: (debt: ValuedDebt) => bigint) => kept.map(({ debt }) => of(debt))
  await query(
    tx,
    `update debt_register_entries e
        set state = 'inscribed', number = u.number, inscribed_on = ?, original_cents = u.original, fine_cents = u.fine,
            interest_cents = u.interest, correction_cents = u.correction, total_cents = u.total
       from unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
         as u (id, number, original, fine, interest, correction, total)
      where e.municipality_id = ? and e.id = u.id`,
    [
      ...[on, kept.map(({ entry }) => entry.id), numbers],
      ...[cents((debt) => debt.originalCents), cents((debt) => debt.fineCents)],
      ...[cents((debt) => debt.interestCents), cents((debt) => debt.correctionCents)],
      ...[cents((debt) => debt.totalCents), municipalityId],
    ]
  )
}

/** Nothing of the term is inscribed; its debts may be proposed again. */
export async function refuseTerm(
  { tx, municipalityId, actor }: ActionContext,
  { id, why }: { readonly id: bigint; readonly why: string }
): Promise<Term> {
  const term = await lockTerm(tx, { municipalityId, id }, 'proposed')
  if (term.proposed_by_id === actor.userId) throw errors.E_DEBT_REGISTER_SAME_PERSON({ id })
  const on = await todayIn(tx, municipalityId)
  await query(
    tx,
    `update debt_register_terms set state = 'refused', decided_on = ?, decided_by = ?, decision = ? where id = ?`,
    [on, actor.name, why, id]
  )
  await query(
    tx,
    `update debt_register_entries set state = 'dropped' where municipality_id = ? and term_id = ?`,
    [municipalityId, id]
  )
  return term
}
