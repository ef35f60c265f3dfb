import { Dec, formatMoney } from '#core/money/index'
import type { IssuedItem } from '#plugins/receivables/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import type { InvoiceLine, SettledLine } from '../../domain/invoice_line.ts'
import { lineTitle } from '../../domain/line_title.ts'
import { type ReplayStep, step } from '../../domain/replay_steps.ts'
import type { ChargeRow, InvoiceRow } from '../invoices/invoice_rows.ts'
import type { WithheldRow } from '../invoices/withheld_rows.ts'
import type { EstimateCreditRow } from '../run/estimate_credits.ts'
import type { WaitedAgain } from './price_again.ts'

/** Each charge that the invoice itself made: what, whose, of how much, by which version. */
export function chargeSteps(
  charges: readonly ChargeRow[],
  composed: ComposedInvoice
): ReplayStep[] {
  return pairs(
    charges.map((charge) =>
      words(charge.charge_type, charge.category, {
        component: charge.component,
        owner: charge.beneficiary_id,
        rest: [
          `${plain(charge.quantity_m3)} m³`,
          formatMoney(charge.amount_cents),
          charge.version_id && `versão ${charge.version_id}`,
        ],
      })
    ),
    composed.lines
      .filter(({ line }) => !line.isCarriedIn)
      .map(({ line }) =>
        lineWords(line, [
          `${line.quantityM3} m³`,
          formatMoney(line.amountCents),
          line.versionId && `versão ${line.versionId}`,
        ])
      )
  ).map(({ number, pair }) => step(`charge.${number}`, `Linha ${number}`, pair))
}

/** Each settled month that gave a credit: what it was estimated at and used, and what is given back by which version. */
export const grantedSteps = (
  rows: readonly EstimateCreditRow[],
  { granted }: ComposedInvoice
): ReplayStep[] =>
  pairs(
    rows.map((row) =>
      words(row.charge_type, row.category, {
        component: row.reference,
        owner: row.beneficiary_id,
        rest: [
          `${plain(row.estimated_m3)} m³ estimados, ${plain(row.real_m3)} m³ consumidos`,
          ...[formatMoney(row.amount_cents), row.version_id && `versão ${row.version_id}`],
        ],
      })
    ),
    granted
      .flatMap(({ lines }) => lines)
      .map(({ settles, ...line }) =>
        words(line.chargeType, line.category, {
          component: settles!.reference,
          owner: line.beneficiaryId,
          rest: [
            `${settles!.estimatedM3} m³ estimados, ${settles!.realM3} m³ consumidos`,
            ...[formatMoney(-line.amountCents), line.versionId && `versão ${line.versionId}`],
          ],
        })
      )
  ).map(({ number, pair }) => step(`granted.${number}`, `Crédito de estimativa ${number}`, pair))

/**
 * Each item that was issued: what a line is worth after what it carries on, and what the first document asks of it after
 * credits. Carried and credited amounts of every line are proved by it, those of earlier invoices too.
 */
export function itemSteps(items: readonly IssuedItem[], composed: ComposedInvoice): ReplayStep[] {
  return pairs(
    items.map((item) =>
      words(item.chargeType, item.category, {
        component: item.component,
        owner: item.beneficiaryId,
        rest: [
          ...[formatMoney(item.amountCents), `a pagar ${formatMoney(item.askedCents)}`],
          ...apartText(item.withheldCents, item.isSevered),
        ],
      })
    ),
    composed.lines
      .filter(isItem)
      .map((settled) =>
        lineWords(settled.line, [
          formatMoney(worth(settled)),
          `a pagar ${formatMoney(worth(settled) - settled.creditedCents - settled.withheldCents)}`,
          ...apartText(settled.withheldCents, settled.isSevered),
        ])
      )
  ).map(({ number, pair }) => step(`item.${number}`, `Débito ${number}`, pair))
}

/** What the kind of tariff took off; invoices issued before it was kept say nothing of it. */
export function benefitSteps(
  { tariff_type: type, tariff_benefit_cents: cents }: InvoiceRow,
  { benefit }: ComposedInvoice
): ReplayStep[] {
  if (type === null) return []
  const text = (kind: string, amount: bigint | null) =>
    `${kind} · ${amount === null ? 'sem preço normal' : formatMoney(amount)}`
  return [
    step('tariff_benefit', 'Desconto do tipo de tarifa', [
      text(type, cents),
      benefit && text(benefit.type, benefit.cents),
    ]),
  ]
}

/** Parcels of services and late charges: what waited for the invoice, and what it comes to again. */
export const waitedSteps = ({ lines }: ComposedInvoice, waited: WaitedAgain): ReplayStep[] =>
  lines.flatMap(({ line }) => {
    if (line.pendingId === null || line.isCarriedIn) return []
    const again = waited.get(line.pendingId)
    if (!again && line.source !== 'service') return []
    return [
      step(`waited.${line.pendingId}`, lineTitle(line), [
        formatMoney(line.amountCents),
        again ? formatMoney(again.amountCents) : null,
      ]),
    ]
  })

/** Said only where there is something to say. */
const apartText = (withheldCents: bigint, isSevered: boolean): string[] => [
  ...(withheldCents > 0n ? [`retido ${formatMoney(withheldCents)}`] : []),
  ...(isSevered ? ['documento separado'] : []),
]

/** Each tax that the payer keeps: of how much, at which rate, by which version. */
export function withheldSteps(
  rows: readonly WithheldRow[],
  { withheld }: ComposedInvoice
): ReplayStep[] {
  const text = (tax: string, percent: string, rest: readonly (string | bigint)[]) =>
    [tax, `${plain(percent)}%`, ...rest].join(' · ')
  return pairs(
    rows.map((row) =>
      text(row.tax, row.percent, [
        ...[formatMoney(row.base_cents), formatMoney(row.amount_cents)],
        ...[`versão ${row.version_id}`, ...apartText(0n, row.is_severed)],
      ])
    ),
    withheld.map((one) =>
      text(one.tax, one.percent, [
        ...[formatMoney(one.baseCents), formatMoney(one.amountCents)],
        ...[`versão ${one.versionId}`, ...apartText(0n, one.isSevered)],
      ])
    )
  ).map(({ number, pair }) => step(`withheld.${number}`, `Retenção ${number}`, pair))
}

const worth = ({ line, carriedCents }: SettledLine): bigint => line.amountCents - carriedCents
const isItem = (settled: SettledLine): boolean => worth(settled) > 0n

function pairs(stored: readonly string[], computed: readonly string[]) {
  return Array.from({ length: Math.max(stored.length, computed.length) }, (_, index) => ({
    number: index + 1,
    pair: [stored[index] ?? null, computed[index] ?? null] as const,
  }))
}

interface Words {
  readonly component: string
  readonly owner: bigint
  readonly rest: readonly (string | bigint | null)[]
}

const words = (type: string, category: string | null, { component, owner, rest }: Words): string =>
  [type, category, component, `beneficiário ${owner}`, ...rest].filter(Boolean).join(' · ')

const lineWords = (line: InvoiceLine, rest: Words['rest']): string =>
  words(line.chargeType, line.category, {
    component: line.component,
    owner: line.beneficiaryId,
    rest,
  })

/** A number of the database without the zeros of its scale. */
export const plain = (value: string): string => Dec.of(value).toString()
