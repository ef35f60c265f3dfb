import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { CASE, type CourtCase, type Followed, fileCase, followCase } from '../services/court.ts'

const subject = (_: unknown, { id }: CourtCase) => ({ type: CASE, id })
const words = (most: number) => vine.string().trim().minLength(3).maxLength(most)

const filing = vine.create({
  certificate_id: rowId(),
  case_number: vine.string().trim().maxLength(40),
  court: words(120),
  filed_on: civilDay(),
  protest_waiver: words(500).optional(),
  remarks: words(2000).optional(),
})

const file: Action<Infer<typeof filing>, CourtCase> = {
  name: 'debt_register.file_case',
  title: 'Registrar execução',
  permission: 'debt_register.court',
  input: filing,
  labels: {
    ...{ certificate_id: 'Certidão', case_number: 'Número do processo judicial', court: 'Juízo' },
    ...{ filed_on: 'Ajuizada em', protest_waiver: 'Dispensa do protesto' },
    remarks: 'Observações',
  },
  reason: 'none',
  subject,
  run: (context, given) =>
    fileCase(context, {
      ...{ certificateId: BigInt(given.certificate_id), caseNumber: given.case_number },
      ...{ court: given.court, filedOn: given.filed_on, protestWaiver: given.protest_waiver },
      remarks: given.remarks,
    }),
  describe: (_, { case_number: number, entries, total_cents: total }) =>
    `Execução ${number}: ${entries} débito(s), ${formatMoney(total)}`,
  serviceRecord: {
    ...{ task: 'Ajuizamento', group: 'Dívida ativa' },
    unit: (_, one) =>
      one.premise_id === null
        ? { type: CASE, id: one.id }
        : { type: 'registry.premises', id: one.premise_id },
  },
}

const following = vine.create({
  id: rowId(),
  situation: vine.string().trim().maxLength(40),
  situation_on: civilDay(),
  remarks: words(2000).optional(),
})

const follow: Action<Infer<typeof following>, Followed> = {
  name: 'debt_register.follow_case',
  title: 'Atualizar situação',
  permission: 'debt_register.court',
  input: following,
  labels: {
    ...{ id: 'Execução', situation: 'Situação', situation_on: 'Desde', remarks: 'Observações' },
  },
  reason: 'none',
  subject,
  run: (context, { id, situation, situation_on: situationOn, remarks }) =>
    followCase(context, { id: BigInt(id), situation, situationOn, remarks }),
  describe: ({ situation_on: on }, { case_number: number, title }) =>
    `Execução ${number}: ${title}, em ${formatDate(on)}`,
}

export const caseActions: readonly Action[] = [file, follow]
