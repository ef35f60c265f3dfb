import type { CivilDate } from '#core/calendar/index'
import { lineTitle } from '../../domain/line_title.ts'
import type { SingleIssued } from './single_run.ts'

interface PreviewLine {
  readonly title: string
  readonly quantityM3: string
  readonly amountCents: bigint
}

/** What an invoice would say, before anybody confirms it. */
export interface SinglePreview {
  readonly isAfter: boolean
  readonly dueOn: CivilDate
  readonly readOn: CivilDate
  readonly previousReadOn: CivilDate
  readonly measuredM3: string | null
  readonly billedM3: string
  readonly lines: readonly PreviewLine[]
  readonly creditsCents: bigint
  readonly carriedOutCents: bigint
  readonly withheldCents: bigint
  /** What its kind of tariff took off the charges; null where it took nothing, or where nobody knows. */
  readonly benefitCents: bigint | null
  readonly totalCents: bigint
  /** Registration numbers and totals of the rest of a condominium, issued with it. */
  readonly others: readonly { readonly registration: string; readonly totalCents: bigint }[]
  /** What the critique says of readings that would be accepted with it. */
  readonly accepted: readonly string[]
}

export function singlePreview({
  invoice,
  invoices,
  isAfter,
  accepted,
}: SingleIssued): SinglePreview {
  const { month, ...composed } = invoice.composed
  return {
    ...{ isAfter, dueOn: composed.dueOn, billedM3: composed.billedM3 },
    ...{ readOn: month.readOn, previousReadOn: month.previousReadOn },
    measuredM3: month.measuredM3?.toString() ?? null,
    lines: composed.lines.map(({ line }) => ({
      ...{ title: lineTitle(line), quantityM3: line.quantityM3, amountCents: line.amountCents },
    })),
    ...{ creditsCents: composed.creditsCents, carriedOutCents: composed.carriedOutCents },
    ...{ withheldCents: composed.withheldCents, totalCents: composed.totalCents },
    benefitCents: composed.benefit?.cents || null,
    others: invoices
      .filter((one) => one !== invoice)
      .map(({ composed: { month: other, totalCents } }) => ({
        ...{ registration: other.registrationNumber, totalCents },
      })),
    accepted: accepted.map(
      ({ registration, message }) => `${registration}: ${message ?? 'fora do esperado'}`
    ),
  }
}
