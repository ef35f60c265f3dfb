import { type CivilDate, createBusinessCalendar } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import type { BillingRules, LiveOfPremise, Waiting } from '../../domain/compose_types.ts'
import type { PremiseMonth } from '../../domain/premise_month.ts'

const OWN = { id: 1n, kind: 'utility' } as const
const CITY = { id: 2n, kind: 'third_party' } as const

let next = 0n

/** A premise of one residence that consumed so much. */
export function month(m3: string, change: Partial<PremiseMonth> = {}): PremiseMonth {
  const premiseId = ++next
  return {
    loadItemId: premiseId,
    premiseId,
    registrationNumber: String(premiseId),
    kind: 'single',
    fraction: null,
    holderId: 7n,
    economies: [{ category: 'RES', economies: 1 }],
    water: 'active',
    sewage: null,
    dueDay: 10,
    measuredM3: Dec.of(m3),
    isMetered: true,
    billedM3: Dec.of(m3),
    isHeld: false,
    previousReadOn: '2026-10-18' as CivilDate,
    readOn: '2026-11-18' as CivilDate,
    ...change,
  }
}

/** R$ 1.00 a m³ of water, half of it for sewage, R$ 5.00 of garbage fee per economy. */
export const rules: BillingRules = {
  issuedOn: '2026-11-20' as CivilDate,
  dueDate: { min_days: 10, offered_days: [], non_bank_day: 'keep' },
  minimumIssueCents: 0n,
  firstChargeDays: 0,
  deliveryFee: null,
  condominiumShare: { method: 'by_economies', scale: 0, tolerance_m3: '0', category: 'RES' },
  categorySplit: { method: 'by_economies', scale: 0, leftover: 'largest-remainder' },
  situationDays: 'by_days',
  usualPeriod: null,
  billableServices: { water: ['active'], sewage: ['active'] },
  withholding: null,
  banks: createBusinessCalendar({ holidays: [] }),
  beneficiaryOf: (type) => (type === 'garbage' ? CITY : OWN),
  charge({ category, economies, waterM3, isWaterBillable, isSewageBillable }) {
    const water = Dec.of(waterM3).times(Dec.of('1.00')).round(2, 'half-up').toCents()
    const shared = { category, versionId: 1n }
    return [
      ...(isWaterBillable
        ? [
            {
              ...shared,
              chargeType: 'water',
              service: 'water' as const,
              quantityM3: waterM3,
              amountCents: water,
            },
          ]
        : []),
      ...(isSewageBillable
        ? [
            {
              ...shared,
              chargeType: 'sewage',
              service: 'sewage' as const,
              quantityM3: waterM3,
              amountCents: water / 2n,
            },
          ]
        : []),
      {
        ...shared,
        chargeType: 'garbage',
        service: 'other' as const,
        quantityM3: '0',
        amountCents: 500n * BigInt(economies),
      },
    ]
  },
}

export const credit = (id: bigint, openCents: bigint) => ({
  id,
  cause: 'duplicate' as const,
  openCents,
})

export const waiting = (id: bigint, change: Partial<Waiting>): Waiting => ({
  id,
  chargeType: 'late_fine',
  category: null,
  component: 'fine',
  beneficiaryId: 1n,
  beneficiaryKind: 'utility',
  amountCents: 100n,
  cause: 'late',
  ...change,
})

export const live = (premise: PremiseMonth, facts: Partial<LiveOfPremise>) =>
  new Map([[premise.premiseId, { credits: [], pending: [], ...facts }]])
