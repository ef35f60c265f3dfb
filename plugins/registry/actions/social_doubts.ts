import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type Decided, dismissFamily, matchFamily } from '../services/social/doubts.ts'
import { subject } from './change_holder.ts'

const matchInput = vine.create({ family_id: rowId(), premise_id: rowId() })

/** A family in doubt lives in a unit: it enters the social tariff there. */
export const matchFamilyAction: Action<Infer<typeof matchInput>, Decided> = {
  name: 'registry.social_doubts.match',
  permission: 'registry.social_tariff',
  serviceRecord: { task: 'Inclusão na tarifa social', group: 'Cadastro' },
  title: 'A família é deste imóvel',
  input: matchInput,
  labels: { family_id: 'Família', premise_id: 'Imóvel' },
  reason: 'optional',
  subject,
  run: (context, given) =>
    matchFamily(context, {
      ...{ familyId: BigInt(given.family_id), premiseId: BigInt(given.premise_id) },
    }),
  describe: (_, { line, number }) =>
    `Família da linha ${line} incluída na tarifa social do imóvel ${number ?? ''}`,
}

const dismissInput = vine.create({ family_id: rowId() })

/** A family in doubt lives in none of the units that were found: nothing of it is kept. */
export const dismissFamilyAction: Action<Infer<typeof dismissInput>, Decided> = {
  name: 'registry.social_doubts.dismiss',
  permission: 'registry.social_tariff',
  title: 'A família não é de nenhum destes imóveis',
  input: dismissInput,
  labels: { family_id: 'Família' },
  reason: 'required',
  subject: () => null,
  run: (context, given) => dismissFamily(context, BigInt(given.family_id)),
  describe: (_, { line }) => `Família da linha ${line}: não é de nenhum dos imóveis encontrados`,
}
