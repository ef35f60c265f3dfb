import { type CivilDate, clock } from '#core/calendar/index'
import { type Pack, inForceWithin, parameterWithin, resolvePack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { LAYOUT_KIND } from '../configuration/kinds.ts'
import {
  LISTING,
  type ListingTerms,
  REMOVAL,
  type RemovalTerms,
} from '../configuration/parameters.ts'
import { eligibilityDecision } from '../decisions/eligibility.ts'
import type { Layout } from '../domain/layout.ts'
import { errors } from '../errors.ts'

/** The configuration by which debtors are chosen on a day, fixed. */
export async function listingPack(tx: Tx, municipalityId: bigint, today: CivilDate): Promise<Pack> {
  return resolvePack(
    {
      ...{ municipalityId, from: today, until: today, knownAt: clock.now(), items: [] },
      ...{ decisions: [eligibilityDecision.name], parameters: [LISTING] },
    },
    tx
  )
}

export const listingTerms = (pack: Pack, today: CivilDate): ListingTerms =>
  pack.at(today).parameter<ListingTerms>(LISTING)

export const removalTerms = (
  tx: Tx,
  municipalityId: bigint,
  date: CivilDate
): Promise<RemovalTerms> =>
  parameterWithin<RemovalTerms>(tx, { key: REMOVAL, municipalityId, date })

export interface LayoutInForce {
  readonly versionId: bigint
  readonly layout: Layout
}

/** The layout of a bureau on a day. @throws BusinessError E_BUREAUS_LAYOUT */
export async function layoutInForce(
  tx: Tx,
  { municipalityId, key }: { readonly municipalityId: bigint; readonly key: string },
  today: CivilDate
): Promise<LayoutInForce> {
  const version = await inForceWithin(tx, { kind: LAYOUT_KIND, key, municipalityId }, today)
  if (!version) throw errors.E_BUREAUS_LAYOUT({ key })
  return { versionId: version.id, layout: version.content as unknown as Layout }
}
