import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Entry, entryName } from '../services/entry_rows.ts'
import { endEntry, excludeEntry, reopenEntry } from '../services/operate_entry.ts'
import { enterEvent } from '../services/prescription_events.ts'

const ENTRY = 'debt_register.entries'
const subject = ({ id }: { readonly id: number | string }) => ({ type: ENTRY, id: BigInt(id) })
const one = vine.create({ id: rowId() })
type One = Infer<typeof one>

interface Operation {
  readonly name: `debt_register.${string}`
  readonly title: string
  readonly done: string
  run(
    context: ActionContext,
    given: { readonly id: bigint; readonly reason: string }
  ): Promise<Entry>
}

/** What is done to one entry, with a reason, leaving a service record at its premise. */
const operation = ({ name, title, done, run }: Operation): Action<One, Entry> => ({
  ...{ name, title, permission: 'debt_register.operate', input: one, labels: { id: 'Lançamento' } },
  reason: 'required',
  subject,
  run: (context, { id }) => run(context, { id: BigInt(id), reason: context.reason! }),
  describe: (_, entry) => `Lançamento ${entryName(entry)} ${done}`,
  serviceRecord: {
    ...{ task: `${title} (dívida ativa)`, group: 'Dívida ativa' },
    unit: (input, { premise_id: premiseId }) =>
      premiseId === null ? subject(input) : { type: 'registry.premises', id: premiseId },
  },
})

const event = vine.create({
  id: rowId(),
  kind: vine.enum(['interruption', 'suspension']),
  from_on: civilDay(),
  until_on: civilDay().optional(),
  because: vine.string().trim().minLength(5).maxLength(500),
})

const prescription: Action<Infer<typeof event>, CivilDate> = {
  name: 'debt_register.enter_prescription_event',
  title: 'Registrar interrupção ou suspensão',
  permission: 'debt_register.operate',
  input: event,
  labels: {
    ...{ id: 'Lançamento', kind: 'O que houve', from_on: 'Desde', until_on: 'Até' },
    because: 'Fundamento',
  },
  reason: 'none',
  subject,
  run: (context, { id, kind, from_on: fromOn, until_on: untilOn, because }) =>
    enterEvent(context, { entryId: BigInt(id), kind, fromOn, untilOn, because }),
  describe: ({ kind, from_on: from }, until) =>
    `${kind === 'interruption' ? 'Interrupção' : 'Suspensão'} da prescrição em ${formatDate(from)}: prescreve em ${formatDate(until)}`,
}

export const entryActions: readonly Action[] = [
  operation({
    ...{ name: 'debt_register.settle', title: 'Baixar', done: 'baixado' },
    run: (context, given) => endEntry(context, { ...given, ending: 'settle' }),
  }),
  operation({
    ...{ name: 'debt_register.cancel', title: 'Cancelar', done: 'cancelado' },
    run: (context, given) => endEntry(context, { ...given, ending: 'cancel' }),
  }),
  operation({
    ...{ name: 'debt_register.prescribe', title: 'Baixar por prescrição' },
    done: 'baixado por prescrição',
    run: (context, given) => endEntry(context, { ...given, ending: 'prescribe' }),
  }),
  operation({
    ...{ name: 'debt_register.reopen', title: 'Reabrir', done: 'reaberto', run: reopenEntry },
  }),
  operation({
    ...{ name: 'debt_register.exclude', title: 'Excluir da dívida ativa', done: 'excluído' },
    run: excludeEntry,
  }),
  prescription,
]
