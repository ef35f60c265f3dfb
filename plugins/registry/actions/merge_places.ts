import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type MergedPlaces, type Place, mergePlaces } from '../services/merge_places.ts'

const input = vine.create({ id: rowId(), into_id: rowId() })

interface Words {
  readonly title: string
  readonly into: string
}

const mergeAction = (
  place: Place,
  { title, into }: Words
): Action<Infer<typeof input>, MergedPlaces> => ({
  name: `registry.${place}s.merge`,
  title,
  permission: 'registry.write',
  input,
  labels: { id: 'Repetido', into_id: into },
  reason: 'required',
  subject: (_, { kept }) => ({ type: `registry.${place}s`, id: kept.id }),
  run: (context, { id, into_id: keptId }) =>
    mergePlaces(context, { place, mergedId: BigInt(id), keptId: BigInt(keptId) }),
  describe: (_, { merged, units, rangesLeft }) =>
    `Unificou ${merged.label} (código ${merged.code}): ${units} imóveis passaram para este` +
    (rangesLeft ? `; ${rangesLeft} faixas que os dois tinham ficaram no inativo` : ''),
  trail: (_, { kept, merged, units }) => ({
    ...{ kept: String(kept.id), merged: String(merged.id), units },
  }),
})

/** A street registered twice becomes one: nothing that stands on it is lost. */
export const mergeStreetsAction = mergeAction('street', {
  title: 'Unificar com outro logradouro',
  into: 'Logradouro que fica',
})

/** The same for a neighbourhood. */
export const mergeDistrictsAction = mergeAction('district', {
  title: 'Unificar com outro bairro',
  into: 'Bairro que fica',
})
