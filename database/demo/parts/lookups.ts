import { syncLookups } from '#core/records/index'
import type { DemoPart } from '../part.ts'

const part: DemoPart = {
  name: 'lookups',
  title: 'Tabelas do produto',
  run: async (tx, { municipalityId }) => void (await syncLookups(tx, municipalityId)),
}

export default part
