import { addMonths } from '#core/calendar/index'
import { syncProductDefaults } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import type { DemoPart } from '../part.ts'
import { putInForce } from '../put_in_force.ts'
import { DEMO_UTILITY } from '../utility_identity.ts'

const HISTORY_MONTHS = 24

/** The product's defaults, and the identity of the utility as its own people wrote and approved it. */
const part: DemoPart = {
  name: 'configuration',
  title: 'Configuração',
  async run(tx, { municipalityId, asOf }) {
    await syncProductDefaults(tx)
    await putInForce(tx, {
      municipalityId,
      key: 'registry.utility_identity',
      value: DEMO_UTILITY as unknown as Json,
      from: addMonths(asOf, -HISTORY_MONTHS),
      reason: 'Identificação do prestador para os documentos',
    })
    await putInForce(tx, {
      municipalityId,
      key: 'access.second_factor_profiles',
      value: [],
      from: addMonths(asOf, -HISTORY_MONTHS),
      reason:
        'Demonstração: entra-se sem celular; numa instalação real o administrador usa a segunda etapa',
    })
  },
}

export default part
