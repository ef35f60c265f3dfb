import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { type Issued, issueDocument } from '#core/documents/index'
import { lockLoad, requireState, takeToField } from '../services/load_state.ts'
import { sheetData } from '../services/sheet.ts'
import { type SheetTyped, typeSheet } from '../services/type_sheet.ts'

const printing = vine.create({ id: rowId() })

type Printed = Issued & { readonly route: string }

/** `readings.print_sheet`: a route of a load on paper; with it the load is in the field (TR-3.2.4.9). */
export const printSheetAction: Action<Infer<typeof printing>, Printed> = {
  name: 'readings.print_sheet',
  title: 'Imprimir boletim de leitura',
  permission: 'readings.run',
  input: printing,
  labels: { id: 'Roteiro da carga' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'readings.load_routes', id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now }, { id }) {
    const on = await todayIn(tx, municipalityId)
    const { data, load, route } = await sheetData(tx, BigInt(id), {
      ...{ municipalityId, on, by: actor.name },
    })
    const locked = await lockLoad(tx, municipalityId, load.id)
    requireState(locked, ['distributed', 'in_field', 'returned'], 'in_field')
    await takeToField(tx, locked, now)
    const issued = await issueDocument(tx, {
      ...{ municipalityId, template: 'readings.sheet', on, at: now, actor },
      ...{ subject: { type: 'readings.load_routes', id: route.id } },
      data: data as unknown as Json,
    })
    return { ...issued, route: route.title }
  },
  describe: (_, { route, id }) => `Boletim nº ${id} do roteiro ${route}`,
}

const MOST_TYPED = 500

const typing = vine.create({
  id: rowId(),
  read_on: civilDay(),
  reader: vine
    .string()
    .trim()
    .regex(/^[A-Za-z0-9.-]{1,30}$/),
  readings: vine
    .array(
      vine.object({
        item: rowId(),
        reading: vine.number().withoutDecimals().range([0, 999_999_999]).optional(),
        occurrence: vine
          .string()
          .trim()
          .toUpperCase()
          .regex(/^[A-Z0-9]{1,8}$/)
          .optional(),
      })
    )
    .minLength(1)
    .maxLength(MOST_TYPED),
})

/** `readings.type_sheet`: the values of a sheet, which enter as those of a device do. */
export const typeSheetAction: Action<Infer<typeof typing>, SheetTyped> = {
  name: 'readings.type_sheet',
  title: 'Digitar boletim de leitura',
  permission: 'readings.run',
  input: typing,
  labels: { read_on: 'Lido em', reader: 'Código do leiturista', readings: 'Leituras' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'readings.load_routes', id: BigInt(id) }),
  run: ({ tx, municipalityId, now }, given) =>
    typeSheet(tx, {
      ...{ municipalityId, loadRouteId: BigInt(given.id), readOn: given.read_on, now },
      reader: given.reader,
      readings: given.readings.map(({ item, reading, occurrence }) => ({
        ...{ item: BigInt(item), reading: reading ?? null, occurrence: occurrence ?? null },
      })),
    }),
  describe: ({ read_on: on }, { route, received: { counts, judged } }) =>
    `Boletim do roteiro ${route.title} lido em ${formatDate(on)}: ${counts.accepted} de ${judged.length} leituras aceitas`,
  trail: (_, { received: { judged } }) => ({
    lines: judged.map(({ raw, fate, reason }) => ({ raw, fate, reason })),
  }),
}
