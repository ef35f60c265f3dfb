import { registerDefaults } from '#plugins/receivables/api'
import { testCnpj } from '../generator/documents.ts'
import { DEMO_MUNICIPALITY } from '../municipality.ts'
import type { DemoPart } from '../part.ts'
import { DEMO_UTILITY } from '../utility_identity.ts'

/** Whose money the charges are: the utility's, and the city hall's garbage fee. */
const part: DemoPart = {
  name: 'receivables',
  title: 'Beneficiários e tipos de cobrança',
  async run(tx, { municipalityId }) {
    await registerDefaults(tx, municipalityId, {
      utility: { name: DEMO_UTILITY.name, taxpayerId: DEMO_UTILITY.cnpj },
      cityHall: {
        name: `Prefeitura de ${DEMO_MUNICIPALITY.name}`,
        taxpayerId: testCnpj(999_101),
      },
    })
  },
}

export default part
