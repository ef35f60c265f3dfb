import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import {
  BULLETIN,
  type Bulletin,
  correctBulletin,
  keepResults,
  publishBulletin,
} from '../services/bulletins.ts'

const subject = (_: unknown, { id }: Bulletin) => ({ type: BULLETIN, id })
const of = ({ system, reference }: Bulletin) => `${formatRefMonth(reference)}, ${system}`

const count = () => vine.number().withoutDecimals().range([0, 1_000_000])
const results = vine.create({
  id: rowId(),
  results: vine
    .array(
      vine.object({
        parameter: vine.string().trim().maxLength(40),
        required: count(),
        analysed: count(),
        conforming: count(),
        average: vine.string().trim().maxLength(20).nullable().optional(),
      })
    )
    .distinct('parameter')
    .maxLength(10),
})

/** The samples of each parameter in the month of a bulletin, all at once. */
const keepAction: Action<Infer<typeof results>, Bulletin> = {
  name: 'water_quality.keep_results',
  title: 'Digitar resultados',
  permission: 'water_quality.write',
  input: results,
  labels: {
    ...{ id: 'Boletim', results: 'Resultados', parameter: 'Parâmetro', required: 'Exigidas' },
    ...{ analysed: 'Analisadas', conforming: 'Conformes', average: 'Média' },
  },
  reason: 'none',
  subject,
  run: (context, given) => keepResults(context, BigInt(given.id), given.results),
  describe: ({ results: typed }, bulletin) =>
    `Resultados de ${typed.length} parâmetros digitados: ${of(bulletin)}`,
}

const one = vine.create({ id: rowId() })

const publishAction: Action<Infer<typeof one>, Bulletin> = {
  name: 'water_quality.publish',
  title: 'Publicar boletim',
  permission: 'water_quality.publish',
  input: one,
  labels: { id: 'Boletim' },
  reason: 'none',
  subject,
  run: (context, { id }) => publishBulletin(context, BigInt(id)),
  describe: (_, bulletin) => `Boletim da qualidade da água publicado: ${of(bulletin)}`,
}

const correctAction: Action<Infer<typeof one>, Bulletin> = {
  name: 'water_quality.correct',
  title: 'Corrigir boletim',
  permission: 'water_quality.write',
  input: one,
  labels: { id: 'Boletim' },
  reason: 'required',
  subject,
  run: (context, { id }) => correctBulletin(context, BigInt(id)),
  describe: (_, bulletin) => `Correção do boletim da qualidade da água aberta: ${of(bulletin)}`,
}

export default [keepAction, publishAction, correctAction] as readonly Action[]
