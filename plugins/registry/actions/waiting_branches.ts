import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { refuseFuture } from '../services/locked_premise.ts'
import { registerBranch, removeBranch } from '../services/waiting_branches.ts'
import { subject } from './change_holder.ts'

const base = { permission: 'registry.write', subject } as const

const registerInput = vine.create({
  premise_id: rowId(),
  installed_on: civilDay(),
  diameter: vine.string().maxLength(40),
  note: vine.string().trim().maxLength(200).optional(),
})

/** Registers a branch left ready for a connection to come: nothing is connected nor charged by it. */
export const registerBranchAction: Action<Infer<typeof registerInput>, string> = {
  ...base,
  name: 'registry.premises.register_waiting_branch',
  serviceRecord: { task: 'Ramal de espera', group: 'Cadastro' },
  title: 'Registrar ramal de espera',
  input: registerInput,
  labels: {
    ...{ premise_id: 'Imóvel', installed_on: 'Instalado em' },
    ...{ diameter: 'Diâmetro', note: 'Observação' },
  },
  reason: 'none',
  async run({ tx, municipalityId, actor }, given) {
    await refuseFuture(tx, municipalityId, given.installed_on)
    return registerBranch(tx, {
      ...{ municipalityId, premiseId: BigInt(given.premise_id), by: actor.name },
      ...{ installedOn: given.installed_on, diameter: given.diameter, note: given.note || null },
    })
  },
  describe: ({ installed_on: on, diameter }) =>
    `Ramal de espera registrado: diâmetro ${diameter}, instalado em ${formatDate(on)}`,
}

const endInput = vine.create({ premise_id: rowId(), on: civilDay() })

/** The branch was taken away before any connection came. */
export const endBranchAction: Action<Infer<typeof endInput>, string> = {
  ...base,
  name: 'registry.premises.end_waiting_branch',
  serviceRecord: { task: 'Retirada de ramal de espera', group: 'Cadastro' },
  title: 'Retirar ramal de espera',
  input: endInput,
  labels: { premise_id: 'Imóvel', on: 'Retirado em' },
  reason: 'required',
  async run({ tx, municipalityId }, { premise_id: id, on }) {
    await refuseFuture(tx, municipalityId, on)
    return removeBranch(tx, { municipalityId, premiseId: BigInt(id), on })
  },
  describe: ({ on }) => `Ramal de espera retirado em ${formatDate(on)}`,
}
