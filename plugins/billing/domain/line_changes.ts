import type { CivilDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import type { InvoiceLine } from './invoice_line.ts'

/** Services whose consumption a leak may be discounted of. */
export type LeakService = 'water' | 'sewage'

/** What a correction changes of an invoice besides the facts that it is made from. */
export interface InvoiceChange {
  /** When it is to be paid, in place of what the rule says. */
  readonly dueOn?: CivilDate
  /** Lateness counts from this day on, in place of the due date. */
  readonly owedSince?: CivilDate
  /** Lines of the tariff that are not charged, by `lineKey`. */
  readonly removed?: readonly string[]
  /** Percent taken off the consumption of each service. */
  readonly discounts?: Readonly<Partial<Record<LeakService, string>>>
}

/** What tells one line of the tariff from the others of an invoice: `water/RES`; of a settled month `water/RES/2026-09`. */
export const lineKey = ({
  chargeType,
  category,
  settles,
}: Pick<InvoiceLine, 'chargeType' | 'category' | 'settles'>): string =>
  `${chargeType}/${category ?? ''}${settles ? `/${settles.reference}` : ''}`

/**
 * The lines of the tariff as a correction leaves them: some are taken out, and a discount in percent is taken off what
 * consumption is charged, half up to the cent. What does not follow consumption keeps its price.
 */
export function changedLines(
  lines: readonly InvoiceLine[],
  changes: InvoiceChange | undefined
): readonly InvoiceLine[] {
  if (!changes) return lines
  const removed = new Set(changes.removed)
  return lines
    .filter((line) => !removed.has(lineKey(line)))
    .map((line) => discounted(line, changes.discounts))
}

function discounted(line: InvoiceLine, discounts: InvoiceChange['discounts']): InvoiceLine {
  const percent = line.service === 'other' ? undefined : discounts?.[line.service]
  if (percent === undefined || Dec.of(line.quantityM3).isZero()) return line
  const discountCents = Dec.muldiv(
    Dec.ofCents(line.amountCents),
    Dec.of(percent),
    Dec.of(100),
    2,
    'half-up'
  ).toCents()
  if (discountCents === 0n) return line
  return { ...line, amountCents: line.amountCents - discountCents, discountCents }
}
