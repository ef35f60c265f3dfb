import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, rowId } from '#core/actions/index'
import { errors } from '../errors.ts'
import { installationPolicy } from '../services/coverage.ts'
import { orderInstallations } from '../services/installation_orders.ts'
import { orderTeam } from '../services/validity.ts'

const input = vine.create({ locality_id: rowId().optional() })

/** Asks meters for the connections without one where the pressure is enough (CM-15). */
export const orderInstallationsAction: Action<Infer<typeof input>, { readonly asked: number }> = {
  name: 'metering.order_installations',
  title: 'Pedir instalação de hidrômetros',
  permission: 'metering.write',
  input,
  labels: { locality_id: 'Localidade' },
  reason: 'none',
  subject: () => null,
  async run({ tx, municipalityId, actor, now }, { locality_id: locality }) {
    const on = await todayIn(tx, municipalityId)
    const asked = await orderInstallations(
      tx,
      actor,
      { municipalityId, by: actor.name, at: now, on, team: await orderTeam(tx, municipalityId) },
      {
        today: on,
        policy: await installationPolicy(tx, municipalityId),
        localityId: locality === undefined ? null : BigInt(locality),
      }
    )
    if (!asked) throw errors.E_METERING_NOTHING_FITS()
    return { asked }
  },
  describe: (_, { asked }) =>
    asked === 1 ? 'Uma ordem de instalação aberta' : `${asked} ordens de instalação abertas`,
}
