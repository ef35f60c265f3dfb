import { formatRefMonth } from '#core/calendar/index'
import type { RefMonth } from '#core/calendar/index'
import { Dec, formatDecimal, formatMoney } from '#core/money/index'
import type { OpenCredit } from './apply_credits.ts'
import type { CategoryCharge } from './compose_types.ts'
import type { GrantedCredit, InvoiceLine, SettledMonth } from './invoice_line.ts'
import { lineTitle } from './line_title.ts'
import type { Charging } from './rebilled_charges.ts'

/** A charge of an estimated month priced again: `amountCents` is the difference, below zero where the estimate asked too much. */
export interface SettledCharge extends CategoryCharge {
  readonly settles: SettledMonth
}

/**
 * What each estimated month costs more or less for what it really used, charge by charge, at the tariff of its own days
 * (DECISIONS 52). Nothing where the settlement is not in money.
 */
export function settledCharges({ month, facts, partOf, charge }: Charging): SettledCharge[] {
  const { rebilled } = month
  if (!rebilled?.inMoney) return []
  return rebilled.months.flatMap(({ reference, from, until, estimatedM3, realM3 }) => {
    const priced = (m3: Dec) =>
      charge({ ...facts, waterM3: partOf(m3).toString() }, { previousReadOn: from, readOn: until })
    const [estimated, real] = [priced(estimatedM3), priced(realM3)]
    const types = new Set([...real, ...estimated].map(({ chargeType }) => chargeType))
    return [...types].flatMap((type) => {
      const was = estimated.find(({ chargeType }) => chargeType === type)
      const is = real.find(({ chargeType }) => chargeType === type)
      const [estimatedCents, realCents] = [was?.amountCents ?? 0n, is?.amountCents ?? 0n]
      if (estimatedCents === realCents) return []
      const settles: SettledMonth = {
        ...{ reference, estimatedCents, realCents },
        estimatedM3: partOf(estimatedM3).toString(),
        realM3: partOf(realM3).toString(),
      }
      const amountCents = realCents - estimatedCents
      return [{ ...(is ?? was)!, quantityM3: '0', amountCents, settles }]
    })
  })
}

/** What estimated months were charged too much, a credit for each beneficiary: none is given what another received. */
export function grantedBy(lines: readonly InvoiceLine[]): GrantedCredit[] {
  const owners = Map.groupBy(lines, ({ beneficiaryId }) => beneficiaryId)
  return [...owners].map(([beneficiaryId, own], index) => ({
    creditId: -1n - BigInt(index),
    beneficiaryId,
    amountCents: -own.reduce((sum, { amountCents }) => sum + amountCents, 0n),
    lines: own,
  }))
}

export const usable = ({ creditId, beneficiaryId, amountCents }: GrantedCredit): OpenCredit => ({
  ...{ id: creditId, cause: 'estimate', openCents: amountCents, beneficiaryId },
})

/** `Acerto da estimativa de 09/2026: Água, residencial` */
export const settledTitle = (line: InvoiceLine): string =>
  line.settles
    ? `Acerto da estimativa de ${formatRefMonth(line.settles.reference as RefMonth)}: ${lineTitle(line)}`
    : lineTitle(line)

/** `30 m³ lidos em vez de 18 m³ estimados: R$ 51,00 em vez de R$ 18,00` */
export const settledText = ({
  estimatedM3,
  realM3,
  estimatedCents,
  realCents,
}: SettledMonth): string =>
  `${m3(realM3)} consumidos em vez de ${m3(estimatedM3)} estimados: ${formatMoney(realCents)} em vez de ${formatMoney(estimatedCents)}`

const m3 = (volume: string): string => `${formatDecimal(Dec.of(volume))} m³`
