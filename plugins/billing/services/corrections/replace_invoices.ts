import type { ActionContext } from '#core/actions/index'
import {
  type CollectionProfile,
  type Withdrawn,
  documentNumber,
  grantCredits,
  linkSuccessors,
  liveFacts,
  withdrawOrigins,
} from '#plugins/receivables/api'
import type { ComposedInvoice, LiveOfPremise } from '../../domain/compose_types.ts'
import type { CorrectionKind } from '../../domain/correction_kinds.ts'
import type { ReversedBatch } from '../../domain/reversed_batch.ts'
import { tellIssued } from '../run/bill_chunk.ts'
import type { Wanted } from './correction_request.ts'
import type { CorrectionEffects } from './correction_rules.ts'
import type { SetChanges } from './corrected_set.ts'
import { moveHolds } from '../invoices/holds.ts'
import { type NumberedInvoice, ORIGIN, type RunFacts } from '../run/invoice_batch.ts'
import type { InvoiceRow } from '../invoices/invoice_rows.ts'
import { parseLiveFacts } from '../run/live_facts_text.ts'
import type { CorrectionProcess, OpenCorrection } from './open_correction.ts'
import {
  type ComposedSet,
  type SetSource,
  composeOne,
  composedOf,
  liveOf,
  requireBillable,
} from '../replay/recompute_invoice.ts'
import { insertCorrection, linkCorrection } from './write_correction.ts'
import { writeInvoices } from '../run/write_invoices.ts'

/** An invoice and what took its place. */
export interface CorrectedMember {
  readonly before: InvoiceRow
  readonly wasComposed: ComposedInvoice | null
  /** Null when it was only cancelled. */
  readonly after: (NumberedInvoice & { readonly number: string }) | null
}

/** Everything that a correction did. */
export interface Corrected {
  readonly correctionId: bigint
  readonly kind: CorrectionKind
  /** The one that was asked to be corrected comes first. */
  readonly members: readonly CorrectedMember[]
  readonly effects: CorrectionEffects
  readonly withdrawn: Withdrawn
  /** What had been paid of them. */
  readonly paidCents: bigint
  /** Of what was paid, what is left for later invoices. */
  readonly leftCents: bigint
  readonly notes: readonly string[]
}

export interface Replacement {
  readonly kind: CorrectionKind
  readonly reasonCode: string
  readonly open: OpenCorrection
  readonly source: SetSource
  readonly wanted: Wanted
  /** To be replaced, the corrected one first. */
  readonly members: readonly InvoiceRow[]
  readonly before: ComposedSet
  readonly changes: SetChanges
  readonly process?: CorrectionProcess | undefined
}

/** Reverses invoices and issues their new versions, with items, documents and all that follows, in the caller's transaction. */
export async function replaceInvoices(
  context: ActionContext,
  replacement: Replacement
): Promise<Corrected> {
  const { tx, municipalityId } = context
  const { kind, reasonCode, open, source, wanted, members, changes, before, process } = replacement
  const { invoice, standing, today, effects } = open
  const { withdrawn, credits } = await withdraw(context, replacement)
  const live = await liveAfter(context, { ...replacement, withdrawn, credits })
  const after = composeOne(source, invoice.set_key, {
    changes,
    live: new Map([...liveOf(standing), ...live]),
  })
  requireBillable(after.composition.parked)
  const composed = members.map((member) => composedOf(after, member))
  const correctionId = await insertCorrection(context, {
    ...{ kind, reasonCode, open, changes, members, composed, process },
    paidCents: sumOf(credits),
  })
  const run = runFacts(municipalityId, correctionId, replacement)
  const written = await writeInvoices(
    context,
    run,
    composed.map((one) => ({ setKey: invoice.set_key, composed: one })),
    live
  )
  const pairs = members.map(({ id }, index) => ({
    originId: id,
    successorId: written.invoices[index]!.id,
  }))
  await linkSuccessors(tx, { municipalityId, originType: ORIGIN }, pairs)
  await linkCorrection(tx, correctionId, { state: 'replaced', pairs })
  await moveHolds(tx, pairs)
  await context.participate<ReversedBatch>('billing.reversed', {
    ...{ correctionId, kind, reference: invoice.reference, postedOn: today, credits },
    invoices: members.map(({ id, premise_id: premiseId }, index) => ({
      ...{ invoiceId: id, premiseId, successorId: written.invoices[index]!.id },
    })),
    ...{ forgiven: withdrawn.forgiven, late: withdrawn.late },
  })
  await tellIssued(context, run, written)
  return {
    ...{ correctionId, kind, effects, withdrawn, notes: wanted.notes ?? [] },
    members: members.map((member, index) => memberOf(member, before, written.invoices[index]!)),
    paidCents: sumOf(credits),
    leftCents: sumOf(credits) - usedOf(composed, credits),
  }
}

function memberOf(
  member: InvoiceRow,
  before: ComposedSet,
  numbered: NumberedInvoice
): CorrectedMember {
  return {
    before: member,
    wasComposed: composedOf(before, member),
    after: { ...numbered, number: documentNumber(numbered.documentId) },
  }
}

type Credits = ReversedBatch['credits']

const sumOf = (credits: Credits): bigint =>
  credits.reduce((sum, { amountCents }) => sum + amountCents, 0n)

function usedOf(composed: readonly ComposedInvoice[], credits: Credits): bigint {
  const ids = new Set(credits.map(({ creditId }) => creditId))
  return composed
    .flatMap(({ creditUses }) => creditUses)
    .reduce((sum, use) => sum + (ids.has(use.creditId) ? use.amountCents : 0n), 0n)
}

/** Takes back what the invoices owed; what was paid of them becomes credit, by beneficiary. */
export async function withdraw(
  { tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>,
  {
    open,
    members,
    isCancelled = false,
  }: Pick<Replacement, 'open' | 'members'> & { readonly isCancelled?: boolean }
): Promise<{ withdrawn: Withdrawn; credits: Credits }> {
  const scope = { municipalityId, originType: ORIGIN, on: open.today }
  const withdrawn = await withdrawOrigins(tx, {
    ...scope,
    originIds: members.map(({ id }) => id),
    state: isCancelled ? 'cancelled' : 'replaced',
    forgivesDelay: open.fault === 'utility',
  })
  const ids = await grantCredits(
    tx,
    scope,
    withdrawn.paid.map(({ premiseId, debtorId: customerId, originId, amountCents }) => ({
      ...{ premiseId, customerId, originId, amountCents },
    }))
  )
  return {
    withdrawn,
    credits: withdrawn.paid.map(
      ({ originId, beneficiaryId, beneficiaryKind, amountCents }, index) => ({
        beneficiaryKind,
        ...{ invoiceId: originId, creditId: ids[index]!, beneficiaryId, amountCents },
      })
    ),
  }
}

interface Freed extends Replacement {
  readonly withdrawn: Withdrawn
  readonly credits: Credits
}

/** What each new version is made with: what its predecessor had used, what was paid of it, and waiting charges that move. */
async function liveAfter(
  context: ActionContext,
  { open, members, wanted, withdrawn, credits }: Freed
): Promise<ReadonlyMap<bigint, LiveOfPremise>> {
  const added = await addedCharges(context, { open, added: wanted.added ?? [] })
  const postponed = new Set(wanted.postponed)
  return new Map(
    members.map((member): [bigint, LiveOfPremise] => {
      const { shareCreditM3, sources } = parseLiveFacts(member.live_facts)
      const own = credits
        .filter(({ invoiceId }) => invoiceId === member.id)
        .map(({ creditId: id, amountCents: openCents, beneficiaryId }) => ({
          ...{ id, cause: 'correction' as const, openCents, beneficiaryId },
        }))
      const live = {
        credits: [...own, ...(withdrawn.credits.get(member.id) ?? [])],
        pending: [
          ...(withdrawn.waiting.get(member.id) ?? []).filter(({ id }) => !postponed.has(id)),
          ...(member.id === open.invoice.id ? added : []),
        ],
      }
      const kept = {
        ...(shareCreditM3 === undefined ? {} : { shareCreditM3 }),
        ...(sources ? { sources } : {}),
      }
      const isEmpty = !live.credits.length && !live.pending.length && !Object.keys(kept).length
      if (isEmpty) return [member.premise_id, live]
      return [member.premise_id, { holderId: member.debtor_id, ...kept, ...live }]
    })
  )
}

async function addedCharges(
  { tx, municipalityId }: ActionContext,
  { open, added }: { readonly open: OpenCorrection; readonly added: readonly bigint[] }
): Promise<LiveOfPremise['pending']> {
  if (added.length === 0) return []
  const { premise_id: premiseId, debtor_id: holderId } = open.invoice
  const holders = [{ premiseId, holderId }]
  const live = await liveFacts(tx, { municipalityId, holders, on: open.today })
  return (live.get(premiseId)?.pending ?? []).filter(({ id }) => added.includes(id))
}

/** The new versions belong to the run of the month; only their paper is of the day. */
function runFacts(
  municipalityId: bigint,
  correctionId: bigint,
  { open, source, members }: Replacement
): RunFacts {
  const { invoice, today, rules } = open
  return {
    ...{ municipalityId, runId: invoice.run_id, packId: source.pack.id },
    ...{ reference: invoice.reference, issuedOn: today },
    validDays: rules.on.parameter<number>('receivables.valid_days'),
    profile: rules.on.parameter<CollectionProfile>('receivables.collection_profile'),
    correction: {
      id: correctionId,
      replaced: new Map(
        members.map((member) => [
          member.premise_id,
          {
            ...{ id: member.id, version: member.version, documentId: member.document_id },
            severedDocumentId: member.severed_document_id,
          },
        ])
      ),
    },
  }
}
