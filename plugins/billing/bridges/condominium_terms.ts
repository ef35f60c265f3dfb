import { loadPack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import type { BridgeTerm } from '#core/reports/index'
import { type CondominiumRule, condominiumShare } from '../domain/condominium_share.ts'
import type { BillingSet } from '../domain/premise_month.ts'
import { shareCredits } from '../services/run/share_credits.ts'

/** The run that shared a month's condominiums. */
export interface SharingRun {
  readonly pack_id: bigint
  readonly issued_on: CivilDate
}

interface Sharing {
  readonly run: SharingRun
  readonly reference: RefMonth
}

/** How one condominium's difference was shared. */
export interface SharedSet {
  readonly creditInM3: Dec
  readonly toleratedM3: Dec
  /** The credit that it leaves, on the invoice of its master. */
  readonly masterId: bigint
  readonly creditOutM3: Dec
  readonly unitsM3: Dec
  /** What it added to each premise. */
  readonly shares: ReadonlyMap<bigint, Dec>
}

/**
 * What sharing did to the volume of the sets billed. Only the credit for the month to come, `creditOut`, is what the
 * invoices say.
 */
export function condominiumTerms(shared: readonly SharedSet[], creditOut: string): BridgeTerm[] {
  const sum = (volumes: readonly Dec[]) => Dec.sum(volumes).toString()
  return [
    {
      name: 'condominium_units',
      label: 'Das unidades de condomínio, já medido no principal',
      sign: '-',
      value: sum(shared.map(({ unitsM3 }) => unitsM3)),
    },
    {
      name: 'share_credit_used',
      label: 'Crédito de rateio de meses anteriores',
      sign: '-',
      value: sum(shared.map(({ creditInM3 }) => creditInM3)),
    },
    {
      name: 'share_tolerated',
      label: 'Diferença de condomínio dentro da tolerância',
      sign: '-',
      value: sum(shared.map(({ toleratedM3 }) => toleratedM3)),
    },
    {
      name: 'share_credit_left',
      label: 'Crédito de rateio para o mês seguinte',
      sign: '+',
      value: creditOut,
    },
  ]
}

/** Calculated again from the readings of masters and units and from the credit that the month before left. */
export async function sharedSets(
  tx: Tx,
  sets: readonly BillingSet[],
  { run, reference }: Sharing
): Promise<SharedSet[]> {
  const masters = sets.flatMap(({ months }) => {
    const master = months.find(({ kind }) => kind === 'condominium_master')
    return master ? [{ months, master }] : []
  })
  if (masters.length === 0) return []
  const credits = await shareCredits(
    tx,
    masters.map(({ master }) => master.premiseId),
    reference
  )
  const pack = await loadPack(run.pack_id, tx)
  const rule = pack.at(run.issued_on).parameter<CondominiumRule>('billing.condominium_share')
  return masters.map(({ months, master }) => {
    const units = months.filter(({ kind }) => kind === 'condominium_child')
    const credit = Dec.of(credits.get(master.premiseId) ?? '0')
    const { creditInM3, creditOutM3, toleratedM3, shares } = condominiumShare(months, rule, credit)!
    return {
      ...{ creditInM3, creditOutM3, toleratedM3, masterId: master.premiseId },
      unitsM3: Dec.sum(units.map(({ billedM3 }) => billedM3)),
      shares: new Map(months.map(({ premiseId }, index) => [premiseId, shares[index]!])),
    }
  })
}
