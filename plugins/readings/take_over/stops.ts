import { query } from '#core/database/index'
import {
  type TakeOverEntity,
  type TakeOverLoading,
  type TakeOverRow,
  readRows,
  refuse,
  writeRead,
} from '#plugins/registry/api'

/** In which route a premise is read, and after which others. The routes themselves are registered before. */
export const stops: TakeOverEntity = {
  name: 'route_stops',
  title: 'Roteiros de leitura: ordem dos imóveis',
  order: 57,
  columns: [
    { name: 'key', isRequired: true, help: 'Código da parada no sistema anterior' },
    { name: 'premise_key', isRequired: true, help: 'Código do imóvel' },
    { name: 'route_code', isRequired: true, help: 'Código de um roteiro da localidade do imóvel' },
    { name: 'sequence', isRequired: true, help: 'Posição no roteiro, a partir de 1' },
  ],
  async load(context, rows) {
    const known = await knownOf(context, rows)
    const read = readRows(rows, ({ values }) => {
      const premise =
        known.premises.get(values.premise_key ?? '') ??
        refuse(`O imóvel ${values.premise_key} não foi carregado`)
      if (known.walked.has(premise.id)) return refuse('O imóvel já está em um roteiro')
      const route =
        known.routes.get(`${premise.locality}/${values.route_code}`) ??
        refuse(`O roteiro ${values.route_code} não existe na localidade do imóvel`)
      const sequence = values.sequence ?? ''
      if (!/^[1-9]\d{0,6}$/.test(sequence)) return refuse(`Posição inválida: “${sequence}”`)
      const place = `${route}/${Number(sequence)}`
      if (known.places.has(place)) return refuse(`A posição ${sequence} do roteiro já está ocupada`)
      known.places.add(place)
      known.walked.add(premise.id)
      return [route, premise.id, Number(sequence)] as const
    })
    return writeRead(context, read, {
      table: 'readings_route_stops',
      recordType: 'readings.route_stops',
      columns: ['route_id', 'premise_id', 'sequence'],
      values: (one) => one,
    })
  },
}

async function knownOf(context: TakeOverLoading, rows: readonly TakeOverRow[]) {
  const { tx, municipalityId } = context
  const ids = await context.idsOf(
    'premises',
    rows.map(({ values }) => values.premise_key ?? '')
  )
  const premiseIds = [...ids.values()]
  const places = await query<{ id: bigint; locality_id: bigint }>(
    tx,
    'select id, locality_id from registry_premises where id = any(?::bigint[])',
    [premiseIds]
  )
  const localities = new Map(places.map((row) => [row.id, row.locality_id]))
  const routes = await query<{ id: bigint; code: string; locality_id: bigint }>(
    tx,
    'select id, code, locality_id from readings_routes where municipality_id = ?',
    [municipalityId]
  )
  const there = await query<{ route_id: bigint; premise_id: bigint; sequence: number }>(
    tx,
    'select route_id, premise_id, sequence from readings_route_stops where municipality_id = ?',
    [municipalityId]
  )
  return {
    premises: new Map([...ids].map(([key, id]) => [key, { id, locality: localities.get(id) }])),
    routes: new Map(routes.map((row) => [`${row.locality_id}/${row.code}`, row.id])),
    walked: new Set(there.map((row) => row.premise_id)),
    places: new Set(there.map((row) => `${row.route_id}/${row.sequence}`)),
  }
}
