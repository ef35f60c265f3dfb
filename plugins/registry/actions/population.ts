import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { readPerimeter } from '../domain/polygon.ts'
import { errors } from '../errors.ts'
import { VACANCY_KINDS } from '../records/population.ts'
import { lockPremise, refuseFuture } from '../services/locked_premise.ts'
import { type MarkedAreas, markAreas } from '../services/mark_areas.ts'
import { subject } from './change_holder.ts'

const vacancyInput = vine.create({
  premise_id: rowId(),
  economies: vine.number().withoutDecimals().range([1, 9999]),
  kind: vine.enum(['holiday', 'weekend', 'unoccupied', 'other']),
  source: vine.enum(['visit', 'campaign', 'reading', 'declaration', 'other']),
  marked_on: civilDay(),
})

/** Marks economies of a premise as served and without residents; a mark of the same kind takes the place of the former. */
export const markVacancyAction: Action<Infer<typeof vacancyInput>, string> = {
  name: 'registry.premises.mark_vacancy',
  serviceRecord: { task: 'Domicílio sem morador', group: 'Cadastro' },
  title: 'Marcar domicílio sem morador',
  permission: 'registry.write',
  input: vacancyInput,
  labels: {
    ...{ premise_id: 'Imóvel', economies: 'Economias', kind: 'Motivo' },
    ...{ source: 'Como se soube', marked_on: 'Visto em' },
  },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor }, given) {
    await refuseFuture(tx, municipalityId, given.marked_on)
    const premiseId = BigInt(given.premise_id)
    const { registration_number: number } = await lockPremise(tx, { municipalityId, premiseId })
    await query(
      tx,
      `update registry_vacancies set ended_on = greatest(marked_on, ?::date)
        where premise_id = ? and kind = ? and ended_on is null`,
      [given.marked_on, premiseId, given.kind]
    )
    await query(
      tx,
      `insert into registry_vacancies (municipality_id, premise_id, economies, kind, source, marked_on, marked_by)
       values (?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[municipalityId, premiseId, given.economies, given.kind, given.source],
        ...[given.marked_on, actor.name],
      ]
    )
    return number
  },
  describe: ({ economies, kind, marked_on: on }) =>
    `Sem morador desde ${formatDate(on)}: ${economies} ${economies === 1 ? 'economia' : 'economias'}, ` +
    VACANCY_KINDS.find(({ value }) => value === kind)!.label.toLowerCase(),
}

const endInput = vine.create({ premise_id: rowId(), on: civilDay() })

/** Somebody lives there again: every mark of the premise ends. */
export const endVacancyAction: Action<Infer<typeof endInput>, string> = {
  name: 'registry.premises.end_vacancy',
  serviceRecord: { task: 'Domicílio com morador', group: 'Cadastro' },
  title: 'Domicílio voltou a ter morador',
  permission: 'registry.write',
  input: endInput,
  labels: { premise_id: 'Imóvel', on: 'Desde' },
  reason: 'none',
  subject,
  async run({ tx, municipalityId }, { premise_id: id, on }) {
    await refuseFuture(tx, municipalityId, on)
    const premiseId = BigInt(id)
    const { registration_number: number } = await lockPremise(tx, { municipalityId, premiseId })
    await query(
      tx,
      `update registry_vacancies set ended_on = greatest(marked_on, ?::date) where premise_id = ? and ended_on is null`,
      [on, premiseId]
    )
    return number
  },
  describe: ({ on }) => `Voltou a ter morador em ${formatDate(on)}`,
}

const areaInput = vine.create({ premise_id: rowId(), area: vine.enum(['urban', 'rural']) })

/** Says that a unit is urban or rural, as the register knows it: it stands before the map. */
export const setAreaAction: Action<Infer<typeof areaInput>, string> = {
  name: 'registry.premises.set_area',
  title: 'Dizer se é urbano ou rural',
  permission: 'registry.write',
  input: areaInput,
  labels: { premise_id: 'Imóvel', area: 'Área' },
  reason: 'none',
  subject,
  async run({ tx, municipalityId }, { premise_id: id, area }) {
    const premiseId = BigInt(id)
    const { registration_number: number } = await lockPremise(tx, { municipalityId, premiseId })
    const on = await todayIn(tx, municipalityId)
    await query(
      tx,
      `update registry_premises set area = ?, area_on = ?, area_source = 'register' where id = ?`,
      [area, on, premiseId]
    )
    return number
  },
  describe: ({ area }) => `Área ${area === 'urban' ? 'urbana' : 'rural'}`,
}

const perimeterInput = vine.create({
  name: vine.string().trim().minLength(3).maxLength(80),
  geometry: vine.string().maxLength(2_000_000),
  from_on: civilDay(),
  legal_basis: vine.string().trim().maxLength(200).optional(),
})

/** Keeps an urban perimeter (GeoJSON polygon); the former ones are no longer in use. */
export const savePerimeterAction: Action<Infer<typeof perimeterInput>, { readonly id: bigint }> = {
  name: 'registry.perimeters.save',
  title: 'Guardar perímetro urbano',
  permission: 'registry.quality',
  input: perimeterInput,
  labels: {
    ...{ name: 'Nome', geometry: 'Polígono (GeoJSON)', from_on: 'Vale desde' },
    legal_basis: 'Lei do perímetro',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'registry.urban_perimeters', id }),
  async run({ tx, municipalityId }, given) {
    const perimeter = readPerimeter(given.geometry)
    if (!perimeter) throw errors.E_REGISTRY_PERIMETER({ name: given.name })
    await query(
      tx,
      'update registry_urban_perimeters set is_active = false where municipality_id = ? and name = ?',
      [municipalityId, given.name]
    )
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into registry_urban_perimeters (municipality_id, name, geometry, from_on, legal_basis)
       values (?, ?, ?, ?, ?) returning id`,
      [municipalityId, given.name, given.geometry, given.from_on, given.legal_basis || null]
    )
    return { id: row!.id }
  },
  describe: ({ name, from_on: from }) => `Perímetro urbano ${name}, desde ${formatDate(from)}`,
}

/** Marks every unit with a place on the map as urban or rural by the perimeters in use. */
export const markAreasAction: Action<Record<string, never>, MarkedAreas> = {
  name: 'registry.perimeters.mark',
  title: 'Marcar urbanos e rurais pelo perímetro',
  permission: 'registry.quality',
  input: vine.create({}) as never,
  reason: 'none',
  subject: () => null,
  run: (context) => markAreas(context),
  describe: (_, { urban, rural, without }) =>
    `Marcados pelo perímetro: ${urban} urbanos, ${rural} rurais; ${without} ainda sem marca`,
}
