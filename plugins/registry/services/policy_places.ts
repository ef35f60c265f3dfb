import type { ActionContext } from '#core/actions/index'
import { type LocalPlace, type Reader, isPlaceInUse } from '#core/configuration/index'
import { query } from '#core/database/index'
import type { ProposedChange } from '#core/records/index'
import { errors } from '../errors.ts'

const LOCALITY = 'locality.'
const AGENCY = 'agency.'

/** Where a commercial policy may have versions of its own: each agency, then each locality; codes that no address can hold stay out. */
export const policyPlaces = (reader: Reader, municipalityId: bigint): Promise<LocalPlace[]> =>
  query<LocalPlace>(
    reader,
    `select code, title from (
       select 1 as part, '${AGENCY}' || code as code, 'Agência ' || title || case when is_active then '' else ' (inativa)' end as title
         from registry_agencies where municipality_id = ?
       union all
       select 2, '${LOCALITY}' || code, 'Localidade ' || name from registry_localities where municipality_id = ?) places
      where code !~ '[@*/\\s]' order by part, title`,
    [municipalityId, municipalityId]
  )

/** In SQL, the places that a premise stands in, the nearest first: its locality, the agency that serves it. */
export const placesSql = (premise: string): string =>
  `(select array_remove(array['${LOCALITY}' || pl.code, '${AGENCY}' || pl.agency], null)
      from registry_localities pl where pl.id = ${premise}.locality_id)`

/** Policies of a locality are found by its code, which stays. @throws E_REGISTRY_LOCALITY_POLICY */
export async function keepPlaceCode(
  { tx, municipalityId }: ActionContext,
  { before, changes }: ProposedChange
): Promise<void> {
  const code = before?.['code']
  if (typeof code !== 'string' || changes['code'] === undefined || changes['code'] === code) return
  if (await isPlaceInUse(tx, municipalityId, `${LOCALITY}${code}`)) {
    throw errors.E_REGISTRY_LOCALITY_POLICY({ code })
  }
}
