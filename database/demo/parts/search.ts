import { registries } from '#core/kernel/index'
import { indexSearchAll } from '#core/records/index'
import type { DemoPart } from '../part.ts'

const searched = () =>
  registries()
    .records.all()
    .filter(({ search }) => search.length > 0)

/** Makes findable what the other parts wrote: one record type per chunk, so it comes last. */
const part: DemoPart = {
  name: 'search',
  title: 'Índice da busca',
  chunks: () => searched().length,
  run: (tx, { municipalityId }, chunk) => indexSearchAll(tx, searched()[chunk]!, municipalityId),
}

export default part
