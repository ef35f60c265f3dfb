import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, rowId } from '#core/actions/index'
import {
  type Doing,
  type Process,
  closeProcess,
  executeStep,
  openProcess,
} from '../services/processes.ts'

const PROCESS = 'debt_register.processes'
const subject = (_: unknown, { id }: Process) => ({ type: PROCESS, id })

const doing = async ({ tx, municipalityId, actor }: ActionContext): Promise<Doing> => ({
  ...{ municipalityId, on: await todayIn(tx, municipalityId), by: actor.name },
})

const opening = vine.create({ debtor_id: rowId(), premise_id: rowId().optional() })

const open: Action<Infer<typeof opening>, Process> = {
  name: 'debt_register.open_process',
  title: 'Abrir processo',
  permission: 'debt_register.propose',
  input: opening,
  labels: { debtor_id: 'Devedor', premise_id: 'Imóvel' },
  reason: 'none',
  subject,
  run: async (context, { debtor_id: debtor, premise_id: premise }) =>
    openProcess(context.tx, await doing(context), {
      debtorId: BigInt(debtor),
      premiseId: premise === undefined ? null : BigInt(premise),
    }),
  describe: (_, { number }) => `Processo ${number} aberto`,
}

const step = vine.create({
  id: rowId(),
  code: vine.string().trim().maxLength(40),
  remarks: vine.string().trim().maxLength(1000).optional(),
})

const execute: Action<Infer<typeof step>, Process & { readonly title: string }> = {
  name: 'debt_register.execute_step',
  title: 'Registrar passo',
  permission: 'debt_register.propose',
  input: step,
  labels: { id: 'Processo', code: 'Passo', remarks: 'Observações' },
  reason: 'none',
  subject,
  run: async (context, { id, code, remarks }) =>
    executeStep(context.tx, await doing(context), { id: BigInt(id), code, remarks }),
  describe: (_, { number, title }) => `Processo ${number}: ${title}`,
}

const closing = vine.create({
  id: rowId(),
  conclusion: vine.string().trim().minLength(3).maxLength(1000),
})

const close: Action<Infer<typeof closing>, Process> = {
  name: 'debt_register.close_process',
  title: 'Concluir processo',
  permission: 'debt_register.propose',
  input: closing,
  labels: { id: 'Processo', conclusion: 'Conclusão' },
  reason: 'none',
  subject,
  run: async (context, { id, conclusion }) =>
    closeProcess(context.tx, await doing(context), { id: BigInt(id), conclusion }),
  describe: (_, { number }) => `Processo ${number} concluído`,
}

export const processActions: readonly Action[] = [open, execute, close]
