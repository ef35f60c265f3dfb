import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, referenceMonth, rowId } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import {
  type Analysed,
  type ConcludedFinding,
  analyseRectifications,
  concludeCycle,
  concludeFinding,
} from '../services/chain/rectifications.ts'

const CYCLES = 'billing.rectification_cycles'
const permission = 'billing.critique'

const month = vine.create({ reference: referenceMonth() })

/** The critique of a month's rectifications (AC-014). */
export const analyseRectificationsAction: Action<Infer<typeof month>, Analysed> = {
  name: 'billing.analyse_rectifications',
  title: 'Analisar as retificações do mês',
  permission,
  input: month,
  labels: { reference: 'Mês' },
  reason: 'none',
  subject: (_, { id }) => ({ type: CYCLES, id }),
  run: (context, { reference }) => analyseRectifications(context, reference),
  describe: (_, { reference, findings, level }) =>
    `Retificações de ${formatRefMonth(reference)} analisadas: ${findings} achados, nível ${level}`,
}

const finding = vine.create({ id: rowId(), outcome: vine.enum(['regular', 'irregular']) })

export const concludeFindingAction: Action<Infer<typeof finding>, ConcludedFinding> = {
  name: 'billing.conclude_rectification_finding',
  title: 'Concluir achado',
  permission,
  input: finding,
  labels: { id: 'Achado', outcome: 'Resultado' },
  reason: 'required',
  subject: ({ id }) => ({ type: 'billing.rectification_findings', id: BigInt(id) }),
  run: (context, { id, outcome }) =>
    concludeFinding(context, { id: BigInt(id), outcome, conclusion: context.reason ?? '' }),
  describe: ({ outcome }, { title }) =>
    `Achado concluído como ${outcome === 'regular' ? 'regular' : 'irregular'}: ${title}`,
}

const cycle = vine.create({ id: rowId() })

export const concludeCycleAction: Action<
  Infer<typeof cycle>,
  Awaited<ReturnType<typeof concludeCycle>>
> = {
  name: 'billing.conclude_rectification_cycle',
  title: 'Concluir o ciclo',
  permission,
  input: cycle,
  labels: { id: 'Ciclo' },
  reason: 'none',
  subject: ({ id }) => ({ type: CYCLES, id: BigInt(id) }),
  run: (context, { id }) => concludeCycle(context, BigInt(id)),
  describe: (_, { reference, findings }) =>
    `Crítica das retificações de ${formatRefMonth(reference)} concluída, com ${findings} achados`,
}
