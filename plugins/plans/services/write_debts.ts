import { monthOf } from '#core/calendar/index'
import { resolvePack } from '#core/configuration/index'
import { canonicalJson, query, takeIds } from '#core/database/index'
import type { IssuedBatch } from '#plugins/billing/api'
import {
  type CollectionProfile,
  type DebtOrigin,
  chargeTypeNamed,
  chargeTypes,
  consumeLive,
  issueItemsAndDocuments,
} from '#plugins/receivables/api'
import { parameterWithin } from '#core/configuration/index'
import { POLICY } from '../configuration/parameters.ts'
import type { Negotiable } from './debts.ts'
import type { Context, Made } from './sign.ts'
import { DEBTS, PLAN_CHARGE } from './standing_plan.ts'

const SERVICE = 'service'

/** A debt of a plan, with what each of its items had open. */
export interface WrittenDebt {
  readonly id: bigint
  readonly kind: Negotiable['kind']
  readonly origin: DebtOrigin
  readonly items: readonly { readonly id: bigint; readonly cents: bigint }[]
}

/**
 * Keeps the debts as they were when signed. What waited for an invoice (a service, the instalments of the plan before) becomes
 * an item of the debt itself, so that whatever happens to the plan it is owed as any other.
 */
export async function writeDebts(context: Context, made: Made): Promise<WrittenDebt[]> {
  const { tx, municipalityId } = context
  const chosen = [...made.quote.chosen].sort((a, b) =>
    a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0
  )
  const ids = await takeIds(tx, 'plans_debts', chosen.length)
  const open = await openOf(context, chosen)
  const written: WrittenDebt[] = []
  for (const [index, debt] of chosen.entries()) {
    const own = debt.itemIds.map((id) => ({ id, cents: open.get(id) ?? 0n }))
    const standing = own.reduce((sum, { cents }) => sum + cents, 0n)
    const waiting = debt.openCents - standing
    const born = debt.pendingIds.length
      ? await bear(context, made, { debt, id: ids[index]!, waiting })
      : []
    const items = [...own, ...born]
    written.push({
      ...{ id: ids[index]!, kind: debt.kind, items },
      origin: debt.kind === 'service' ? { type: DEBTS, id: ids[index]! } : debt.origin,
    })
  }
  for (const [index, debt] of chosen.entries()) {
    await query(
      tx,
      `insert into plans_debts (id, municipality_id, agreement_id, place, kind, title, premise_id, debtor_id, origin_type, origin_id,
         reference, due_on, days_late, open_cents, fine_cents, interest_cents, correction_cents, total_cents, items)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[ids[index]!, municipalityId, made.id, index + 1, debt.kind, debt.title, debt.premiseId],
        ...[debt.debtorId, debt.origin.type, debt.origin.id, debt.reference, debt.dueOn],
        ...[debt.daysLate, debt.openCents, debt.fineCents, debt.interestCents],
        ...[debt.correctionCents, debt.totalCents],
        canonicalJson(written[index]!.items.map(({ id, cents }) => [String(id), String(cents)])),
      ]
    )
  }
  return written
}

async function openOf({ tx, municipalityId }: Context, chosen: readonly Negotiable[]) {
  const rows = await query<{ id: bigint; open_cents: bigint }>(
    tx,
    'select id, open_cents from receivables_items where municipality_id = ? and id = any(?::bigint[])',
    [municipalityId, chosen.flatMap(({ itemIds }) => itemIds)]
  )
  return new Map(rows.map((row) => [row.id, row.open_cents]))
}

interface Bearing {
  readonly debt: Negotiable
  readonly id: bigint
  readonly waiting: bigint
}

async function bear(context: Context, { today }: Made, { debt, id, waiting }: Bearing) {
  const { tx, municipalityId } = context
  const code = debt.kind === 'service' ? SERVICE : PLAN_CHARGE
  const type = chargeTypeNamed(await chargeTypes(tx, municipalityId), code)
  const [itemId] = await takeIds(tx, 'receivables_items', 1)
  const profile = await parameterWithin<CollectionProfile>(tx, {
    ...{ key: 'receivables.collection_profile', municipalityId, date: today },
  })
  await issueItemsAndDocuments(tx, {
    ...{ municipalityId, profile, documents: [], bornOn: today },
    items: [
      {
        ...{ id: itemId!, premiseId: debt.premiseId, debtorId: debt.debtorId, category: null },
        ...{ reference: monthOf(today), chargeType: code, component: 'principal', dueOn: today },
        ...{ beneficiaryId: type.beneficiary.id, amountCents: waiting, openCents: waiting },
        ...{ originType: DEBTS, originId: id },
      },
    ],
  })
  await consumeLive(tx, {
    ...{ municipalityId, originType: DEBTS, on: today, creditUses: [], carried: [] },
    billed: debt.pendingIds.map((pendingId) => ({ id: pendingId, originId: id })),
  })
  if (debt.kind === 'service')
    await postService(context, { debt, id, waiting, today, beneficiaryId: type.beneficiary.id })
  return [{ id: itemId!, cents: waiting }]
}

/** A service is owed from now on: it is posted as an invoice's charge is, once. */
async function postService(
  { tx, municipalityId, participate, now: knownAt }: Context,
  {
    debt,
    id,
    waiting,
    today,
    beneficiaryId,
  }: Bearing & Pick<Made, 'today'> & { readonly beneficiaryId: bigint }
): Promise<void> {
  const pack = await resolvePack(
    {
      ...{ municipalityId, from: today, until: today, knownAt },
      ...{ decisions: [], parameters: [POLICY], items: [] },
    },
    tx
  )
  await participate<IssuedBatch>('billing.issued', {
    ...{ runId: null, sourceType: DEBTS, reference: monthOf(today), postedOn: today },
    ...{ packId: pack.id, credits: [] },
    charges: [
      {
        ...{ chargeId: id, invoiceId: id, premiseId: debt.premiseId, chargeType: SERVICE },
        ...{ service: 'other', category: null, component: 'principal', beneficiaryId },
        ...{ beneficiaryKind: 'utility', amountCents: waiting, pendingId: null },
      },
    ],
  })
}
