import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import type { ComposedInvoice } from './compose_types.ts'
import { categoryTitle, chargeTitle } from './line_title.ts'

/** A line of a bill that a device printed; what it takes off the bill is negative. */
export interface SiteLine {
  /** Charge type; `credit`, `withheld` and `carried` take off. */
  readonly charge: string
  readonly category: string | null
  readonly m3: string | null
  readonly amountCents: bigint
  /** The tariff or rule that made it; null for what waited from before. */
  readonly versionId: bigint | null
}

/** A bill as it was printed at the door. */
export interface SiteBill {
  readonly issuedOn: CivilDate
  readonly dueOn: CivilDate
  readonly totalCents: bigint
  readonly lines: readonly SiteLine[]
  /** What was found when it came in; null: nothing. */
  readonly findings: string | null
}

const sumOf = (lines: readonly SiteLine[]): bigint =>
  lines.reduce((sum, { amountCents }) => sum + amountCents, 0n)

/** What is wrong with a printed bill by itself. */
export function ownFaults({ lines, totalCents }: SiteBill): string[] {
  const sum = sumOf(lines)
  if (sum === totalCents) return []
  return [
    `As linhas impressas somam ${formatMoney(sum)} e o total impresso é ${formatMoney(totalCents)}.`,
  ]
}

const DEDUCTIONS: Readonly<Record<string, string>> = {
  credit: 'Créditos',
  withheld: 'Tributos retidos',
  carried: 'Levado à próxima fatura',
}

const keyOf = ({ charge, category }: SiteLine) => `${charge}/${category ?? ''}`
const titleOf = ({ charge, category }: SiteLine) =>
  [DEDUCTIONS[charge] ?? chargeTitle(charge), ...(category ? [categoryTitle(category)] : [])].join(
    ', '
  )

/** An invoice in the lines that a bill printed at the door has. */
export function siteLines(composed: ComposedInvoice): SiteLine[] {
  const taken = [
    ['credit', composed.creditsCents],
    ['carried', composed.carriedOutCents],
    ['withheld', composed.withheldCents],
  ] as const
  return [
    ...composed.lines.map(({ line }) => ({
      ...{ charge: line.chargeType, category: line.category, m3: line.quantityM3 },
      ...{ amountCents: line.amountCents, versionId: line.versionId },
    })),
    ...taken.flatMap(([charge, cents]) =>
      cents === 0n
        ? []
        : [{ charge, category: null, m3: null, amountCents: -cents, versionId: null }]
    ),
  ]
}

/** What the paper of an invoice asks for. */
export const askedOf = ({ totalCents, withheldCents }: ComposedInvoice): bigint =>
  totalCents - withheldCents

/** What keeps a printed bill from being the invoice that the office computes of the same month; nothing where they agree. */
export function siteFaults(bill: SiteBill, composed: ComposedInvoice, minDays: number): string[] {
  if (bill.findings !== null) return [bill.findings]
  const served = siteLines(composed)
  const total = askedOf(composed)
  const found = tariffFaults(bill.lines, served)
  if (total !== bill.totalCents) {
    const [printed, computed] = [formatMoney(bill.totalCents), formatMoney(total)]
    found.push(`O total impresso é ${printed}; o calculado pelo sistema é ${computed}.`)
  } else found.push(...lineFaults(bill.lines, served))
  const earliest = addDays(bill.issuedOn, minDays)
  if (bill.dueOn < earliest) {
    found.push(
      `O vencimento impresso, ${formatDate(bill.dueOn)}, vem antes do mínimo, ${formatDate(earliest)}.`
    )
  }
  return found
}

function tariffFaults(printed: readonly SiteLine[], served: readonly SiteLine[]): string[] {
  const versions = new Map(served.map((line) => [keyOf(line), line.versionId]))
  return printed.flatMap((line) => {
    const right = versions.get(keyOf(line))
    if (right === undefined || right === line.versionId) return []
    const used = line.versionId === null ? 'sem versão' : `pela versão ${line.versionId}`
    const valid = right === null ? 'nenhuma' : `a ${right}`
    return [`${titleOf(line)}: calculada ${used}; a que valia no período é ${valid}.`]
  })
}

/** The first line that the two do not have alike. */
function lineFaults(printed: readonly SiteLine[], served: readonly SiteLine[]): string[] {
  const totals = (lines: readonly SiteLine[]) =>
    new Map([...Map.groupBy(lines, keyOf)].map(([key, alike]) => [key, sumOf(alike)]))
  const [left, right] = [totals(printed), totals(served)]
  const differing = [...printed, ...served].find(
    (line) => (left.get(keyOf(line)) ?? 0n) !== (right.get(keyOf(line)) ?? 0n)
  )
  if (!differing) return []
  const [was, is] = [left, right].map((side) => formatMoney(side.get(keyOf(differing)) ?? 0n))
  return [`${titleOf(differing)}: ${was} impressos, ${is} calculados pelo sistema.`]
}
