import { type MunicipalityStarting, todayIn } from '#core/access/index'
import type { Participant } from '#core/actions/index'
import { parameterWithin } from '#core/configuration/index'
import { indexSearchAll } from '#core/records/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import { registerDefaults } from '../services/register_defaults.ts'

/** What the identity holds until somebody fills it. */
const NO_CNPJ = '00000000000000'

/** Nothing is billed without beneficiaries and charge types: a municipality starts with the product's. */
export const municipalityStarting: Participant<MunicipalityStarting> = {
  point: 'access.municipality_starting',
  async run({ tx, municipalityId, now }, { name: city }) {
    const date = await todayIn(tx, municipalityId, now)
    const { name, cnpj } = await parameterWithin<UtilityIdentity>(tx, {
      ...{ key: 'registry.utility_identity', municipalityId, date },
    })
    const written = await registerDefaults(tx, municipalityId, {
      utility: { name, taxpayerId: cnpj === NO_CNPJ ? null : cnpj },
      cityHall: { name: `Prefeitura de ${city}`, taxpayerId: null },
    })
    if (written) {
      for (const type of ['receivables.beneficiaries', 'receivables.charge_types'])
        await indexSearchAll(tx, type, municipalityId)
    }
    return []
  },
}
