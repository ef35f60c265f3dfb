import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { linkToBody, unlinkFromBody } from '../services/paying_bodies.ts'

interface Linked {
  readonly body: string
  readonly premise: string
}

const subject = ({ body_id: id }: { readonly body_id: number }) => ({
  type: 'registry.paying_bodies',
  id: BigInt(id),
})

const linkInput = vine.create({ body_id: rowId(), premise_id: rowId(), from_on: civilDay() })

/** Links a premise to the body that pays for it from a day on. */
export const linkBodyAction: Action<Infer<typeof linkInput>, Linked> = {
  name: 'registry.paying_bodies.link',
  title: 'Vincular imóvel',
  permission: 'registry.write',
  input: linkInput,
  labels: { body_id: 'Órgão pagador', premise_id: 'Imóvel', from_on: 'Desde' },
  reason: 'none',
  subject,
  run: ({ tx, municipalityId }, given) =>
    linkToBody(tx, {
      ...{ municipalityId, bodyId: BigInt(given.body_id) },
      ...{ premiseId: BigInt(given.premise_id), from: given.from_on },
    }),
  describe: ({ from_on: from }, { premise, body }) =>
    `Imóvel ${premise} vinculado a ${body} desde ${formatDate(from)}`,
}

const unlinkInput = vine.create({ body_id: rowId(), premise_id: rowId(), on: civilDay() })

/** Ends the link of a premise to its paying body. */
export const unlinkBodyAction: Action<Infer<typeof unlinkInput>, Linked> = {
  name: 'registry.paying_bodies.unlink',
  title: 'Desvincular imóvel',
  permission: 'registry.write',
  input: unlinkInput,
  labels: { body_id: 'Órgão pagador', premise_id: 'Imóvel', on: 'Último dia' },
  reason: 'optional',
  subject,
  run: ({ tx, municipalityId }, given) =>
    unlinkFromBody(tx, {
      ...{ municipalityId, bodyId: BigInt(given.body_id) },
      ...{ premiseId: BigInt(given.premise_id), on: given.on },
    }),
  describe: ({ on }, { premise, body }) =>
    `Imóvel ${premise} desvinculado de ${body} em ${formatDate(on)}`,
}
