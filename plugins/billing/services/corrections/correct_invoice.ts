import type { ActionContext } from '#core/actions/index'
import { addDays, formatDate, maxDate } from '#core/calendar/index'
import { keepCorrection, keepSourceMonths } from '#plugins/readings/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import { lineKey } from '../../domain/line_changes.ts'
import { errors } from '../../errors.ts'
import { type PremiseChange, type SetChanges, isSameVolume } from './corrected_set.ts'
import type { CorrectionRequest, Present, Wanted } from './correction_request.ts'
import type { InvoiceRow } from '../invoices/invoice_rows.ts'
import { type OpenCorrection, openCorrection, owedSince } from './open_correction.ts'
import {
  type ComposedSet,
  type SetSource,
  composeOne,
  composedOf,
  liveOf,
  requireBillable,
  setSource,
} from '../replay/recompute_invoice.ts'
import { type Corrected, replaceInvoices } from './replace_invoices.ts'

/**
 * Corrects an issued invoice: it is reversed whole, and a new version is computed by the same code from the same facts, changed
 * only where the correction says. Whatever else of its billing set comes out different is corrected with it. Errors: those of
 * `openCorrection`, E_BILLING_DUE_TOO_SOON, E_BILLING_NOTHING_CHANGES, E_BILLING_CORRECTION_PARKED, E_RECEIVABLES_CARRIED, and
 * those of the kind.
 */
export async function correctInvoice(
  context: ActionContext,
  request: CorrectionRequest
): Promise<Corrected> {
  const { tx, municipalityId } = context
  const open = await openCorrection(context, request)
  const { invoice, standing } = open
  const source = await setSource(tx, standing)
  const composer = composerOf(source, open)
  const before = composer(open.changes)
  const present = presentOf(open, source, before, composer)
  const wanted = await request.want(context, present)
  const asked: SetChanges = {
    ...open.changes,
    [String(invoice.premise_id)]: { ...present.changed, ...wanted.change },
  }
  const members = changedMembers(standing, before, composer(asked)).filter(
    (member) => member.id !== invoice.id
  )
  requireChange(request, { open, wanted, before, after: composer(asked) })
  const corrected = await replaceInvoices(context, {
    ...{ kind: request.kind, reasonCode: request.reasonCode, open, source, wanted },
    members: [invoice, ...members],
    ...{ before, process: request.process },
    changes: withDueDates(asked, { open, source, wanted, members: [invoice, ...members] }),
  })
  if (wanted.kept) {
    await keepCorrection(tx, municipalityId, {
      ...wanted.kept,
      loadItemId: invoice.load_item_id,
    })
  }
  if (wanted.change.sources) {
    const counted = [{ premiseId: invoice.premise_id, sources: wanted.change.sources }]
    await keepSourceMonths(tx, { municipalityId, reference: invoice.reference, counted })
  }
  return corrected
}

const composerOf =
  (source: SetSource, { invoice, standing }: OpenCorrection) =>
  (changes: SetChanges): ComposedSet => {
    const composed = composeOne(source, invoice.set_key, { changes, live: liveOf(standing) })
    requireBillable(composed.composition.parked)
    return composed
  }

function presentOf(
  open: OpenCorrection,
  source: SetSource,
  before: ComposedSet,
  composer: (changes: SetChanges) => ComposedSet
): Present {
  const key = String(open.invoice.premise_id)
  const changed = open.changes[key] ?? {}
  return {
    ...{ ...open, changed, source },
    composed: composedOf(before, open.invoice),
    compose: (change) =>
      composedOf(composer({ ...open.changes, [key]: { ...changed, ...change } }), open.invoice),
  }
}

/** What the invoices of the set charge that is not the same any more. */
const changedMembers = (
  standing: readonly InvoiceRow[],
  before: ComposedSet,
  after: ComposedSet
): InvoiceRow[] =>
  standing.filter((invoice) => !isSame(composedOf(before, invoice), composedOf(after, invoice)))

function isSame(one: ComposedInvoice, other: ComposedInvoice): boolean {
  return (
    isSameVolume(one.billedM3, other.billedM3) &&
    isSameVolume(one.shareCreditM3, other.shareCreditM3) &&
    one.month.measuredM3?.toString() === other.month.measuredM3?.toString() &&
    chargesText(one) === chargesText(other)
  )
}

const chargesText = ({ lines }: ComposedInvoice): string =>
  lines
    .map(({ line }) => `${lineKey(line)} ${line.component} ${line.quantityM3} ${line.amountCents}`)
    .join('\n')

interface Compared {
  readonly open: OpenCorrection
  readonly wanted: Wanted
  readonly before: ComposedSet
  readonly after: ComposedSet
}

/** A correction that leaves the invoice as it is would only cost a new paper. */
function requireChange(
  { kind }: CorrectionRequest,
  { open: { invoice }, wanted, before, after }: Compared
): void {
  const movesPending = [wanted.added, wanted.postponed].some((ids) => ids?.length)
  const isMoved = wanted.dueOn !== undefined && wanted.dueOn !== invoice.due_on
  if (movesPending || isMoved) return
  if (kind === 'due_date' || isSame(composedOf(before, invoice), composedOf(after, invoice))) {
    throw errors.E_BILLING_NOTHING_CHANGES({ number: invoice.number })
  }
}

interface Dated {
  readonly open: OpenCorrection
  readonly source: SetSource
  readonly wanted: Wanted
  readonly members: readonly InvoiceRow[]
}

const withoutDelay = (change: PremiseChange): PremiseChange =>
  Object.fromEntries(Object.entries(change).filter(([name]) => name !== 'owed_since'))

/** New versions are due some days ahead at least; whether an old delay still counts the rule of the effects says. */
function withDueDates(changes: SetChanges, { open, source, wanted, members }: Dated): SetChanges {
  const { invoice, today, rules, effects } = open
  const earliest = addDays(today, rules.on.parameter<number>('billing.correction_due_days'))
  if (wanted.dueOn !== undefined && wanted.dueOn < earliest) {
    throw errors.E_BILLING_DUE_TOO_SOON({ earliest: formatDate(earliest) })
  }
  const { dueDate, banks } = source.rules
  const dated = members.map((member): [string, PremiseChange] => {
    const key = String(member.premise_id)
    const since = owedSince(member, open.changes)
    const isLate = since < today && member.settlement !== 'settled'
    const later = maxDate(member.due_on, earliest)
    const due = dueDate.non_bank_day === 'next' ? banks.nextBusinessDay(later) : later
    const change: PremiseChange = {
      ...withoutDelay(changes[key] ?? {}),
      due_on: (member.id === invoice.id && wanted.dueOn) || due,
      ...(effects.keeps_delay && isLate ? { owed_since: since } : {}),
    }
    return [key, change]
  })
  return { ...changes, ...Object.fromEntries(dated) }
}
